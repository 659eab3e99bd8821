// Right now: the three levels at the playhead.

import { el, setText } from '../core/dom.js';
import { makeFold } from './fold.js';

export function makeNow(root, session) {
  const list = el('dl', { class: 'levels' });
  const fold = makeFold(root, '', list);
  const numbers = new Map();  // id -> element

  function build(rows) {
    numbers.clear();
    list.replaceChildren(...rows.map(({ id, label, hint, emphasis }) => {
      numbers.set(id, el('dd', { class: 'number' }));
      return el('div', { class: emphasis, 'data-id': `now/${id}` }, el('dt', {}, el('span', {}, label), ' ', el('b', {}, hint)), numbers.get(id));
    }));
  }

  return {
    needs: 'moment',
    update() {
      const { title, rows } = session.panels.now;
      fold.title(title);
      if (rows.length !== numbers.size || rows.some(({ id }) => !numbers.has(id))) build(rows);
      for (const { id, value } of rows) setText(numbers.get(id), value);
    },
    close: fold.close,
  };
}
