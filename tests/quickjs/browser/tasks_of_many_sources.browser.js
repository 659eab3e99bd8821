// Timers of 0, messages and tasks of the scheduler run in the order in which they were requested.
const { port1, port2 } = new MessageChannel();
port1.onmessage = event => console.log('message', event.data);
onmessage = event => console.log('window message', event.data);
port2.postMessage(1);
setTimeout(() => console.log('timeout 2'), 0);
postMessage(3);
scheduler.postTask(() => console.log('task 4'));
setTimeout(() => {
  console.log('timeout 5');
  port2.postMessage(8);
  Promise.resolve().then(() => setTimeout(() => console.log('timeout 9'), 0));
}, 0);
port2.postMessage(6);
Promise.resolve().then(() => setTimeout(() => console.log('timeout 7'), 0));
