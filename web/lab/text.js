// The scenario as text, to read and to change. A text with a mistake is not taken: the mistake is
// shown at its line, and what was on screen stays.

import { byId, el, setAttribute } from '../dom.js';
import { dialogHead } from './dialogs.js';

export function makeTextDialog(lab) {
  const dialog = byId('text-dialog');
  const gutter = el('pre', { class: 'gutter', 'aria-hidden': 'true' });
  const area = el('textarea', { id: 'scenario-text', spellcheck: 'false', wrap: 'off', autocapitalize: 'off',
                                'aria-label': 'Scenario, as JSON', 'aria-describedby': 'text-error',
                                on: { input: () => number(), scroll: follow } });
  const error = el('p', { id: 'text-error', class: 'text-error', role: 'alert' });
  const button = (label, act, extra = '') => el('button', { class: `button ${extra}`, on: { click: act } }, label);
  dialog.append(
    dialogHead(dialog, 'text-title', 'Scenario'),
    el('div', { class: 'editor' }, gutter, area),
    error,
    el('div', { class: 'dialog-foot' },
      button('Apply', apply, 'primary'),
      button('Open a file…', () => lab.files.choose()),
      button('Save as a file', () => lab.files.save('scenario.json', area.value, 'application/json')),
      el('span', { class: 'space' }),
      button('Back to what runs', () => fill(lab.model.scenario()))));

  function apply() {
    const text = area.value;
    const answer = lab.load(text);
    if (answer.error) show(answer.error);
    else dialog.close();
  }

  function fill(text) {
    area.value = text;
    show(null);
    area.setSelectionRange(0, 0);
    area.scrollTop = 0;
  }

  function show(mistake) {
    error.textContent = mistake ? mistakeText(mistake) : '';
    setAttribute(area, 'aria-invalid', Boolean(mistake));
    number(mistake?.line);
    if (!mistake?.line) return;
    const at = offsetOf(area.value, mistake.line, mistake.column);
    area.focus();
    area.setSelectionRange(at, at);
    const line_px = area.scrollHeight / Math.max(1, area.value.split('\n').length);
    area.scrollTop = Math.max(0, (mistake.line - 6) * line_px);
  }

  function number(wrong = 0) {
    const lines = area.value.split('\n').length;
    gutter.replaceChildren();
    for (let line = 1; line <= lines; ++line) {
      gutter.append(line === wrong ? el('mark', {}, String(line)) : String(line), '\n');
    }
    follow();
  }

  function follow() {
    gutter.scrollTop = area.scrollTop;
  }

  return {
    open(text = lab.model.scenario(), mistake = null) {
      if (!dialog.open) dialog.showModal();
      fill(text);
      if (mistake) show(mistake);
      else area.focus();
    },
  };
}

// "12:7: unknown key "threds", did you mean "threads"? (/strategy/threds)"
export function mistakeText({ line, column, message, pointer }) {
  return (line ? `${line}:${column}: ` : '') + message + (pointer ? ` (${pointer})` : '');
}

// Columns count bytes or characters from 1; a caret that is off by a few in a line with other
// alphabets does no harm.
function offsetOf(text, line, column) {
  let start = 0;
  for (let i = 1; i < line; ++i) start = text.indexOf('\n', start) + 1;
  const end = text.indexOf('\n', start);
  return Math.min(start + Math.max(0, column - 1), end < 0 ? text.length : end);
}
