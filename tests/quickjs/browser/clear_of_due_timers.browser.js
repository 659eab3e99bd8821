// A timer that is due can still be cleared by a timer or a microtask that runs before it.
const timers = [];
timers[0] = setTimeout(() => {
  console.log('0 clears 1');
  clearTimeout(timers[1]);
  Promise.resolve().then(() => {
    console.log('its promise clears 2');
    clearTimeout(timers[2]);
  });
}, 0);
timers[1] = setTimeout(() => console.log('1'), 0);
timers[2] = setTimeout(() => console.log('2'), 0);
timers[3] = setTimeout(() => console.log('3'), 0);
clearTimeout(undefined);
clearTimeout(-1);
clearTimeout('x');
console.log(typeof timers[0], timers[1] - timers[0], timers[3] - timers[0]);
