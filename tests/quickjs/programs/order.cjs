// What comes first? The question of a hundred interviews.
console.log('1 script');

setTimeout(() => console.log('9 timeout'), 0);
setTimeout(() => {
  console.log('10 second timeout');
  Promise.resolve().then(() => console.log('12 microtask of the second timeout'));
  process.nextTick(() => console.log('11 tick of the second timeout'));
}, 0);

Promise.resolve()
  .then(() => console.log('5 microtask'))
  .then(() => console.log('8 microtask of a microtask'));

process.nextTick(() => {
  console.log('3 tick');
  process.nextTick(() => console.log('4 tick of a tick'));
});
queueMicrotask(() => console.log('6 queueMicrotask'));

async function f() {
  console.log('2 async function, before await');
  await null;
  console.log('7 after await');
}
f();

setTimeout(() => {
  setImmediate(() => console.log('14 immediate'));
  setTimeout(() => console.log('15 timeout set together with it'), 0);
  console.log('13 third timeout');
}, 30);
