// A listener that is added during a dispatch does not run in it; one that is removed does not run any more.
const target = new EventTarget();
const late = () => console.log('late');
const removed = () => console.log('removed');
target.addEventListener('go', () => {
  console.log('first');
  target.addEventListener('go', late);
  target.removeEventListener('go', removed);
});
target.addEventListener('go', removed);
target.addEventListener('go', event => {
  console.log('stops');
  event.stopImmediatePropagation();
});
target.addEventListener('go', () => console.log('stopped'));
target.dispatchEvent(new Event('go'));
console.log('again');
target.dispatchEvent(new Event('go'));
