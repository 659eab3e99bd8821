// An error in a listener is reported before the next listener runs, and dispatchEvent does not throw it.
window.addEventListener('error', event => {
  event.preventDefault();
  console.log('reported:', event.message);
});
const target = new EventTarget();
target.addEventListener('go', () => {
  Promise.resolve().then(() => console.log('promise'));
  console.log('first');
  throw new Error('from the first');
});
target.addEventListener('go', () => console.log('second'));
console.log('result', target.dispatchEvent(new Event('go')));
console.log('script ends');
