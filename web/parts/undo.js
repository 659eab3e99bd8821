// Undo and redo, as buttons.

import { el } from '../core/dom.js';
import { say } from '../core/say.js';
import { setIcon } from './icons.js';

export function makeUndo(root, session) {
  const button = (id, label, title) => {
    const made = el('button', { class: 'button icon-only', 'aria-label': label, title, on: { click: () => session.run(id) } });
    setIcon(made, id);
    return made;
  };
  const undo = button('undo', say('Undo'), say('Undo (Ctrl Z)'));
  const redo = button('redo', say('Redo'), say('Redo (Ctrl Shift Z)'));
  root.replaceChildren(undo, redo);
  return {
    needs: 'commands',
    update() {
      undo.disabled = !session.state.can_undo;
      redo.disabled = !session.state.can_redo;
    },
    close: () => root.replaceChildren(),
  };
}
