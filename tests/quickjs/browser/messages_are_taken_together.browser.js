// The first message has a task of its own. The others are taken together in one task, after what the first has requested.
const { port1, port2 } = new MessageChannel();
port1.onmessage = event => {
  console.log('message', event.data);
  Promise.resolve().then(() => console.log('promise of message', event.data));
  setTimeout(() => console.log('timeout of message', event.data), 0);
};
for (const n of [1, 2, 3, 4]) port2.postMessage(n);
setTimeout(() => console.log('timeout of the script'), 0);
