// The numbers of a figure: those of the run in focus, and the three levels at the playhead. A number that is asked for
// is a question mark until the question has been answered.

import { el, setText } from '../core/dom.js';
import { say } from '../core/say.js';

const asked = '?';

export function makeFigureNumbers(root, session) {
  const run = el('p', { class: 'figure-run', dir: 'auto' });
  const list = el('dl', { class: 'figure-numbers' });
  const levels = el('dl', { class: 'figure-levels' });
  root.append(run, list, levels);

  const valueOf = text => (text === asked
    ? el('dd', { class: 'asked' }, el('span', { 'aria-label': say('not shown until you answer'), role: 'img' }, asked))
    : el('dd', {}, text));

  function showNumbers({ runs, numbers }) {
    const at = Math.max(0, runs.findIndex(({ pane }) => pane === session.state.focus));
    setText(run, runs.length > 1 ? runs[at].label : '');
    run.hidden = runs.length <= 1;
    list.replaceChildren(...numbers.map(({ id, label, hint, values }) =>
      el('div', { 'data-id': `numbers/${id}`, title: hint }, el('dt', {}, label), valueOf(values[at] ?? ''))));
  }

  function showLevels() {
    const rows = session.panels.now.rows.filter(({ emphasis }) => emphasis !== 'dim');
    if (levels.children.length !== rows.length) {
      levels.replaceChildren(...rows.map(({ id, label, hint, emphasis }) => el('div', { class: emphasis, title: label, 'data-id': `now/${id}` }, el('dt', {}, hint), el('dd'))));
    }
    rows.forEach(({ value }, i) => setText(levels.children[i].lastChild, value));
  }

  return {
    needs: ['figure', 'moment'],
    update() {
      const { figure } = session.panels;
      const [numbers, now] = ['numbers', 'now'].map(name => figure.show.includes(name));
      root.hidden = !numbers && !now;
      if (root.hidden) return;
      list.hidden = !numbers;
      if (numbers) showNumbers(figure);
      showLevels();
    },
    close: () => root.replaceChildren(),
  };
}
