// A browser draws a picture every 16.7 ms. Which of these run before the next picture?

requestAnimationFrame(() => {
  console.log('frame');
  Promise.resolve().then(() => console.log('promise of the frame'));
});
setTimeout(() => console.log('timeout'), 0);
queueMicrotask(() => console.log('microtask'));

console.log('script');
