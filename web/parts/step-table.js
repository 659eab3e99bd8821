// The programs of the scenario as editable lists of steps: a line for each step, and the steps inside a split or a repeat one
// level deeper. src/scenario/step_table.h decides which steps there are, and what may be typed.

import { el, freshId, setAttribute, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { makeDialog } from './dialogs.js';
import { makeUndo } from './undo.js';

// settings: the place of the button that opens it. openText(): opens the scenario's text.
export function makeStepTable(root, settings, session, { openText }) {
  const { model } = session;
  const dialog = makeDialog(root, say('Programs'), 'wide step-dialog');
  const { element } = dialog;
  const opener = el('button', { class: 'button work-opener', title: say('What each task does, step by step'), on: { click: () => open() } }, say('Steps of the programs…'));
  settings.append(opener);
  const words = el('p', { class: 'work-words' });
  const error = el('p', { class: 'text-error', id: freshId('error'), role: 'alert' });
  const undoPlace = el('div', { class: 'pair' });
  const undo = makeUndo(undoPlace, session);
  const lists = el('div', { class: 'step-lists' });
  const names = el('div', { hidden: true });
  const help = el('p', { class: 'step-help', role: 'status' });
  dialog.fill(words, el('div', { class: 'work-tools' }, undoPlace,
    el('button', { class: 'button', title: say('Everything else in the scenario: the text always shows the same scenario'), on: { click: () => { element.close(); openText(); } } }, say('Edit the scenario’s text…'))), help, error, lists, names);
  lists.addEventListener('keydown', keydown);
  // What the step in focus does. It has a fixed place: a line that appeared and disappeared would move the thing that is
  // being clicked.
  lists.addEventListener('focusin', event => {
    const kind = event.target.closest('.step-row')?.querySelector('select').value;
    setText(help, kind ? say('{kind}: {help}', { kind, help: kindOf(kind)?.help ?? '' }) : say('Choose what the new step does.'));
  });

  let table = null;

  // Does something, then goes to a field: (program, path, key).
  function act(change, place = null) {
    const answer = session.act(change);
    setText(error, answer.error ? answer.error.message : '');
    update();
    if (!answer.error && place) fieldAt(place)?.focus();
    return answer;
  }
  const fieldAt = ({ program, path, key }) => {
    const row = [...lists.querySelectorAll('.step-row')].find(one => one.dataset.program === program && one.dataset.path === path);
    return row?.querySelector(`[data-key="${key}"]`) ?? row?.querySelector('select');
  };

  const besides = (path, by) => path.replace(/\d+$/, number => String(Number(number) + by));
  const shownPath = path => path.split('.').map(number => Number(number) + 1).join('.');  // people count from 1
  const kindOf = id => table.kinds.find(one => one.id === id);

  function field(program, row, { key, label, text, holds, names: list }) {
    if (holds === 'nothing') return null;
    const id = freshId('step');
    const name = say('{kind}, {field}: step {number} of {program}', { kind: row.kind, field: label, number: shownPath(row.path), program });
    if (holds === 'flag') {
      const box = el('input', { type: 'checkbox', id, 'data-key': key, on: { change: () => act(() => model.setStep(program, row.path, key, box.checked ? 'true' : ''), { program, path: row.path, key }) } });
      box.checked = text === 'true';
      return el('label', { class: 'step-field' }, box, ' ', label);
    }
    const input = el('input', { type: 'text', id, class: holds, 'data-key': key, 'data-shown': text, value: text, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', 'aria-label': name, 'aria-describedby': error.id,
                                list: list ? listId(list) : null, inputmode: holds === 'number' ? 'numeric' : null, on: { change: () => {
                                  const answer = act(() => model.setStep(program, row.path, key, input.value));
                                  if (answer.error) input.setAttribute('aria-invalid', 'true');
                                } } });
    return el('span', { class: 'step-field' }, el('label', { for: id }, label), input);
  }

  const listIds = new Map();
  function listId(name) {
    if (!listIds.has(name)) listIds.set(name, freshId('names'));
    return listIds.get(name);
  }

  function kinds(row, program, chosen, label) {
    const select = el('select', { 'data-key': 'kind', 'aria-label': label, title: kindOf(chosen)?.help ?? null },
      chosen ? null : el('option', { value: '' }, say('Add a step…')),
      ...table.kinds.map(({ id, help: title }) => el('option', { value: id, title }, id)));
    select.value = chosen;
    select.addEventListener('change', () => {
      const place = { program, path: row.path, key: 'kind' };
      const kind = select.value;
      const answer = act(() => (chosen ? model.changeStep(program, row.path, kind) : model.addStep(program, row.path, kind)), place);
      if (answer.error) select.value = chosen;
    });
    return select;
  }

  function stepRow(program, row) {
    if (!row.kind) {
      const label = row.depth > 0 ? say('Add a step inside, to {program}', { program }) : say('Add a step to {program}', { program });
      return el('li', { class: 'step-row step-end', 'data-program': program, 'data-path': row.path, 'data-depth': row.depth }, kinds(row, program, '', label));
    }
    const named = (text, title, act_, disabled = false) => el('button', { class: 'button quiet step-act', title, disabled, 'aria-label': say('{action}: step {number} of {program}', { action: title, number: shownPath(row.path), program }), on: { click: act_ } }, text);
    const last = Number(/\d+$/.exec(row.path)[0]) + 1;
    const end = !table.programs.find(one => one.name === program).rows.some(one => one.kind && one.path === besides(row.path, 1));
    return el('li', { class: 'step-row', 'data-program': program, 'data-path': row.path, 'data-depth': row.depth },
      el('span', { class: 'step-number', 'aria-hidden': 'true' }, String(last)),
      kinds(row, program, row.kind, say('Kind of step {number} of {program}', { number: shownPath(row.path), program })),
      ...row.fields.map(one => field(program, row, one)),
      el('span', { class: 'step-acts' },
        named('↑', say('Move up'), () => move(program, row.path, -1), last === 1),
        named('↓', say('Move down'), () => move(program, row.path, 1), end),
        named('+', say('Duplicate'), () => act(() => model.copyStep(program, row.path), { program, path: besides(row.path, 1), key: 'kind' })),
        named('✕', say('Delete'), () => act(() => model.removeStep(program, row.path), { program, path: row.path, key: 'kind' }))));
  }

  const move = (program, path, by) => act(() => model.moveStep(program, path, by), { program, path: besides(path, by), key: 'kind' });

  function keydown(event) {
    const row = event.target.closest('.step-row');
    if (!row) return;
    const { program, path } = row.dataset;
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown') && !row.classList.contains('step-end')) {
      event.preventDefault();
      event.target.blur();  // what was typed is applied first
      if (!event.target.hasAttribute('aria-invalid')) move(program, path, event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.key === 'Escape' && event.target.dataset.shown !== undefined && event.target.value !== event.target.dataset.shown) {
      event.preventDefault();
      event.stopPropagation();
      event.target.value = event.target.dataset.shown;
      event.target.removeAttribute('aria-invalid');
      setText(error, '');
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && (event.target.value === event.target.dataset.shown || event.target.tagName === 'SELECT')) {
      event.preventDefault();
      act(() => model.command(event.shiftKey ? 'redo' : 'undo'), { program, path, key: event.target.dataset.key });
      setText(error, '');
    }
  }

  let shown = '';
  function update() {
    const { recording } = session.state;
    opener.hidden = recording;
    undo.update();
    if (!element.open) return;
    if (recording) return element.close();
    const now = model.stepTable();
    const text = JSON.stringify(now);
    if (text === shown) return;
    shown = text;
    table = now;
    dialog.title(table.title);
    setText(words, table.programs.length > 0 ? table.words : say('This scenario has no programs of steps: its tasks run functions, which are edited in the text.'));
    names.replaceChildren(...Object.entries(table.names).map(([key, all]) => el('datalist', { id: listId(key) }, ...all.map(value => el('option', { value })))));
    // The field in focus keeps the focus.
    const here = document.activeElement?.closest?.('.step-row');
    const place = here && lists.contains(here) ? { ...here.dataset, key: document.activeElement.dataset.key } : null;
    lists.replaceChildren(...table.programs.map(({ name, used, rows }) => el('section', { class: 'step-program', 'data-program': name, 'aria-label': name },
      el('h3', {}, el('span', { dir: 'auto' }, name), ' ', el('small', {}, used)),
      el('ol', {}, ...rows.map(row => stepRow(name, row))))));
    if (place) fieldAt(place)?.focus();
  }

  function open(program = null) {
    setText(error, '');
    setText(help, '');
    shown = '';
    if (!element.open) element.showModal();
    update();
    const section = [...lists.children].find(one => one.dataset.program === program);
    (section ?? lists).querySelector('select')?.focus();
    section?.scrollIntoView({ block: 'nearest' });
    setAttribute(element, 'data-program', program ?? '');
  }

  return {
    needs: ['results', 'commands'],
    update,
    open,
    close() {
      opener.remove();
      element.remove();
    },
  };
}
