// A callback can cancel another one of the same picture.
let second;
requestAnimationFrame(() => {
  console.log('first');
  cancelAnimationFrame(second);
});
second = requestAnimationFrame(() => console.log('second'));
requestAnimationFrame(() => console.log('third'));
