// The scenario as text, to read and to edit. A text with an error is refused: the error is
// shown at its line, and what was on screen stays. What was typed and not applied is there again when the dialog is
// opened, also after a reload.

import { el, freshId, setAttribute, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { makeDialog } from './dialogs.js';

// files: {choose(), save(name, content, type)}
export function makeTextDialog(root, session, files) {
  const { element, fill: fillDialog } = makeDialog(root, say('Scenario'), 'wide');
  const errorId = freshId('error');
  const gutter = el('pre', { class: 'gutter', 'aria-hidden': 'true' });
  const area = el('textarea', { spellcheck: 'false', wrap: 'off', autocapitalize: 'off',
                                'aria-label': say('Scenario, as JSON'), 'aria-describedby': errorId,
                                on: { input: () => number(), scroll: follow } });
  const draftNote = el('p', { class: 'text-draft' });
  const error = el('p', { id: errorId, class: 'text-error', role: 'alert' });
  const button = (label, act, extra = '') => el('button', { class: `button ${extra}`, on: { click: act } }, label);
  fillDialog(
    draftNote,
    el('div', { class: 'editor' }, gutter, area),
    error,
    el('div', { class: 'dialog-foot' },
      button(say('Apply'), apply, 'primary'),
      button(say('Open a file…'), () => files.choose()),
      button(say('Save as a file'), () => files.save('scenario.json', area.value, 'application/json')),
      el('span', { class: 'space' }),
      button(say('Revert to the running scenario'), () => fill(session.model.scenario()))));
  element.addEventListener('close', () => keepDraft(area.value === session.model.scenario() ? '' : area.value));

  async function apply() {
    const text = area.value;
    const answer = await session.withLanguage(() => session.load(text));
    if (answer.error) return show(answer.error);
    fill(session.model.scenario());
    element.close();
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
    open(text = draft() || session.model.scenario(), mistake = null) {
      if (!element.open) element.showModal();
      setText(draftNote, !mistake && text === draft() ? say('This is the text that you had not applied yet.') : '');
      fill(text);
      if (mistake) show(mistake);
      else area.focus();
    },
    dismiss() {
      if (element.open) fill(session.model.scenario());
      element.close();
    },
    close: () => element.remove(),
  };
}

// The text that was not applied; empty if there is none. Where the page may not store anything it lasts until a reload.
const draftName = 'interleave-draft';
let unapplied = null;
function draft() {
  try {
    unapplied ??= sessionStorage.getItem(draftName) ?? '';
  } catch {
    unapplied ??= '';
  }
  return unapplied;
}
function keepDraft(text) {
  unapplied = text;
  try {
    if (text) sessionStorage.setItem(draftName, text);
    else sessionStorage.removeItem(draftName);
  } catch {
    // it is kept in this page
  }
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
