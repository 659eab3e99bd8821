// Shows the visible part of the timeline as text, for screen readers and for people who prefer a table to a picture.
// Each run has its own table, which is filled when it is opened (src/present/bars.h).

import { el } from '../core/dom.js';
import { say } from '../core/say.js';
import { makeDialog } from './dialogs.js';

export function makeBars(root, session) {
  const dialog = makeDialog(root, say('The timeline as a table'), 'bars-dialog');
  const { element, fill } = dialog;

  function table(run) {
    const { caption, corner, columns, rows, note } = session.model.bars(run);
    return el('div', {},
      rows.length > 0
        ? el('div', { class: 'wide-table', tabindex: '0', role: 'region', 'aria-label': caption },
          el('table', { class: 'bars-table' }, el('caption', { class: 'hidden' }, caption),
            el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, corner), ...columns.map(({ id, label }) => el('th', { scope: 'col', 'data-id': id }, label)))),
            el('tbody', {}, ...rows.map(({ id, label, values }) => el('tr', { 'data-id': id }, el('th', { scope: 'row', dir: 'auto' }, label), ...values.map(value => el('td', { dir: 'auto' }, value)))))))
        : null,
      note ? el('p', { class: 'bars-note' }, note) : null);
  }

  function section({ title }, run, open) {
    const details = el('details', { class: 'fold', 'data-run': run }, el('summary', {}, el('h3', {}, title)));
    details.addEventListener('toggle', () => { if (details.open && details.children.length === 1) details.append(table(run)); });
    details.open = open;
    return details;
  }

  return {
    open() {
      const { focus } = session.state;
      fill(
        el('p', { class: 'bars-words' }, say('Every bar and gap that the timeline shows now, lane by lane. To see others, zoom the timeline or choose other lanes.')),
        ...session.results.variants.map((variant, run) => section(variant, run, run === (focus ?? 0))));
      element.showModal();
    },
    close: () => element.remove(),
  };
}
