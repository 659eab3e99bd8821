// Of the messages that wait for the start of a port, the first one is taken alone, too.
const { port1, port2 } = new MessageChannel();
port2.postMessage(1);
port2.postMessage(2);
port2.postMessage(3);
setTimeout(() => {
  port1.onmessage = event => console.log('message', event.data);
  setTimeout(() => console.log('timeout'), 0);
}, 20);
