// What all dialogs share: a title and ways out. (The browser handles Esc and gives the focus back.)

import { el, freshId, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { setIcon } from './icons.js';

// A dialog in `root`, with its title and a button that closes it; fill(...) sets its content. `stays`: it cannot
// be closed.
export function makeDialog(root, title, kind, { stays = false } = {}) {
  const id = freshId('dialog');
  const close = el('button', { class: 'button icon-only quiet', 'aria-label': say('Close'), on: { click: () => element.close() } });
  setIcon(close, 'close');
  const heading = el('h2', { id }, title);
  const head = el('div', { class: 'dialog-head' }, heading, stays ? null : close);
  const element = el('dialog', { class: `dialog ${kind}`, 'aria-labelledby': id, on: stays ? { cancel: event => event.preventDefault() } : { pointerdown: closeOutside } }, head);
  root.append(element);

  // A click outside closes it, too.
  function closeOutside(event) {
    if (event.target !== element) return;
    const box = element.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) element.close();
  }

  return { element, title: text => setText(heading, text), fill: (...content) => element.replaceChildren(head, ...content.filter(Boolean)) };
}
