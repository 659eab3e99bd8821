// Why something waits, and the way to what it waits for.

import { el, setText, starred } from '../core/dom.js';
import { makeFold } from './fold.js';

export function makeWhy(root, session) {
  const reason = el('p', { class: 'reason' });
  const follow = el('button', { class: 'link', hidden: true, on: { click: () => session.run('cause') } });
  const back = el('button', { class: 'link', hidden: true, on: { click: () => session.run('effect') } }, '← Back');
  const fold = makeFold(root, 'Why is it waiting?', el('div', { class: 'card why' }, reason, el('p', { class: 'follow' }, follow, back)));
  let shown = null;

  return {
    needs: 'moment',
    update() {
      const { now, state } = session;
      if (now.why !== shown) {
        shown = now.why;
        reason.replaceChildren(starred(now.why || 'Nothing waits.'));
      }
      follow.hidden = !now.follow;
      if (now.follow) setText(follow, `Follow: ${now.follow} →`);
      back.hidden = !(state.selection && state.trail > 0);
    },
    close: fold.close,
  };
}
