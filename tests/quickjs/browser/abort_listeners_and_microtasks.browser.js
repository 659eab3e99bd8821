// abort() calls all listeners before any microtask; a signal of a timeout lets the microtasks run between them.
const log = (signal, name) => signal.addEventListener('abort', () => {
  console.log(name);
  Promise.resolve().then(() => console.log('promise of', name));
});
const controller = new AbortController(), timeout = AbortSignal.timeout(30);
for (const n of [1, 2]) log(controller.signal, `abort ${n}`);
for (const n of [1, 2]) log(timeout, `timeout ${n}`);
controller.abort();
console.log('script ends');
