const { setTimeout: sleep, setInterval: every, scheduler } = require('timers/promises');

const timer = setTimeout(() => console.log('never'), 10);
clearTimeout(timer);
console.log(timer.hasRef(), typeof timer[Symbol.toPrimitive](), timer.constructor.name);

setTimeout(function (a, b) { console.log(a, b, this === second); }, 20, 'A', 'B');
const second = setTimeout(function () { console.log('this is the timer:', this === second); }, 40);

let count = 0;
const interval = setInterval(() => {
  console.log('interval', ++count);
  if (count === 3) clearInterval(interval);
}, 60);

const again = setTimeout(() => console.log('refreshed, at 100 rather than 75'), 75);
setTimeout(() => again.refresh(), 25);
setTimeout(() => console.log('at 90'), 90);

setTimeout(() => console.log('unref: never seen'), 5000).unref();
const immediate = setImmediate(() => console.log('never'));
clearImmediate(immediate);

for (const bad of [() => setTimeout('code'), () => setInterval(), () => setImmediate({}), () => process.nextTick(5), () => queueMicrotask()]) {
  try {
    bad();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}

sleep(250, 'a value').then(console.log);
const controller = new AbortController();
sleep(1000, null, { signal: controller.signal }).catch((error) => console.log(error.name, error.code, error.message));
setTimeout(() => controller.abort(), 280);

(async () => {
  let n = 0;
  await scheduler.wait(300);
  for await (const value of every(30, 'tock')) {
    console.log(value, ++n);
    if (n === 3) break;
  }
  console.log('done');
})();
process.on('exit', (code) => console.log('exit', code));
process.once('beforeExit', () => {
  console.log('beforeExit');
  setTimeout(() => console.log('one more'), 1);
});
