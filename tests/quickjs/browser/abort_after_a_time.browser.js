// AbortSignal.timeout aborts in a task.
const signal = AbortSignal.timeout(40);
signal.addEventListener('abort', () => {
  console.log(signal.reason.name, signal.reason.message, signal.reason.code);
  Promise.resolve().then(() => console.log('promise'));
});
setTimeout(() => console.log('10 ms', signal.aborted), 10);
setTimeout(() => console.log('100 ms', signal.aborted), 100);
