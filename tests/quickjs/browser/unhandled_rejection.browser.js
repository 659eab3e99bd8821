// The event of a rejection is a task of its own, which comes after the microtasks.
window.onunhandledrejection = event => {
  event.preventDefault();
  console.log('unhandled:', event.reason.message, event.promise === rejected);
  Promise.resolve().then(() => console.log('promise of the handler'));
};
const rejected = Promise.reject(new Error('nobody listens'));
Promise.resolve().then(() => console.log('1')).then(() => console.log('2'));
console.log('script ends');
