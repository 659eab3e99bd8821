// The numbers of a figure: those of the run in focus, and the three levels at the playhead. A number that is asked for
// is a question mark until the question has been answered.

import { el, setText } from '../core/dom.js';
import { say } from '../core/say.js';

// hidden(id): whether the number is asked for.
export function makeFigureNumbers(root, session, { hidden }) {
  const run = el('p', { class: 'figure-run', dir: 'auto' });
  const list = el('dl', { class: 'figure-numbers' });
  const levels = el('dl', { class: 'figure-levels' });
  root.append(run, list, levels);
  let shownFocus = null;

  function showNumbers() {
    const { outcome } = session.panels;
    const { focus } = session.state;
    const row = outcome.rows.find(({ pane }) => pane === focus) ?? outcome.rows[0];
    setText(run, outcome.rows.length > 1 && row ? row.label : '');
    run.hidden = run.textContent === '';
    list.replaceChildren(...(row ? outcome.columns.map(({ id, label, hint }, i) => {
      const asked = hidden(id);
      return el('div', { 'data-id': `numbers/${id}`, title: hint }, el('dt', {}, label), el('dd', { class: asked ? 'asked' : '' },
        asked ? el('span', { 'aria-label': say('not shown until you answer'), role: 'img' }, '?') : valueOf(session, row, id, i)));
    }) : []));
  }

  function showLevels() {
    const rows = session.panels.now.rows.filter(({ emphasis }) => emphasis !== 'dim');
    if (levels.children.length !== rows.length) {
      levels.replaceChildren(...rows.map(({ id, hint, emphasis }) => el('div', { class: emphasis, 'data-id': `now/${id}` }, el('dt', {}, hint), el('dd'))));
    }
    rows.forEach(({ value, label }, i) => {
      setText(levels.children[i].lastChild, value);
      levels.children[i].title = label;
    });
  }

  return {
    needs: ['results', 'moment'],
    update(news = { results: true }) {
      if (news.results || session.state.focus !== shownFocus) showNumbers();
      shownFocus = session.state.focus;
      showLevels();
    },
    close: () => root.replaceChildren(),
  };
}

// A number of a run with its unit: "43.40 ms". The table of all numbers has the units; the short one has one for all.
export function valueOf(session, row, id, column) {
  const { outcome, more_numbers: more } = session.panels;
  const full = more.rows.find(one => one.id === id);
  const at = outcome.rows.indexOf(row);
  return full?.values[at] ?? (id === 'makespan' ? `${row.values[column]} ${outcome.corner}` : row.values[column]);
}
