// An error is reported while its callback is still on the stack: the microtasks of the listeners run after them.
for (const name of ['first', 'second']) {
  addEventListener('error', event => {
    event.preventDefault();
    console.log(name, event.message);
    Promise.resolve().then(() => console.log('promise of the', name));
  });
}
setTimeout(() => { throw 'a text'; }, 0);
setTimeout(() => { throw { toString: () => 'an object' }; }, 0);
setTimeout(() => { throw null; }, 0);
setTimeout(() => {
  class Own extends Error { name = 'Own'; }
  throw new Own('of a class');
}, 0);
