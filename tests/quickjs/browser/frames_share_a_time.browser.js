// All callbacks of a picture get the same time, even if one of them computes for a while.
let first;
requestAnimationFrame(time => {
  first = time;
  const end = performance.now() + 30;
  while (performance.now() < end);
  console.log('first', time <= performance.now());
});
requestAnimationFrame(time => {
  console.log('second', time === first, performance.now() - time >= 29);
  requestAnimationFrame(later => console.log('next', later - time > 10));
});
