// Chips: small switches in a row.

import { el, setAttribute, setText } from '../core/dom.js';

// update(items) shows [{id, label, shown, help}]; a click calls toggle(id).
export function makeChips(label, toggle) {
  const element = el('div', { class: 'chips', role: 'group', 'aria-label': label });
  const buttons = new Map();
  return {
    element,
    update(items) {
      for (const [id, button] of buttons) {
        if (items.some(item => item.id === id)) continue;
        button.remove();
        buttons.delete(id);
      }
      for (const { id, label, shown, help } of items) {
        if (!buttons.has(id)) {
          buttons.set(id, el('button', { class: 'chip', on: { click: () => toggle(id) } }));
          element.append(buttons.get(id));
        }
        setText(buttons.get(id), label);
        setAttribute(buttons.get(id), 'aria-pressed', Boolean(shown));
        if (help) setAttribute(buttons.get(id), 'title', help);
      }
    },
  };
}
