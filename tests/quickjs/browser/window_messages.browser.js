// postMessage to the window itself is a task.
window.addEventListener('message', event => {
  console.log('message', event.data.n, event.source === window);
  Promise.resolve().then(() => console.log('promise', event.data.n));
});
const sent = { n: 1 };
postMessage(sent, '*');
sent.n = 2;
postMessage(sent, '*');
sent.n = 3;
queueMicrotask(() => console.log('microtask'));
console.log('script ends');
