// Endless questions about the order of an event loop: a small program is drawn from a seed, the engine runs it, and the
// reader puts its lines into order.

import { el } from '../core/dom.js';
import { say } from '../core/say.js';
import { measure } from './measure.js';
import { makeOrder } from './order.js';
import { programOf, whyOf } from './programs.js';

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
        wrong < 0 ? printed.join(' ') : say('Place {n} belongs to {letter}. {why}', { n: wrong + 1, letter: printed[wrong], why: whyOf(kind) })));
      root.querySelector('.quiz-score').textContent = say('{right} of {asked} right', { right, asked });
    }
  }
  ask();
}
