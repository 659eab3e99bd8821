// Timers and immediates that were unref() run only as long as something else keeps the process alive.
const timer = setTimeout(() => {}, 1);
console.log(timer.hasRef(), timer.unref() === timer, timer.hasRef(), timer.ref().hasRef());
setTimeout(() => {
  console.log('after 100 ms', timer.hasRef());
  const cleared = setTimeout(() => {}, 5);
  clearTimeout(cleared);
  console.log('cleared', cleared.hasRef());
  const immediate = setImmediate(() => console.log('an immediate while the timer of 130 ms waits'));
  console.log(immediate.unref() === immediate, immediate.hasRef());
}, 100);
setInterval(() => console.log('an interval that does not keep it alive'), 60).unref();
setTimeout(() => console.log('never: a timer'), 300).unref();
const again = setTimeout(() => console.log('refreshed, at 40 ms'), 30).unref();
setTimeout(() => again.refresh(), 10);
setTimeout(() => console.log('kept, at 130 ms'), 130).unref().ref();
setImmediate(() => console.log('an immediate in a process that lives')).unref();
const own = setInterval(() => {
  console.log('unref in its own callback');
  own.unref();
}, 80);
process.on('beforeExit', () => {
  console.log('beforeExit');
  setTimeout(() => console.log('never: after the end'), 1).unref();
});
process.on('exit', code => console.log('exit', code));
