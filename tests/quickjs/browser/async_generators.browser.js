// for await asks for the next value only when the body has ended.
async function* numbers() {
  try {
    for (let n = 1; n <= 3; n++) {
      console.log('yields', n);
      yield n;
    }
  } finally {
    console.log('generator ends');
  }
}
(async () => {
  for await (const n of numbers()) {
    console.log('got', n);
    if (n === 2) break;
  }
  console.log('loop ends');
  for await (const value of [Promise.resolve('a'), 'b']) console.log(value);
})();
Promise.resolve().then(() => console.log('other 1')).then(() => console.log('other 2')).then(() => console.log('other 3'));
