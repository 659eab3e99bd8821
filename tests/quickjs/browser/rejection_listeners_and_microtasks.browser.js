// The events of rejections are tasks: the microtasks of a listener run before the next listener and the next event.
for (const name of ['first', 'second']) {
  addEventListener('unhandledrejection', event => {
    event.preventDefault();
    console.log(name, event.reason);
    Promise.resolve().then(() => console.log('promise of the', name));
  });
}
Promise.reject('a');
Promise.reject('b');
