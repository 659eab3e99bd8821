// The script ends at its error, and everything that it has started runs.
addEventListener('error', event => {
  event.preventDefault();
  console.log('error event:', event.message, event.error === thrown);
});
const thrown = new Error('boom');
setTimeout(() => console.log('timeout'), 0);
Promise.resolve().then(() => console.log('promise'));
console.log('before');
throw thrown;
console.log('never');
