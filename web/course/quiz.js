// Endless questions about the order of an event loop: a small program is drawn from a seed, the engine runs it, and the
// reader puts its lines into order.

import { el } from '../core/dom.js';
import { say } from '../core/say.js';
import { measure } from './measure.js';
import { makeOrder } from './order.js';

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

export function makeQuiz(root) {
  let seed = Number(/^#seed=(\d{1,6})$/.exec(location.hash)?.[1] ?? 1);
  let [right, asked] = [0, 0];
  root.hidden = false;

  function ask() {
    const { lines, code, scenario } = programOf(seed);
    const list = el('ol', { class: 'ask-order' }, ...lines.map(({ letter }, i) => el('li', { 'data-item': String(i) }, el('span', { class: 'item-text' }, letter))));
    const said = el('div', { class: 'ask-said', role: 'status' });
    const check = el('button', { class: 'button primary', type: 'button', on: { click: () => void judge() } }, say('Check'));
    const another = el('button', { class: 'button', type: 'button', on: { click: () => {
      ++seed;
      history.replaceState(null, '', `#seed=${seed}`);
      ask();
      root.querySelector('button').focus({ preventScroll: true });
    } } }, say('Another program'));
    root.replaceChildren(
      el('h3', { class: 'ask-text' }, el('span', { class: 'ask-number-of' }, say('Program {n}', { n: seed })), say('In which order does Node.js print these letters?')),
      el('pre', { tabindex: '0', 'aria-label': say('Code') }, code), list,
      el('p', { class: 'ask-buttons' }, check, another), said, el('p', { class: 'quiz-score' }, asked ? say('{right} of {asked} right', { right, asked }) : ''));
    const order = makeOrder(list);
    let first = true;

    async function judge() {
      check.disabled = true;
      const { variants } = await measure({ figure: 1, scenario });
      check.disabled = false;
      const printed = variants[0].console.map(({ text }) => text);
      const given = order.read().map(i => lines[i].letter);
      const wrong = printed.findIndex((letter, i) => given[i] !== letter);
      if (first) ++asked;
      if (wrong < 0 && first) ++right;
      first = false;
      root.classList.toggle('right', wrong < 0);
      root.classList.toggle('wrong', wrong >= 0);
      order.mark(wrong < 0 ? null : wrong);
      const kind = wrong < 0 ? null : lines.find(({ letter }) => letter === printed[wrong]).kind;
      said.replaceChildren(el('p', {}, el('strong', {}, wrong < 0 ? say('Right.') : say('Not quite.')), ' ',
        wrong < 0 ? printed.join(' ') : say('Place {n} belongs to {letter}. {why}', { n: wrong + 1, letter: printed[wrong], why: ways[kind].why() })));
      root.querySelector('.quiz-score').textContent = say('{right} of {asked} right', { right, asked });
    }
  }
  ask();
}
