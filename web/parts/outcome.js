// The outcome of each run as a table, and more numbers on request.

import { el } from '../core/dom.js';
import { makeFold } from './fold.js';

export function makeOutcome(root, session) {
  const tables = el('div');
  const fold = makeFold(root, '', tables);
  let moreOpen = false;

  function moreTable(table) {
    const details = el('details', { class: 'more', on: { toggle: () => { moreOpen = details.open; } } },
      el('summary', {}, table.title),
      el('div', { class: 'wide-table', tabindex: '0', role: 'region', 'aria-label': table.caption },
        el('table', {}, head(table, 'more_numbers'), el('tbody', {}, ...table.rows.map(row =>
          el('tr', { 'data-id': `more_numbers/${row.id}` }, el('th', { scope: 'row', title: row.hint }, row.label), ...row.values.map(value => el('td', {}, value))))))));
    details.open = moreOpen;
    return details;
  }

  return {
    needs: 'results',
    update() {
      const { outcome, more_numbers: more } = session.panels;
      fold.title(outcome.title);
      tables.replaceChildren(runTable(session, outcome, 'outcome'), moreTable(more));
    },
    close: fold.close,
  };
}

const head = (table, place) => el('thead', {}, el('tr', {}, el('td', {}, table.corner), ...table.columns.map(({ id, label, hint }) =>
  el('th', { scope: 'col', title: hint, 'data-id': `${place}/${id}` }, label))));

// A row for each run; a click on its name brings the run into focus.
export function runTable(session, table, place) {
  return el('table', { class: place === 'outcome' ? 'run-table outcome' : 'run-table' },
    el('caption', { class: 'hidden' }, table.caption),
    head(table, place),
    el('tbody', {}, ...table.rows.map(({ id, label, hint, values, emphasis, pane }) =>
      el('tr', { class: emphasis, 'data-id': `${place}/${id}` },
        el('th', { scope: 'row' }, el('button', { class: 'link', title: hint, on: { click: () => session.act(() => session.model.focus(pane)) } }, label)),
        ...values.map((value, i) => el('td', { 'data-column': table.columns[i].id }, value))))),
    table.note ? el('tfoot', {}, el('tr', {}, el('td', { colspan: table.columns.length + 1 }, table.note))) : null);
}
