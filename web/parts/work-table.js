// The work of the scenario as an editable table, all policies side by side, and the times of each task.
// src/scenario/work_table.h decides what the table says and what may be typed; this file has its cells and its keys.

import { el, freshId, setAttribute, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { makeChips } from './chips.js';
import { makeDialog } from './dialogs.js';
import { runTable } from './outcome.js';
import { makeUndo } from './undo.js';

// settings: the place of the button that opens it. save(ending, content, type): saves a file. openSteps(program): opens its
// steps.
export function makeWorkTable(root, settings, session, { save, openSteps }) {
  const { model } = session;
  const dialog = makeDialog(root, say('Table of work'), 'wide work-dialog');
  const { element } = dialog;
  const opener = el('button', { class: 'button work-opener', title: say('Type the tasks into a table: arrival, burst, priority'), on: { click: () => open() } }, say('Table of work…'));
  settings.append(opener);

  const words = el('p', { class: 'work-words' });
  const error = el('p', { class: 'text-error', id: freshId('error'), role: 'alert' });
  const grid = makeGrid(session, { act, error, openSteps: program => { element.close(); openSteps(program); } });
  const undoPlace = el('div', { class: 'pair' });
  const undo = makeUndo(undoPlace, session);
  const button = (label, title, click, extra = '') => el('button', { class: `button ${extra}`, title, on: { click } }, label);
  const tools = [
    button(say('Add a row'), say('Below the current one (Ctrl Enter)'), () => grid.add()),
    button(say('Duplicate'), say('The current row (Ctrl D)'), () => grid.copy()),
    button(say('Move up'), say('The current row (Alt ↑)'), () => grid.move(-1)),
    button(say('Move down'), say('The current row (Alt ↓)'), () => grid.move(1)),
    button(say('Delete'), say('The current row (Ctrl Shift Backspace)'), () => grid.remove()),
  ];
  const more = el('input', { type: 'checkbox', id: freshId('more'), on: { change: () => update() } });

  const chips = makeChips(say('Policies'), id => {
    chosen = chosen.includes(id) ? chosen.filter(one => one !== id) : [...chosen, id];
    showPolicies();
  });
  const slice = el('input', { type: 'text', class: 'work-slice', id: freshId('slice'), inputmode: 'decimal', autocomplete: 'off', on: { keydown: event => { if (event.key === 'Enter') compare(); } } });
  const policiesTitle = el('h3');
  const results = el('div', { class: 'work-results' });
  let chosen = [];
  let typedSlice = false;
  slice.addEventListener('input', () => { typedSlice = true; });

  dialog.fill(words,
    el('div', { class: 'work-tools', role: 'toolbar', 'aria-label': say('Rows') }, ...tools, undoPlace, el('label', { class: 'work-more' }, more, ' ', say('More columns'))),
    grid.element, error,
    policiesTitle,
    el('div', { class: 'work-policies' }, chips.element,
      el('div', { class: 'work-compare' }, el('label', { for: slice.id, title: say('The time slice of round robin; a number without a unit is in ms') }, say('Time slice')), slice,
        button(say('Compare side by side'), say('One run for each of these policies'), compare, 'primary'))),
    results);

  // Makes an edit, and says why if it is not possible.
  function act(change) {
    const answer = session.act(change);
    setText(error, answer.error ? answer.error.message : '');
    update();
    return answer;
  }

  function compare() {
    const answer = act(() => model.comparePolicies(chosen.join(' '), slice.value));
    if (answer.error) return slice.focus();
    typedSlice = false;
    update();
    results.scrollIntoView({ block: 'nearest' });
  }

  const showPolicies = () => chips.update(table.policies.map(({ id, label }) => ({ id, label, shown: chosen.includes(id) })));

  let table = null;
  let policiesBefore = '';
  function update() {
    opener.hidden = session.state.recording;
    undo.update();
    if (!element.open) return;
    if (session.state.recording) return element.close();
    table = model.workTable();
    dialog.title(table.title);
    setText(words, table.words);
    grid.show(table, more.checked);
    const present = table.policies.filter(one => one.chosen).map(({ id }) => id);
    if (present.join() !== policiesBefore) chosen = present;  // otherwise the user's choice since then stays
    policiesBefore = present.join();
    setText(policiesTitle, table.policies_title);
    showPolicies();
    if (!typedSlice) slice.value = table.slice;
    if (!session.state.running) showResults();
  }

  const closed = new Set();  // tables of runs that the user has closed, by title
  function showResults() {
    const { title, averages, runs } = model.processes();
    if (runs.length === 0) return results.replaceChildren();
    const copy = separator => copyText(model.processesText(separator));
    results.replaceChildren(
      el('div', { class: 'work-results-head' }, el('h3', {}, averages.title),
        button(say('Copy for a spreadsheet'), say('All runs, with tabs between the cells'), () => copy('\t')),
        button(say('Copy as CSV'), say('All runs, with commas between the cells'), () => copy(',')),
        button(say('Save as CSV'), say('All runs, as a file'), () => save('.csv', model.processesText(','), 'text/csv'))),
      copied,
      runTable(session, { ...averages, stacked: false }, 'averages'),
      el('h3', {}, title),
      el('div', { class: 'work-runs' }, ...runs.map(run => {
        const details = el('details', { class: 'fold', open: !closed.has(run.title), on: { toggle: () => { if (details.open) closed.delete(run.title); else closed.add(run.title); } } },
          el('summary', {}, el('h4', { dir: 'auto' }, run.title)),
          el('div', { class: 'wide-table', tabindex: '0', role: 'region', 'aria-label': run.caption }, processTable(run)));
        return details;
      })));
  }

  const processTable = ({ caption, corner, columns, rows, note }) => el('table', { class: 'process-table' },
    el('caption', { class: 'hidden' }, caption),
    el('thead', {}, el('tr', {}, el('td', {}, corner), ...columns.map(({ id, label, hint }) => el('th', { scope: 'col', title: hint, 'data-id': id }, label)))),
    el('tbody', {}, ...rows.map(({ id, label, values, emphasis }) => el('tr', { class: emphasis, 'data-id': id }, el('th', { scope: 'row', dir: 'auto' }, label), ...values.map(value => el('td', {}, value))))),
    note ? el('tfoot', {}, el('tr', {}, el('td', { colspan: columns.length + 1 }, note))) : null);

  const copied = el('p', { class: 'work-copied', role: 'status' });
  async function copyText(text) {
    try {
      await navigator.clipboard.writeText(text);
      copied.textContent = say('The tables are on the clipboard.');
    } catch {
      copied.textContent = say('This browser does not let the page use the clipboard. Save the tables as a file instead.');
    }
  }

  function open() {
    setText(error, '');
    copied.textContent = '';
    if (!element.open) element.showModal();
    update();
    grid.focus(0, 'arrival');
  }

  return {
    needs: ['results', 'commands'],
    update,
    open,
    // A new table, to begin with.
    begin() {
      const answer = session.load(model.newWork());
      if (!answer.error) open();
    },
    close() {
      opener.remove();
      element.remove();
    },
  };
}

// The cells. Each is a separate field; a cell that is edited elsewhere cannot be changed here. Below the last row there is an
// empty one, and typing there adds a row.
function makeGrid(session, { act, error, openSteps }) {
  const { model } = session;
  const head = el('tr');
  const body = el('tbody');
  const element = el('div', { class: 'wide-table work-grid' }, el('table', { class: 'work-table' }, el('thead', {}, head), body));
  body.addEventListener('keydown', keydown);
  body.addEventListener('paste', paste);
  body.addEventListener('change', event => commit(event.target));
  body.addEventListener('focusin', event => {
    here = placeOf(event.target);
    for (const row of body.rows) row.classList.toggle('current', row === event.target.closest('tr'));
    event.target.select?.();
  });
  let columns = [];
  let lines = [];
  let here = { row: 0, column: '' };

  const placeOf = field => ({ row: field.closest('tr').sectionRowIndex, column: field.dataset.column });
  const fieldAt = (row, column) => body.rows[row]?.querySelector(`[data-column="${column}"]`) ?? null;

  function show(table, all) {
    const before = columns.map(({ id }) => id).join();
    columns = table.columns.filter(({ shown }) => shown || all).map(column => ({ ...column, at: table.columns.indexOf(column) }));
    lines = table.lines;
    if (before !== columns.map(({ id }) => id).join()) {
      head.replaceChildren(el('th', { scope: 'col', class: 'work-number' }, '#'), ...columns.map(({ label, hint, number }) => el('th', { scope: 'col', title: hint, class: number ? 'number' : null }, label)), el('td'));
      const focused = document.activeElement?.closest?.('.work-table') ? { ...here } : null;
      body.replaceChildren();
      fill();
      if (focused) (fieldAt(focused.row, focused.column) ?? fieldAt(focused.row, columns[0].id))?.focus();
    } else {
      fill();
    }
  }

  function fill() {
    while (body.rows.length > lines.length + 1) body.rows[body.rows.length - 1].remove();
    while (body.rows.length < lines.length + 1) body.append(emptyRow());
    [...body.rows].forEach((row, i) => {
      const line = lines[i];
      const name = line?.cells[0].text || String(i + 1);
      row.classList.toggle('ghost', !line);
      setText(row.cells[0], line ? String(i + 1) : '');
      columns.forEach(({ at, label }, j) => {
        const field = row.cells[j + 1].firstChild;
        const { text = '', fixed = false } = line?.cells[at] ?? {};
        if (field.dataset.shown !== text || !dirty(field)) {
          field.value = text;
          field.dataset.shown = text;
        }
        field.readOnly = fixed;
        field.title = fixed ? say('{what}: edit this in the program or in the text', { what: text }) : '';
        setAttribute(field, 'aria-label', line ? say('{column} of {name}', { column: label, name }) : say('{column} of a new row', { column: label }));
        if (!dirty(field)) wrong(field, false);
      });
      const last = row.cells[columns.length + 1];
      if (last.dataset.shown !== JSON.stringify(line ?? null)) {
        last.dataset.shown = JSON.stringify(line ?? null);
        const steps = line?.program && line.cells.some(({ fixed }) => fixed) ? el('button', { class: 'link', title: say('Edit the steps of “{program}”', { program: line.program }), on: { click: () => openSteps(line.program) } }, say('steps…')) : null;
        last.replaceChildren(...[steps, steps && line.note ? ' · ' : null, line?.note].filter(Boolean));
      }
    });
  }

  const emptyRow = () => el('tr', {}, el('th', { scope: 'row', class: 'work-number' }), ...columns.map(({ id, number }) => el('td', {},
    el('input', { type: 'text', class: number ? 'number' : '', 'data-column': id, 'data-shown': '', inputmode: number ? 'decimal' : null, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', 'aria-describedby': error.id }))),
  el('td', { class: 'work-note' }));

  const dirty = field => field.value !== field.dataset.shown;
  const wrong = (field, is) => { if (is) field.setAttribute('aria-invalid', 'true'); else field.removeAttribute('aria-invalid'); };

  // The typed text becomes the value; an invalid text stays in the field, with the reason below.
  function commit(field) {
    if (!dirty(field) || field.readOnly) return true;
    const { row, column } = placeOf(field);
    const answer = act(() => model.setWork(row, column, field.value));
    wrong(field, Boolean(answer.error));
    return !answer.error;
  }

  function go(row, column) {
    const field = fieldAt(Math.max(0, Math.min(row, lines.length)), column);
    field?.focus();
    field?.select();
  }
  function aside(column, by) {
    return columns[columns.findIndex(({ id }) => id === column) + by]?.id;
  }

  function keydown(event) {
    const field = event.target;
    if (!field.dataset?.column) return;
    const { row, column } = placeOf(field);
    const ctrl = event.ctrlKey || event.metaKey;
    const used = () => event.preventDefault();
    const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    const empty = field.selectionStart === field.selectionEnd;
    if (event.key === 'Escape' && dirty(field)) {
      event.stopPropagation();
      used();
      field.value = field.dataset.shown;
      wrong(field, false);
      setText(error, '');
      field.select();
    } else if (ctrl && event.key.toLowerCase() === 'z' && !dirty(field)) {
      used();
      act(() => model.command(event.shiftKey ? 'redo' : 'undo'));
      setText(error, '');
    } else if (ctrl && event.key.toLowerCase() === 'y' && !dirty(field)) {
      used();
      act(() => model.command('redo'));
      setText(error, '');
    } else if (ctrl && event.key === 'Enter') {
      used();
      if (commit(field)) add();
    } else if (ctrl && !event.shiftKey && event.key.toLowerCase() === 'd') {
      used();
      if (commit(field)) copy();
    } else if (ctrl && event.shiftKey && event.key === 'Backspace') {
      used();
      remove();
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      used();
      if (commit(field)) move(event.key === 'ArrowUp' ? -1 : 1);
    } else if (ctrl || event.altKey) {
      // the browser's
    } else if (event.key === 'Enter' || event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      used();
      const up = event.key === 'ArrowUp' || (event.key === 'Enter' && event.shiftKey);
      if (commit(field)) go(row + (up ? -1 : 1), column);
    } else if (event.key === 'ArrowLeft' && !event.shiftKey && (whole || (empty && field.selectionStart === 0)) && aside(column, -1)) {
      used();
      if (commit(field)) go(row, aside(column, -1));
    } else if (event.key === 'ArrowRight' && !event.shiftKey && (whole || (empty && field.selectionStart === field.value.length)) && aside(column, 1)) {
      used();
      if (commit(field)) go(row, aside(column, 1));
    }
  }

  // Several cells are pasted as cells; the browser pastes a single one.
  function paste(event) {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[\t;]|\n\s*\S/.test(text.trim()) || !event.target.dataset?.column) return;
    event.preventDefault();
    const { row, column } = placeOf(event.target);
    event.target.value = event.target.dataset.shown;
    act(() => model.pasteWork(row, column, columns.map(({ id }) => id).join(' '), text));
    go(row, column);
  }

  const current = () => Math.min(here.row, lines.length - 1);
  const column = () => (columns.some(({ id }) => id === here.column) ? here.column : 'name');
  const done = (answer, row) => { if (!answer.error) go(row, column()); };

  function add() {
    const row = Math.min(here.row + 1, lines.length);
    done(act(() => model.addWork(row)), row);
  }
  function copy() {
    const row = current();
    done(act(() => model.copyWork(row)), row + 1);
  }
  function move(by) {
    const row = current();
    if (row + by < 0 || row + by >= lines.length) return;
    done(act(() => model.moveWork(row, by)), row + by);
  }
  function remove() {
    const row = current();
    done(act(() => model.removeWork(row)), Math.min(row, lines.length - 2));
  }

  return { element, show, add, copy, move, remove, focus: go };
}
