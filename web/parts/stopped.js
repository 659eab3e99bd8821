// What remains when the simulation has stopped because of an error in it: a sentence about it, the
// text of the scenario, and ways to start again. Nothing here needs the module.

import { el } from '../core/dom.js';
import { say } from '../core/say.js';
import { inLanguage } from '../core/words.js';
import { makeDialog } from './dialogs.js';

// save(name, content, type): as in files.js. first: the address of the first scenario; null if the page has no other.
export function makeStopped(root, { save, first = './' }) {
  const { element, fill } = makeDialog(root, say('The simulation has stopped'), 'stopped', { stays: true });

  return {
    stopped({ text, recording, change, error }) {
      const has = text !== '';
      const button = (label, act, extra = '') => el('button', { class: `button ${extra}`, on: { click: act } }, label);
      const area = el('textarea', { readonly: true, rows: '10', spellcheck: 'false', wrap: 'off', 'aria-label': say('Scenario, as JSON') });
      area.value = text;

      async function copy(event) {
        const { currentTarget } = event;
        area.select();
        try {
          await navigator.clipboard.writeText(text);
          currentTarget.textContent = say('Copied');
        } catch {
          area.focus();  // it is selected, so that the keyboard can copy it
        }
      }

      fill(
        el('p', {}, say('Interleave has stopped because of an internal error. Reload the page to start again.')),
        recording ? el('p', {}, say('The recording is still in its file.')) : null,
        has ? el('p', {}, say('Your scenario is not lost. This is its text:')) : null,
        has ? area : null,
        change ? el('p', {}, say('This change had not been finished:'), ' ', el('code', {}, change)) : null,
        el('div', { class: 'dialog-foot' },
          has ? button(say('Copy the scenario'), copy) : null,
          has ? button(say('Save the scenario'), () => save('scenario.json', text, 'application/json')) : null,
          el('span', { class: 'space' }),
          first === null ? null : el('a', { class: 'button', href: inLanguage(first) }, say('Open the first scenario')),
          button(say('Reload the page'), () => location.reload(), 'primary')),
        el('details', { class: 'more' }, el('summary', {}, say('Details for a bug report')), el('pre', {}, String(error.cause?.stack ?? error))));
      if (!element.open) element.showModal();
    },
    close: () => element.remove(),
  };
}
