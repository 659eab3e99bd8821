// Five callbacks are scheduled, one after another. In which order do they run?

setTimeout(() => console.log('timeout'), 0);
setImmediate(() => console.log('immediate'));
Promise.resolve().then(() => console.log('promise'));
queueMicrotask(() => console.log('microtask'));
process.nextTick(() => console.log('tick'));

busy(1.2); // computes, so that the timeout of 1 ms is due when the program ends
console.log('end of the program');
