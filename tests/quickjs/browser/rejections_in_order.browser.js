// Several rejections are reported in the order in which they happened.
addEventListener('unhandledrejection', event => {
  event.preventDefault();
  console.log('unhandled:', event.reason);
});
(async () => { throw 'async function'; })();
new Promise(() => { throw 'executor'; });
Promise.resolve().then(() => { throw 'then'; }).finally(() => console.log('finally'));
Promise.reject('reject');
setTimeout(() => Promise.reject('timer'), 20);
