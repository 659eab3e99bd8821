// Each message is a task, so the microtasks of one run before the next.
const { port1, port2 } = new MessageChannel();
port1.onmessage = event => {
  console.log('message', event.data);
  Promise.resolve().then(() => console.log('promise of', event.data));
  if (event.data === 3) port1.close();
};
for (const n of [1, 2, 3]) port2.postMessage(n);
Promise.resolve().then(() => console.log('promise of the script'));
console.log('script ends');
