// A timer waits until a chain of 1,000 microtasks has ended.
let turns = 0;
setTimeout(() => console.log('timeout after', turns), 0);
function turn() {
  turns += 1;
  if (turns < 1000) queueMicrotask(turn);
}
queueMicrotask(turn);
