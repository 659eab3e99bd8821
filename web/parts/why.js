// Why something waits, or what the selected bar is, and how to get to what it waits for.

import { el, plain, rich, setText } from '../core/dom.js';
import { makeFold } from './fold.js';

export function makeWhy(root, session) {
  const reason = el('p', { class: 'reason' });
  const follow = el('button', { class: 'link', hidden: true, on: { click: () => session.run('cause') } });
  const back = el('button', { class: 'link', hidden: true, on: { click: () => session.run('effect') } });
  const fold = makeFold(root, '', el('div', { class: 'card why' }, reason, el('p', { class: 'follow' }, follow, back)));
  fold.element.dataset.id = 'reason';
  let shown = null;

  const offer = (button, words) => {
    button.hidden = !words;
    setText(button, words);
  };

  return {
    needs: 'moment',
    update() {
      const now = session.panels.reason;
      fold.title(now.title);
      if (plain(now.sentence) !== shown) {
        shown = plain(now.sentence);
        reason.replaceChildren(rich(now.sentence));
      }
      offer(follow, now.follow);
      offer(back, now.back);
    },
    close: fold.close,
  };
}
