// The verdict: what the runs are, in words.

import { el, rich } from '../core/dom.js';
import { makeFold } from './fold.js';

export function makeVerdict(root, session) {
  const words = el('p', { class: 'card verdict' });
  const fold = makeFold(root, '', words);
  fold.element.dataset.id = 'verdict';
  return {
    needs: 'results',
    update() {
      const { title, sentence } = session.panels.verdict;
      fold.title(title);
      words.replaceChildren(rich(sentence));
    },
    close: fold.close,
  };
}
