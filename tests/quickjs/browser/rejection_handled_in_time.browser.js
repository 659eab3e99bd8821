// A rejection that is handled in a microtask is not reported; one that is handled later is reported, and then again.
addEventListener('unhandledrejection', event => {
  event.preventDefault();
  console.log('unhandled:', event.reason);
});
addEventListener('rejectionhandled', event => console.log('handled:', event.reason));
const a = Promise.reject('a'), b = Promise.reject('b');
Promise.resolve().then(() => a.catch(() => console.log('a is caught')));
setTimeout(() => b.catch(() => console.log('b is caught')), 40);
setTimeout(() => console.log('end'), 80);
