// All microtasks of a timer run before the next timer, even if that is due as well.
for (const name of ['a', 'b', 'c']) {
  setTimeout(() => {
    console.log(name, 'timeout');
    Promise.resolve().then(() => console.log(name, 'promise')).then(() => console.log(name, 'second promise'));
    queueMicrotask(() => console.log(name, 'microtask'));
  }, 0);
}
