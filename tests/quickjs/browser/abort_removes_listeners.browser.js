// A signal removes listeners, and combines with others.
const one = new AbortController(), two = new AbortController();
const target = new EventTarget();
target.addEventListener('go', () => console.log('with a signal'), { signal: one.signal });
target.addEventListener('go', () => console.log('without'));
const any = AbortSignal.any([one.signal, two.signal]);
any.onabort = () => console.log('any:', any.reason);
target.dispatchEvent(new Event('go'));
one.abort('reason of one');
two.abort('reason of two');
target.dispatchEvent(new Event('go'));
console.log(AbortSignal.abort('x').reason, any.reason);
