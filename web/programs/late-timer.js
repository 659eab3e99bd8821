// A timer is set for 10 ms, and the program computes for 50 ms. When does the timer run?

const start = performance.now();
const since = () => Math.round(performance.now() - start);

setTimeout(() => {
  console.log(since() < 50 ? 'the timer is on time' : 'the timer is late');
}, 10);

busy(50); // nothing else can happen meanwhile
console.log('the computing is done');
