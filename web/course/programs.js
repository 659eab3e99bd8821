// Small programs for Node.js, drawn from a seed: as JavaScript, and as a scenario that prints the same lines.
//
//   programOf(seed) -> {lines: [{letter, kind}], code, scenario}
//   whyOf(kind)        why a line of this kind comes where it does

import { say } from '../core/say.js';

const resolved = 'Promise.resolve()';

// Ways to run a line later: its JavaScript, what it is in a scenario, and why it comes where it does.
const ways = {
  tick: { code: line => `process.nextTick(() => ${line});`, op: lines => ({ next_tick: lines }), why: () => say('Callbacks of nextTick run as soon as the current script ends, before promises.') },
  promise: { code: line => `${resolved}.then(() => ${line});`, op: lines => ({ promise_chain: [{ then: lines }] }), why: () => say('What follows a promise is a microtask: it runs after nextTick callbacks, and before timers and immediates.') },
  microtask: { code: line => `queueMicrotask(() => ${line});`, op: lines => ({ microtask: lines }), why: () => say('Microtasks run in the order in which they were queued, before timers and immediates.') },
  timeout: { code: line => `setTimeout(() => ${line}, 0);`, op: lines => ({ timeout: '0ms', do: lines }), why: () => say('A timer runs when the loop looks at its timers: after all microtasks, and here before immediates.') },
  immediate: { code: line => `setImmediate(() => ${line});`, op: lines => ({ immediate: lines }), why: () => say('An immediate runs in the check phase of the loop, after the timers that are due.') },
  now: { code: line => `${line};`, op: ([line]) => line, why: () => say('A line of the script itself runs at once, before everything that was put off.') },
};
const letters = ['A', 'B', 'C', 'D', 'E', 'F'];

// The same seed gives the same program (mulberry32).
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function programOf(seed) {
  const next = random(seed * 7919 + 1);
  const kinds = Object.keys(ways);
  const lines = letters.slice(0, 4 + Math.floor(next() * 3)).map(letter => ({ letter, kind: kinds[Math.floor(next() * kinds.length)] }));
  // With three kinds or more there is something to put into order.
  if (new Set(lines.map(({ kind }) => kind)).size < 3) ['immediate', 'promise', 'tick'].forEach((kind, i) => { lines[i].kind = kind; });
  const code = [...lines.map(({ letter, kind }) => ways[kind].code(`console.log('${letter}')`)), 'busy(2);  // computes for two milliseconds'];
  const main = [...lines.map(({ letter, kind }) => ways[kind].op([{ log: letter }])), { busy: '2ms' }];
  const scenario = {
    version: 1, title: say('Which line comes first?'), seed: 1, machine: { cores: 1, costs: { callback: '100us' } },
    functions: { main }, work: [{ run: 'main' }], strategy: { kind: 'event-loop', runtime: 'node' },
  };
  return { lines, code: code.join('\n'), scenario };
}

export const whyOf = kind => ways[kind].why();
