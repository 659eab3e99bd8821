// dispatchEvent calls its listeners at once. Promises wait until the script has ended.
const target = new EventTarget();
target.addEventListener('go', () => {
  console.log('listener 1');
  Promise.resolve().then(() => console.log('promise 1'));
});
target.addEventListener('go', { handleEvent(event) { console.log('object', event.type, this !== target); } });
target.addEventListener('go', () => console.log('once'), { once: true });
target.addEventListener('stay', event => { event.preventDefault(); });
console.log('before');
target.dispatchEvent(new Event('go'));
target.dispatchEvent(new CustomEvent('go', { detail: 1 }));
console.log('result', target.dispatchEvent(new Event('stay', { cancelable: true })), target.dispatchEvent(new Event('stay')));
console.log('after');
