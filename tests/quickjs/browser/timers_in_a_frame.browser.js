// In a picture, microtasks come first, then the rest of the picture, then a timeout of 0, and much later the next picture.
requestAnimationFrame(() => {
  setTimeout(() => console.log('timeout'), 0);
  requestAnimationFrame(() => console.log('next frame'));
  queueMicrotask(() => console.log('microtask'));
  console.log('frame');
});
requestAnimationFrame(() => console.log('same frame'));
