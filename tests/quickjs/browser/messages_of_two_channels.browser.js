// Each port takes its messages in tasks of its own.
const a = new MessageChannel(), b = new MessageChannel();
a.port1.onmessage = event => console.log('a', event.data);
b.port1.onmessage = event => console.log('b', event.data);
a.port2.postMessage(1);
a.port2.postMessage(2);
b.port2.postMessage(1);
b.port2.postMessage(2);
setTimeout(() => console.log('timeout'), 0);
a.port2.postMessage(3);
