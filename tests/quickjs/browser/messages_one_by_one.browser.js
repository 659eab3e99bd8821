// A message that is sent while one is handled comes after the timeout that is set then; the first of a port that waits comes
// before it.
const { port1, port2 } = new MessageChannel();
port1.onmessage = event => {
  console.log('message', event.data);
  if (event.data === 3) return;
  port2.postMessage(event.data + 1);
  setTimeout(() => console.log('timeout of message', event.data), 0);
};
port2.postMessage(1);
setTimeout(() => {
  port2.postMessage(3);
  setTimeout(() => console.log('later timeout'), 0);
}, 60);
