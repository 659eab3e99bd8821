// The callbacks of one picture run together, with the microtasks after each; one that is requested in a picture waits for
// the next.
let time;
requestAnimationFrame(now => {
  time = now;
  console.log('frame a');
  Promise.resolve().then(() => console.log('promise of a'));
  requestAnimationFrame(later => console.log('next frame', later > time));
});
requestAnimationFrame(now => console.log('frame b', now === time));
const cancelled = requestAnimationFrame(() => console.log('never'));
cancelAnimationFrame(cancelled);
console.log('script ends');
