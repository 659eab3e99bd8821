// Right now: the three levels at the playhead, and why something waits.

import { byId, el, setText, starred } from '../dom.js';
import { shortTitle } from './outcome.js';

const levels = [
  ['concurrency', 'in progress'],
  ['parallelism', 'executing'],
  ['asynchrony', 'waiting, no thread'],
];

export function makeNow(lab) {
  const numbers = {};
  for (const [name, meaning] of levels) {
    numbers[name] = el('dd', { class: 'number' }, '–');
    byId('levels').append(el('div', { class: name },
      el('dt', {}, el('span', {}, meaning), ' ', el('b', {}, name)), numbers[name]));
  }
  let shown = '';

  return {
    update() {
      const now = lab.model.now();
      setText(byId('now-title'), now.title ? `Right now · ${shortTitle(now.title)}` : 'Right now');
      for (const [name] of levels) setText(numbers[name], String(now[name]));
      if (now.why !== shown) {
        shown = now.why;
        byId('why').replaceChildren(starred(now.why || 'Nothing waits.'));
      }
      lab.why = now.why;
    },
  };
}
