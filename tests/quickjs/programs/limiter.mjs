// A queue that runs at most two jobs at a time, retries, debounce, throttle and a mutex.
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

class Limiter {
  #waiting = [];
  #running = 0;
  constructor(most) { this.most = most; }
  async run(job) {
    if (this.#running >= this.most) await new Promise((resolve) => this.#waiting.push(resolve));
    this.#running++;
    try {
      return await job();
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }
}
const limiter = new Limiter(2);
const job = (name, ms) => limiter.run(async () => {
  console.log('begin', name);
  await sleep(ms);
  console.log('end', name);
  return name;
});
console.log(await Promise.all([job('a', 30), job('b', 80), job('c', 30), job('d', 50)]));
console.log(limiter);

async function retry(times, f) {
  for (let i = 1; ; i++) {
    try {
      return await f(i);
    } catch (error) {
      console.log(`attempt ${i}: ${error.message}`);
      if (i === times) throw error;
      await sleep(10 * 2 ** i);
    }
  }
}
console.log(await retry(3, async (i) => {
  if (i < 3) throw new Error(`failed ${i}`);
  return `ok after ${i}`;
}));
await retry(2, async () => { throw new RangeError('hopeless'); }).catch((error) => console.log(error.name, error.message));

const debounce = (f, ms) => {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(f, ms, ...values);
  };
};
const typed = debounce((text) => console.log('search', text), 40);
for (const text of ['h', 'he', 'hel', 'hell', 'hello']) {
  typed(text);
  await sleep(10);
}
await sleep(60);

const throttle = (f, ms) => {
  let free = true;
  return (...values) => {
    if (!free) return;
    free = false;
    setTimeout(() => { free = true; }, ms);
    f(...values);
  };
};
const scrolled = throttle((y) => console.log('scrolled', y), 100);
scrolled(1);
scrolled(2);
await sleep(150);
scrolled(3);

let lock = Promise.resolve();
const withLock = (f) => (lock = lock.then(f, f));
let balance = 100;
await Promise.all([30, 50, 40].map((amount) => withLock(async () => {
  const before = balance;
  await sleep(5);
  if (before >= amount) balance = before - amount;
  console.log(`take ${amount}:`, balance);
})));
