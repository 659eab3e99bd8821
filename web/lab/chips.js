// Chips: which strategies are compared and which lanes are drawn.

import { byId, el, setAttribute, setText } from '../dom.js';

export function makeStrategyChips(lab) {
  const chips = chipSet(byId('strategies'), id => lab.act(() => lab.model.toggleStrategy(id)));
  return {
    update() {
      chips.update(lab.strategies);
    },
  };
}

export function makeLaneChips(lab) {
  const chips = chipSet(byId('lanes'), id => lab.run(id));
  return {
    update() {
      chips.update(lab.commands.filter(command => command.id.startsWith('lanes-') && command.enabled)
                     .map(({ id, label, checked }) => ({ id, label, shown: checked })));
    },
  };
}

export const capital = text => text.slice(0, 1).toUpperCase() + text.slice(1);

// items: [{id, label, shown, help}]
function chipSet(root, toggle) {
  const buttons = new Map();
  return {
    update(items) {
      for (const [id, button] of buttons) {
        if (items.some(item => item.id === id)) continue;
        button.remove();
        buttons.delete(id);
      }
      for (const { id, label, shown, help } of items) {
        if (!buttons.has(id)) {
          buttons.set(id, el('button', { class: 'chip', on: { click: () => toggle(id) } }));
          root.append(buttons.get(id));
        }
        setText(buttons.get(id), capital(label));
        setAttribute(buttons.get(id), 'aria-pressed', Boolean(shown));
        if (help) setAttribute(buttons.get(id), 'title', help);
      }
    },
  };
}
