// Chooses a scenario: the built-in ones, and the user's own text or recording.

import { el } from '../core/dom.js';
import { say } from '../core/say.js';

// `root` is a <select>.
export function makePicker(root, session) {
  const life = new AbortController();
  root.replaceChildren(...session.model.builtins().map(({ id, title }) => el('option', { value: id }, title)));
  root.disabled = false;
  const own = el('option', { value: '' }, say('Your own scenario'));

  root.addEventListener('change', () => {
    session.loadBuiltin(root.value);
  }, { signal: life.signal });

  return {
    needs: 'results',
    update() {
      const { id } = session.source;
      if (id) own.remove();
      else if (!own.isConnected) root.append(own);
      if (!id) own.textContent = session.state.title || say('Your own scenario');
      root.value = id ?? '';
      root.title = root.selectedOptions[0]?.textContent ?? '';  // it may not have room for the whole title
    },
    title: () => root.selectedOptions[0]?.textContent ?? '',
    close() {
      life.abort();
      root.replaceChildren();
    },
  };
}
