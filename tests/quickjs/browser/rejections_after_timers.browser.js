// The event of a rejection waits behind the tasks that are ready. A timer among them can still handle the rejection.
addEventListener('unhandledrejection', event => {
  event.preventDefault();
  console.log('unhandled:', event.reason);
});
const handled = Promise.reject('handled by a timer'), other = Promise.reject('other');
setTimeout(() => {
  console.log('timeout 1');
  handled.catch(() => console.log('caught'));
}, 0);
Promise.resolve().then(() => setTimeout(() => console.log('timeout 2'), 0));
