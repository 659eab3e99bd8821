// Top-level await, and what await costs in turns of the microtask queue.
const log = (...values) => console.log(...values);
const sleep = (ms, value) => new Promise((resolve) => { setTimeout(resolve, ms, value); });

log('module begins');
const first = await sleep(20, 'slept');
log(first);

async function native() { return 'native'; }
async function returnsPromise() { return Promise.resolve('promise'); }
const thenable = { then(resolve) { log('then of the thenable'); resolve('thenable'); } };

native().then(log);
returnsPromise().then(log);
Promise.resolve(thenable).then(log);
(async () => log(await thenable, 'awaited'))();
let chain = Promise.resolve();
for (let i = 1; i <= 8; i++) chain = chain.then(() => log('turn', i));
await chain;

class Mine extends Promise {}
const mine = new Mine((resolve) => resolve(1)).then((x) => x + 1);
log(mine instanceof Mine, await mine, mine);

log(await Promise.all([1, sleep(10, 2), Promise.resolve(3)]));
log(await Promise.allSettled([Promise.reject(new Error('no')), 5]).then((all) => all.map((one) => one.status)));
log(await Promise.race([sleep(60, 'slow'), sleep(20, 'fast')]));
log(await Promise.any([Promise.reject(new Error('a')), sleep(5, 'any')]));
try {
  await Promise.any([Promise.reject(1), Promise.reject(2)]);
} catch (error) {
  log(error.constructor.name, error.message, error.errors);
}
await Promise.resolve(1).finally(() => log('finally')).then((x) => log('then', x));
for await (const x of [sleep(10, 'x'), 'y', Promise.resolve('z')]) log(x);
async function* numbers() {
  try {
    for (let i = 0; ; i++) yield i;
  } finally {
    log('generator closed');
  }
}
for await (const n of numbers()) {
  log(n);
  if (n === 2) break;
}
log('module ends');
