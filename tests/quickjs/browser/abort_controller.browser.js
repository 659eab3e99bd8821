// abort() sends its event at once, before the promises that it rejects.
const controller = new AbortController();
const { signal } = controller;
const work = new Promise((_, fail) => signal.addEventListener('abort', () => {
  console.log('aborted:', signal.reason.name, signal.reason.message);
  fail(signal.reason);
}));
signal.addEventListener('abort', () => console.log('second listener'));
work.catch(error => console.log('caught', error === signal.reason));
console.log(signal.aborted);
controller.abort();
controller.abort('again');
console.log(signal.aborted);
try {
  signal.throwIfAborted();
} catch (error) {
  console.log('throws', error.name, error.code);
}
