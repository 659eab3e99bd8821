// Both functions call themselves ten times. Which one lets a timer of 3 ms run in between?

function tick(left) {
  busy(1);
  if (left > 1) process.nextTick(tick, left - 1);
  else console.log('last tick');
}

function immediate(left) {
  busy(1);
  if (left > 1) setImmediate(immediate, left - 1);
  else console.log('last immediate');
}

setTimeout(() => console.log('timer during the ticks'), 3);
tick(10);

setTimeout(() => {
  setTimeout(() => console.log('timer during the immediates'), 3);
  immediate(10);
}, 20);
