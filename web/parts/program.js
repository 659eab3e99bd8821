// The program of the run in focus, next to the chart: its text, the line that runs at the playhead,
// and what it has printed. The lines of both lead to their moments: by click, or with the arrow keys
// and Enter (each list is one stop of the Tab key). A JavaScript program that the scenario contains as a text can be edited in place.

import { el, setAttribute } from '../core/dom.js';
import { makeCodeList, reveal } from './code-list.js';
import { makeFold } from './fold.js';
import { makeOwnProgram } from './own-program.js';

export function makeProgram(root, session) {
  const program = makeCodeList('program', index => session.act(() => ({ ok: session.model.goToLine(index) }), { announce: false }));
  const console_ = makeCodeList('console', index => session.act(() => ({ ok: session.model.goToPrinted(index) }), { announce: false }));
  const place = el('div');
  const programFold = makeFold(root, '', program.root, place);
  const own = makeOwnProgram(place, session, { shown: on => { program.root.hidden = on; } });
  const consoleFold = makeFold(root, '', console_.root);
  programFold.element.dataset.id = 'program';
  programFold.element.classList.add('program-fold');  // the page makes room for it
  setAttribute(program.root, 'aria-labelledby', programFold.titleId);
  setAttribute(console_.root, 'aria-labelledby', consoleFold.titleId);
  let any = false;
  let marked = [];

  function fill() {
    const { title, lines, console_title: consoleTitle, console, console_note: note } = session.panels.program;
    marked = [];
    any = lines.length > 0;
    programFold.show(any);
    consoleFold.show(any);
    programFold.title(title);
    consoleFold.title(consoleTitle);
    program.fill(lines.map(({ text, leads }) =>
      el('div', { class: 'code-line', role: 'option', 'aria-disabled': leads ? null : 'true' }, text || ' ')), lines.map(line => line.leads));
    console_.fill(console.map(({ time, text, error, order }) =>
      el('div', { class: error ? 'printed error' : 'printed', role: 'option' }, el('time', {}, time), el('span', {}, text), order ? el('em', { class: 'either' }, order) : null)), console.map(() => true));
    if (note) console_.root.append(el('p', { class: 'more-lines' }, note));
  }

  function mark() {
    const { line, runs, stack, printed } = session.panels.program_now;
    for (const row of marked) row.classList.remove('runs', 'waits', 'called');
    for (const row of program.rows) if (row.getAttribute('aria-current')) row.removeAttribute('aria-current');
    marked = [...stack, line].map(index => program.rows[index]).filter(Boolean);
    for (const index of stack) program.rows[index]?.classList.add('called');
    const now = program.rows[line];
    if (now) {
      now.classList.remove('called');
      now.classList.add(runs ? 'runs' : 'waits');
      now.setAttribute('aria-current', 'step');
      reveal(program.root, now);
    }
    console_.rows.forEach((row, i) => row.classList.toggle('past', i < printed));
    if (console_.rows[printed - 1]) reveal(console_.root, console_.rows[printed - 1]);
  }

  return {
    needs: ['moment', 'program', 'results'],
    update(news) {
      if (news.program) fill();
      if (any) mark();
      own.update(news);
    },
    close() {
      own.close();
      programFold.close();
      consoleFold.close();
    },
  };
}
