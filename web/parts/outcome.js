// The outcome of each run as a table, and more numbers on request.

import { el, freshId } from '../core/dom.js';
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

  const fromBaseline = table => (table.rows.length === 0 ? [] : [el('h3', { class: 'differences-heading' }, table.title), runTable(session, { ...table, stacked: true }, 'differences')]);

  return {
    needs: 'results',
    update() {
      const { outcome, differences, more_numbers: more } = session.panels;
      fold.title(outcome.title);
      tables.replaceChildren(runTable(session, outcome, 'outcome'), ...fromBaseline(differences), moreTable(more));
    },
    close: fold.close,
  };
}

const head = (table, place) => el('thead', {}, el('tr', {}, el('td', {}, table.corner), ...table.columns.map(({ id, label, hint }) =>
  el('th', { scope: 'col', title: hint, 'data-id': `${place}/${id}` }, label))));

const longLabel = 19;  // characters; a longer one would leave no room for the numbers beside it

// A row for each run; a click on its name brings the run into focus. Where a name is long, it has a line of its own
// above the values.
export function runTable(session, table, place) {
  const stacked = table.stacked ?? table.rows.some(({ label }) => label.length > longLabel);
  return el('table', { class: `run-table ${place}-table${stacked ? ' stacked' : ''}` },
    el('caption', { class: 'hidden' }, table.caption),
    head(table, place),
    el('tbody', {}, ...table.rows.flatMap(row => (stacked ? stackedRows : plainRow)(session, table, place, row))),
    table.note ? el('tfoot', {}, el('tr', {}, el('td', { colspan: table.columns.length + 1 }, table.note))) : null);
}

const name = (session, { label, hint, pane }) =>
  el('button', { class: 'link', title: hint, on: { click: () => session.act(() => session.model.focus(pane)) } }, label);
const values = (table, row, first) => row.values.map((value, i) => el('td', { class: row.emphases?.[i], 'data-column': table.columns[i].id, ...(i === 0 ? first : {}) }, value));

function plainRow(session, table, place, row) {
  return [el('tr', { class: row.emphasis, 'data-id': `${place}/${row.id}` }, el('th', { scope: 'row' }, name(session, row)), ...values(table, row, {}))];
}

function stackedRows(session, table, place, row) {
  const id = freshId(`${place}-${row.id}`);
  return [
    el('tr', { class: `${row.emphasis} name`, 'data-id': `${place}/${row.id}` }, el('th', { id, colspan: table.columns.length + 1 }, name(session, row))),
    el('tr', { class: row.emphasis }, ...values(table, row, { colspan: 2 }).map(cell => (cell.setAttribute('headers', id), cell))),
  ];
}
