// A timeout inside a timeout inside a timeout … waits at least 4 ms. A message does not. How far does each get?

let timeouts = 0;
function byTimeout() {
  timeouts += 1;
  if (timeouts < 10) setTimeout(byTimeout, 0);
  else console.log('ten timeouts');
}

let messages = 0;
const channel = new MessageChannel();
channel.port1.onmessage = () => {
  messages += 1;
  if (messages < 10) channel.port2.postMessage(null);
  else console.log('ten messages');
};

byTimeout();
channel.port2.postMessage(null);
