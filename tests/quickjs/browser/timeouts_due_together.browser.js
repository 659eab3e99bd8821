// Timers that became due while the script computed still run by the time at which they were due.
setTimeout(() => console.log('30 ms'), 30);
setTimeout(() => console.log('10 ms'), 10);
setTimeout(() => console.log('20 ms'), 20);
setTimeout(() => console.log('0 ms'), 0);
const end = performance.now() + 50;
while (performance.now() < end);
console.log('script ends');
