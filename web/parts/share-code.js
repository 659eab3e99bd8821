// A text to be copied: a field that selects itself, and a button.

import { el, setText } from '../core/dom.js';
import { say } from '../core/say.js';

// Returns {field, button, status, set(text)}. `status` is where it says what has happened.
export function makeCopy({ label, lines = 8, done }) {
  const field = el('textarea', { class: 'share-code', readonly: true, rows: lines, spellcheck: 'false', 'aria-label': label, on: { click: select, focus: select } });
  const status = el('p', { class: 'share-status', role: 'status' });
  const button = el('button', { class: 'button primary', on: { click: copy } }, say('Copy'));

  function select() {
    field.select();
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(field.value);
      setText(status, done);
    } catch {  // many pages may not: those in frames, those without https
      field.focus();
      field.select();
      setText(status, say('The browser does not let this page copy. The text is selected: copy it with Ctrl C or ⌘ C.'));
    }
  }

  return {
    field,
    button,
    status,
    set(text) {
      if (field.value === text) return;
      field.value = text;
      setText(status, '');
    },
  };
}
