// An error in a callback of a picture is reported before the next callback.
onerror = message => {
  console.log(message);
  return true;
};
requestAnimationFrame(() => {
  queueMicrotask(() => console.log('microtask'));
  throw new Error('in a frame');
});
requestAnimationFrame(() => console.log('next callback'));
