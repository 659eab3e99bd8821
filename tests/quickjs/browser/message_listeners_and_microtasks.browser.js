// The stack is empty between two listeners of a message, so the microtasks of the first run before the second.
const { port1, port2 } = new MessageChannel();
for (const name of ['first', 'second', 'third']) {
  port1.addEventListener('message', () => {
    console.log(name);
    Promise.resolve().then(() => console.log('promise of the', name));
  });
}
port1.start();
port2.postMessage(null);
