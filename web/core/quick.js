// The figures that pages begin with. The first part of the module of figures (module.js) is enough for them, until they
// can be played, scrubbed, zoomed and changed; other figures wait for the rest of the module before they open.
//
// TO MAKE THE FIRST FIGURE OF A PAGE QUICK, ADD IT HERE: its scenario, and its `set`, `lanes` and `ask` if it has them.
// (Its other keys need no code of their own.) tools/site/split.mjs uses every figure of this list as a reader would, and
// what that calls becomes the first part; tests/site/transfer_test.mjs says how large it is then. Figures of one
// scenario cost next to nothing after the first of them.

export const quick = [
  // embedding/index.html
  { scenario: 'waiting-on-the-database' },
  { scenario: 'typing-and-music', set: { 'machine.scheduler.quantum': '40ms' }, ask: 'missed' },
  { scenario: 'convoy-effect', ask: { text: '?', choices: ['a', 'b'], right: 1 } },
  { scenario: 'hundred-requests', lanes: ['cores'], set: { 'machine.cores': 2, 'machine.scheduler.quantum': '2ms', 'work.0.count': 100 } },
  { scenario: 'cpu-heavy-batch', lanes: ['cores'] },
  { scenario: 'deadlock' },
  { scenario: JSON.parse('{"version":1,"title":"Two tasks on one core","machine":{"cores":1,"scheduler":{"policy":"round-robin","quantum":"2ms"}},"programs":{"task":[{"compute":"6ms"}]},"work":[{"run":"task","count":2}],"strategy":{"kind":"thread-per-task"}}') },
  { scenario: 'lock-contention' },
  { scenario: 'amdahl' },
];

// Whether a figure needs no more of the module than one of the list: the same scenario, and no setting, kind of lanes or
// kind of question that the list does not have for it.
export function isQuick({ scenario, set, lanes, ask }) {
  const text = JSON.stringify(scenario);
  const like = quick.filter(one => JSON.stringify(one.scenario) === text);
  const known = (wanted, of) => wanted.every(name => like.some(one => of(one).includes(name)));
  return like.length > 0 && known(Object.keys(set ?? {}), one => Object.keys(one.set ?? {})) &&
    known(Array.isArray(lanes) ? lanes : [], one => one.lanes ?? []) && known(ask ? [kindOf(ask)] : [], one => (one.ask ? [kindOf(one.ask)] : []));
}

const kindOf = ask => (ask.choices ? 'choices' : ask.draw ? 'draw' : 'number');
