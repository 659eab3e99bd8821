// The timer is due after 1 ms. A hundred promises come first. Why?

setTimeout(() => console.log('timer'), 1);

let turns = 0;
function again() {
  busy(0.2);
  turns += 1;
  if (turns < 100) return Promise.resolve().then(again);
  console.log('turn', turns);
}
again();
