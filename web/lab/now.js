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
  const follow = byId('follow'), back = byId('follow-back');
  follow.addEventListener('click', () => lab.run('cause'));
  back.addEventListener('click', () => lab.run('effect'));

  return {
    update() {
      const now = lab.model.now();
      setText(byId('now-title'), now.title ? `Right now · ${shortTitle(now.title)}` : 'Right now');
      for (const [name] of levels) setText(numbers[name], String(now[name]));
      if (now.why !== shown) {
        shown = now.why;
        byId('why').replaceChildren(starred(now.why || 'Nothing waits.'));
      }
      follow.hidden = !now.follow;
      if (now.follow) setText(follow, `Follow: ${now.follow} →`);
      back.hidden = !(lab.state.selection && lab.state.trail > 0);
      lab.why = now.why;
    },
  };
}
