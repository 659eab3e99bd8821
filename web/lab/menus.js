// Menus that open under their button. The browser's popover gives Esc, light dismissal and focus.

import { byId, el, setAttribute } from '../dom.js';
import { capital } from './chips.js';
import { exportEntries } from './export.js';

export function placeMenu(button, menu) {
  setAttribute(button, 'aria-haspopup', 'true');
  menu.addEventListener('toggle', event => {
    const open = event.newState === 'open';
    setAttribute(button, 'aria-expanded', open);
    if (!open) return;
    const box = button.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - menu.offsetWidth - 8);
    menu.style.left = `${Math.max(8, left)}px`;
    menu.style.top = `${box.bottom + 6}px`;
    menu.style.maxHeight = `${innerHeight - box.bottom - 16}px`;
  });
  setAttribute(button, 'aria-expanded', false);
}

// One entry; closes its menu, then acts.
export function entry({ label, keys = [], title, disabled = false, checked = null, stay = false, act }) {
  return el('button', {
    class: 'entry', title, disabled, 'aria-pressed': checked === null ? null : String(Boolean(checked)),
    on: {
      click(event) {
        if (!stay) event.currentTarget.closest('[popover]').hidePopover();
        act();
      },
    },
  }, el('span', {}, label), keys.length > 0 ? el('kbd', {}, keys[0]) : null);
}

export function heading(text) {
  return el('p', { class: 'menu-heading' }, text);
}

// Strategies to compare, in the bar: the chips again, for a page whose panels are out of sight.
export function makeCompareMenu(lab) {
  const button = byId('compare');
  const menu = byId('compare-menu');
  placeMenu(button, menu);
  return {
    update() {
      const { variants } = lab.results;
      const kinds = new Set(variants.map(variant => variant.strategy)).size;
      const what = kinds === variants.length ? 'strategies' : 'runs';
      button.textContent = variants.length > 1 ? `Compare: ${variants.length} ${what}` : 'Compare';
      if (!menu.firstChild) menu.append(heading('Strategies shown'));
      lab.strategies.forEach(({ id, label, shown: on, help }, i) => {
        const old = menu.children[i + 1];
        if (old?.dataset.id === id) {
          setAttribute(old, 'aria-pressed', Boolean(on));
          old.firstChild.textContent = capital(label);
          return;
        }
        const fresh = entry({ label: capital(label), title: help, checked: on, stay: true, act: () => lab.act(() => lab.model.toggleStrategy(id)) });
        fresh.dataset.id = id;
        if (old) old.replaceWith(fresh);
        else menu.append(fresh);
      });
      while (menu.children.length > lab.strategies.length + 1) menu.lastChild.remove();
    },
  };
}

// Everything that can be done, as a list: no command is out of reach of mouse or finger.
export function makeMoreMenu(lab, own) {
  const menu = byId('more-menu');
  placeMenu(byId('more'), menu);
  menu.addEventListener('beforetoggle', event => {
    if (event.newState !== 'open') return;
    menu.replaceChildren(
      heading('Scenario'), ...own().map(entry),
      heading('Export as…'), ...exportEntries(lab).map(entry),
      heading('Timeline'), ...lab.commands.filter(({ id }) => !id.startsWith('export-')).map(({ id, label, help, key_labels, enabled, checked }) =>
        entry({ label, keys: key_labels, title: help, disabled: !enabled, checked: lab.isSwitch(id) ? checked : null, act: () => lab.run(id) })));
  });
}
