// The script, then its microtasks in the order in which they were queued, then a timer.
setTimeout(() => console.log('timeout'), 0);
queueMicrotask(() => console.log('microtask 1'));
Promise.resolve().then(() => console.log('promise 1')).then(() => console.log('promise 2'));
queueMicrotask(() => console.log('microtask 2'));
(async () => {
  console.log('async begins');
  await null;
  console.log('async resumes');
})();
console.log('script ends');
