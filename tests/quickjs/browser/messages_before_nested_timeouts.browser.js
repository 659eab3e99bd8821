// Ten messages, each sent by the one before, are sooner than ten timeouts inside each other.
let timeouts = 0, messages = 0;
function byTimeout() {
  timeouts += 1;
  if (timeouts < 10) setTimeout(byTimeout, 0);
  else console.log('ten timeouts');
}
const channel = new MessageChannel();
channel.port1.onmessage = () => {
  messages += 1;
  if (messages < 10) channel.port2.postMessage(null);
  else console.log('ten messages');
};
byTimeout();
channel.port2.postMessage(null);
