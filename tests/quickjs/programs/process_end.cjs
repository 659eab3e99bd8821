// Lines that are begun with write(), beforeExit after ticks and microtasks, and what clearTimeout leaves alone.
process.stdout.write('Loading... ');
console.log('done');
process.stdout.write('a\nb');
process.stdout.write('c\n');
let left = 2;
process.on('beforeExit', async () => {
  await null;
  console.log('beforeExit', left);
  process.nextTick(() => console.log('tick'));
  if (left-- > 0) setTimeout(() => console.log('timer'), 5);
});
require('fs').readFile(__filename, () => console.log('read'));
process.nextTick(() => console.log('first tick'));
for (let i = 0; i < 100; i++) clearTimeout(i);
const timer = setTimeout(() => console.log('never'), 50);
clearTimeout(+timer);
const immediate = setImmediate(() => console.log('never'));
clearImmediate(immediate);
process.on('exit', code => {
  console.log('exit', code);
  process.exitCode = -1;
});
