// A timer of 20 ms that waits for a computation runs after it, and an interval does not catch up.
let calls = 0;
const interval = setInterval(() => {
  calls += 1;
  console.log('interval', calls);
  if (calls === 2) clearInterval(interval);
}, 60);
setTimeout(() => console.log('20 ms'), 20);
setTimeout(() => console.log('130 ms'), 130);
const end = performance.now() + 100;
while (performance.now() < end);
console.log('script ends');
