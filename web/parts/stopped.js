// What is left when the simulation has stopped because of an error in it: a word about it, the
// scenario's text, and ways to start again. Nothing here needs the module.

import { el } from '../core/dom.js';
import { makeDialog } from './dialogs.js';

// save(name, content, type): as in files.js
export function makeStopped(root, { save }) {
  const { element, fill } = makeDialog(root, 'The simulation has stopped', 'stopped', { stays: true });

  return {
    stopped({ text, recording, change, error }) {
      const has = text !== '';
      const button = (label, act, extra = '') => el('button', { class: `button ${extra}`, on: { click: act } }, label);
      const area = el('textarea', { readonly: true, rows: '10', spellcheck: 'false', wrap: 'off', 'aria-label': 'Scenario, as JSON' });
      area.value = text;

      async function copy(event) {
        const { currentTarget } = event;
        area.select();
        try {
          await navigator.clipboard.writeText(text);
          currentTarget.textContent = 'Copied';
        } catch {
          area.focus();  // it is selected: the keyboard can copy it
        }
      }

      fill(
        el('p', {}, 'An error in Interleave has stopped it. Reload the page to start again.'),
        recording ? el('p', {}, 'The recording is still in its file.') : null,
        has ? el('p', {}, 'Your scenario is not lost. This is its text:') : null,
        has ? area : null,
        change ? el('p', {}, 'This change was not finished: ', el('code', {}, change)) : null,
        el('div', { class: 'dialog-foot' },
          has ? button('Copy the scenario', copy) : null,
          has ? button('Save the scenario', () => save('scenario.json', text, 'application/json')) : null,
          el('span', { class: 'space' }),
          el('a', { class: 'button', href: './' }, 'Open the first scenario'),
          button('Reload the page', () => location.reload(), 'primary')),
        el('details', { class: 'more' }, el('summary', {}, 'For a report'), el('pre', {}, String(error.cause?.stack ?? error))));
      if (!element.open) element.showModal();
    },
    close: () => element.remove(),
  };
}
