// An error in a callback is reported at once, and ends neither the page nor its microtasks.
window.onerror = (message, source, line, column, error) => {
  console.log('onerror:', message, '/', typeof line, error.constructor.name);
  return true;
};
setTimeout(() => {
  Promise.resolve().then(() => console.log('promise of the timer that fails'));
  console.log('fails');
  throw new TypeError('in a timer');
}, 0);
setTimeout(() => console.log('next timer'), 0);
queueMicrotask(() => { throw new Error('in a microtask'); });
queueMicrotask(() => console.log('next microtask'));
console.log('script ends');
