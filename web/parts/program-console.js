// The output of the program of the run in focus, with the moment of each line. Clicking a line goes to its moment, and so do
// the arrow keys and Enter. If another line may precede a line in the real runtime, the line says so.

import { el, freshId, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { makeCodeList, reveal } from './code-list.js';

export function makeProgramConsole(root, session) {
  const titleId = freshId('title');
  const title = el('h2', { id: titleId }, say('Console'));
  const list = makeCodeList('console', index => session.act(() => ({ ok: session.model.goToPrinted(index) }), { announce: false }));
  list.root.setAttribute('aria-labelledby', titleId);
  const note = el('p', { class: 'more-lines' });
  root.append(title, list.root, note);

  function fill() {
    const { console, console_title: heading, console_note: words } = session.panels.program;
    if (heading) setText(title, heading);
    list.root.hidden = console.length === 0;
    list.fill(console.map(({ time, text, error, order }) => el('div', { class: error ? 'printed error' : 'printed', role: 'option' },
      el('time', {}, time), el('span', {}, text), order ? el('em', { class: 'either' }, order) : null)), console.map(() => true));
    setText(note, words);
  }

  function mark() {
    const { printed } = session.panels.program_now;
    const begun = session.state.playhead_ns > 0;  // before that, nothing stands out
    list.rows.forEach((row, i) => row.classList.toggle('past', !begun || i < printed));
    if (begun && list.rows[printed - 1]) reveal(list.root, list.rows[printed - 1]);
  }

  return {
    needs: ['moment', 'program'],
    update(news) {
      if (news.program) fill();
      mark();
    },
    close: () => root.replaceChildren(),
  };
}
