// Right now: the three levels at the playhead.

import { el, setText } from '../core/dom.js';
import { makeFold } from './fold.js';
import { shortTitle } from './titles.js';

const levels = [
  ['concurrency', 'in progress'],
  ['parallelism', 'executing'],
  ['asynchrony', 'waiting, no thread'],
];

export function makeNow(root, session) {
  const numbers = {};
  const list = el('dl', { class: 'levels' }, ...levels.map(([name, meaning]) => {
    numbers[name] = el('dd', { class: 'number' }, '–');
    return el('div', { class: name }, el('dt', {}, el('span', {}, meaning), ' ', el('b', {}, name)), numbers[name]);
  }));
  const fold = makeFold(root, 'Right now', list);

  return {
    needs: 'moment',
    update() {
      const { now } = session;
      fold.title(now.title ? `Right now · ${shortTitle(now.title)}` : 'Right now');
      for (const [name] of levels) setText(numbers[name], String(now[name]));
    },
    close: fold.close,
  };
}
