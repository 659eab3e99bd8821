// What all dialogs share: a title and a way out. (Esc and giving the focus back are the browser's.)

import { el } from '../dom.js';
import { setIcon } from './icons.js';

export function dialogHead(dialog, id, title) {
  const close = el('button', { class: 'button icon-only quiet', 'aria-label': 'Close', on: { click: () => dialog.close() } });
  setIcon(close, 'close');
  return el('div', { class: 'dialog-head' }, el('h2', { id }, title), close);
}

// A click beside it closes it, too.
export function closesOutside(dialog) {
  dialog.addEventListener('pointerdown', event => {
    if (event.target !== dialog) return;
    const box = dialog.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) dialog.close();
  });
}
