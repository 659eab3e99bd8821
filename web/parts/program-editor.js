// The editor of a program: its text with the line that runs at the playhead, the lines that called it, and the line that is
// awaited. A click on a line goes to the moments when it runs. A mistake in the text is shown in its place, and as a sentence
// below.
//
// The editor itself is a file that is loaded when it is needed (core/code-editor.js). Until then, and if it cannot be loaded,
// there is a plain text field.

import { el, freshId, setAttribute, setText } from '../core/dom.js';
import { say } from '../core/say.js';

const load = () => import('../core/code-editor.js');

// changed(text): the reader has edited the text. run(): the reader wants to run it now. Returns a part, with functions for
// the page.
export function makeProgramEditor(root, session, { text: first, changed, run }) {
  const [helpId, errorId] = [freshId('help'), freshId('error')];
  const label = say('Program');
  const describedBy = `${helpId} ${errorId}`;
  const place = el('div', { class: 'code-editor' });
  const plain = el('textarea', {
    class: 'code-plain', spellcheck: 'false', wrap: 'off', autocapitalize: 'off', autocorrect: 'off', 'aria-label': label, 'aria-describedby': describedBy,
    on: { input: () => changed(plain.value), keydown(event) { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run(); } },
  });
  const help = el('p', { id: helpId, class: 'hidden' }, say('Tab indents. Press Escape and then Tab to leave the editor. Ctrl Enter runs the program. Alt Enter goes to the moments when a line runs.'));
  const error = el('p', { id: errorId, class: 'code-error', role: 'status' });
  plain.value = first;
  place.append(plain);
  root.append(place, help, error);

  let editor = null;
  let closed = false;
  let shown = '';      // the text that the session runs
  let mistakes = [];
  let chosen = false;  // the line was chosen here, so it is visible

  const text = () => (editor ? editor.text() : plain.value);
  const isShown = () => text() === shown;

  const ready = load().then(({ makeCodeEditor }) => {
    if (closed) return;
    const focused = document.activeElement === plain;
    editor = makeCodeEditor(place, { text: plain.value, label, describedBy, phrases: phrases(), changed, run, chosen: goTo });
    plain.remove();
    if (focused) editor.focus();
    editor.mistakes(mistakes);
    light();
  }).catch(problem => console.warn(problem));  // the plain field stays

  function goTo(line) {
    if (!isShown()) return;
    chosen = true;
    session.act(() => ({ ok: session.model.goToLine(line) }), { announce: false });
    chosen = false;
  }

  function light() {
    if (!editor) return;
    const { line = -1, runs = false, stack = [] } = isShown() ? session.panels.program_now ?? {} : {};
    editor.lights({ line, runs, stack });
    if (!chosen && !editor.hasFocus()) editor.reveal(line);
  }

  return {
    ready,
    text,
    focus: () => (editor ?? plain).focus(),
    // A text that comes from elsewhere: an example, a link.
    setText(next) {
      if (editor) editor.setText(next);
      else plain.value = next;
    },
    // The session runs this text now.
    ran(next) { shown = next; light(); },
    // all: [{message, line, column}]; line 0: nowhere in the text.
    mistakes(all) {
      mistakes = all.filter(({ line }) => line > 0);
      editor?.mistakes(mistakes);
      setAttribute(plain, 'aria-invalid', all.length > 0);
      root.classList.toggle('has-mistake', all.length > 0);
      setText(error, all.map(sentence).join(' '));
    },
    goTo: mistake => editor?.goTo(mistake),
    needs: ['moment', 'program'],
    update: light,
    close() {
      closed = true;
      editor?.close();
      for (const one of [place, help, error]) one.remove();
    },
  };
}

const sentence = ({ message, line, column }) => (line > 0
  ? say('Line {line}, column {column}: {mistake}', { line, column, mistake: message })
  : message);

// The texts of CodeMirror itself, by its own keys.
const phrases = () => ({
  Diagnostics: say('Mistakes'),
  close: say('Close'),
});
