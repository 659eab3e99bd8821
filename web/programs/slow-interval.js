// The callback of an interval of 20 ms takes 30 ms. Do the calls pile up?

let calls = 0;
const timer = setInterval(() => {
  calls += 1;
  console.log('call', calls);
  busy(30);
  if (calls === 4) clearInterval(timer);
}, 20);

setTimeout(() => console.log('a timer of 50 ms, after call', calls), 50);
