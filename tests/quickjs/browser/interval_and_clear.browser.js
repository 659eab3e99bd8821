// An interval stops when it is cleared in itself, in a promise, or before its first call.
let a = 0;
const first = setInterval(() => {
  console.log('a', ++a);
  if (a === 3) clearInterval(first);
}, 20);
let b = 0;
const second = setInterval(() => {
  console.log('b', ++b);
  Promise.resolve().then(() => b === 2 && clearTimeout(second));
}, 110);
clearInterval(setInterval(() => console.log('never'), 5));
setTimeout(() => console.log('end'), 400);
