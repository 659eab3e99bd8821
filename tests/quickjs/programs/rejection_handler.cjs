// What a handler of rejections queues runs before the next timer: ticks first, then microtasks.
process.on('unhandledRejection', () => {
  console.log('rejection');
  process.nextTick(() => console.log('tick'));
  queueMicrotask(() => console.log('microtask'));
});
setTimeout(() => {
  Promise.reject(new Error('nobody'));
}, 5);
setTimeout(() => console.log('later'), 15);
