// Messages wait until the port is started. addEventListener does not start it.
const { port1, port2 } = new MessageChannel();
port2.postMessage('early');
port1.addEventListener('message', event => console.log('got', event.data));
port1.addEventListener('message', event => {
  console.log('second listener', event.data);
});
setTimeout(() => {
  console.log('start');
  port1.start();
  port2.postMessage('late');
}, 40);
