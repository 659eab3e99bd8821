// A timer of 0 that is set in a timer comes after the timers that are due already.
setTimeout(() => {
  console.log('a');
  setTimeout(() => console.log('set by a'), 0);
  Promise.resolve().then(() => setTimeout(() => console.log("set by a's promise"), 0));
}, 0);
setTimeout(() => console.log('b'), 0);
setTimeout(() => console.log('c'), 0);
