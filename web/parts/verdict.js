// The verdict: the words that are true of the runs; for several runs also as a table of marks.

import { el, rich } from '../core/dom.js';
import { makeFold } from './fold.js';
import { runTable } from './outcome.js';

export function makeVerdict(root, session) {
  const words = el('p', { class: 'card verdict' });
  const marks = el('div');
  const fold = makeFold(root, '', el('div', {}, words, marks));
  fold.element.dataset.id = 'verdict';
  return {
    needs: 'results',
    update() {
      const { title, sentence, marks: table } = session.panels.verdict;
      fold.title(title);
      words.replaceChildren(rich(sentence));
      marks.replaceChildren(...(table.rows.length > 0 ? [runTable(session, { ...table, stacked: true }, 'verdict')] : []));
    },
    close: fold.close,
  };
}
