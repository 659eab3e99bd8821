// The run in focus as code, in a language of the reader's choice. The line on which the chosen task is at the playhead
// is lit; a click on a line goes to the bars of tasks that are on it, one after another.

import { el, plain, rich, setAttribute, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { makeCodeList, reveal } from './code-list.js';
import { makeFold } from './fold.js';
import { makeTabs } from './tabs.js';

export function makeCodeSamples(root, session) {
  const list = makeCodeList('sample-code', index => session.act(() => ({ ok: session.model.goToCodeLine(numbers[index]) }), { announce: false }));
  const here = el('p', { class: 'code-here' });
  const remark = el('p', { class: 'code-remark' });
  const needs = el('p', { class: 'code-needs' });
  const copy = el('button', { class: 'link', on: { click: copyWhole } });
  const below = el('div', { class: 'code-below' }, here, remark, needs, copy);
  const fold = makeFold(root, '');
  fold.element.dataset.id = 'code';
  fold.element.classList.add('code-fold');
  setAttribute(list.root, 'aria-labelledby', fold.titleId);
  let tabs = null;
  let numbers = [];  // of the lines in the whole program
  let lit = null;
  let shown = null;

  function fill() {
    const { title, languages, lines, remark: text, needs: what, copy: label, file } = session.panels.code;
    fold.show(title !== '');
    if (!title) return;
    fold.title(title);
    if (!tabs) {
      tabs = makeTabs(say('Programming language'), languages.map(({ id, label }) => ({ id: `code/${id}`, label })),
                      id => session.act(() => session.model.language(id.slice('code/'.length)), { announce: false }));
      tabs.element.classList.add('small-tabs');
      tabs.panel.append(list.root, below);
      fold.element.append(tabs.element, tabs.panel);
    }
    tabs.choose(`code/${languages.find(({ emphasis }) => emphasis === 'strong').id}`);
    numbers = lines.map(({ number }) => number);
    lit = null;
    list.fill(lines.map(({ text: line, leads }) =>
      el('div', { class: 'code-line', role: 'option', 'aria-disabled': leads ? null : 'true' }, line || ' ')), lines.map(({ leads }) => leads));
    remark.replaceChildren(rich(text));
    remark.hidden = plain(text) === '';
    needs.replaceChildren(...what.map((piece, i) => i % 2 === 1 ? el('code', {}, piece) : piece));
    needs.hidden = plain(what) === '';
    setText(copy, label);
    copy.title = say('It is usually saved as {file}.', { file });
  }

  function mark() {
    const { line, runs, text } = session.panels.code_now;
    const row = list.rows[numbers.indexOf(line)] ?? null;
    if (lit && lit !== row) {
      lit.classList.remove('runs', 'waits');
      lit.removeAttribute('aria-current');
    }
    lit = row;
    if (row) {
      row.classList.toggle('runs', runs);
      row.classList.toggle('waits', !runs);
      setAttribute(row, 'aria-current', 'step');
      reveal(list.root, row);
    }
    if (plain(text) === shown) return;
    shown = plain(text);
    here.replaceChildren(rich(text));
  }

  async function copyWhole() {
    try {
      await navigator.clipboard.writeText(session.panels.code.whole);
      session.notify(say('The program is on the clipboard.'));
    } catch {
      session.notify(say('The browser does not allow this page to use the clipboard.'));
    }
  }

  return {
    needs: ['moment', 'code'],
    update(news) {
      if (news.code) fill();
      if (session.panels.code.title) mark();
    },
    close: fold.close,
  };
}
