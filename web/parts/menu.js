// Menus that open under their button, or above it. The browser's popover provides Esc, light dismissal and focus.

import { el, setAttribute, zoomOf } from '../core/dom.js';

const least = 260;  // CSS pixels: a menu with less room below its button opens above it, if there is more

// A menu behind `button`. fill() returns its elements, each time it opens. Returns {element, close()}.
export function makeMenu(button, fill) {
  const element = el('div', { class: 'menu', popover: true, on: {
    beforetoggle: event => { if (event.newState === 'open') element.replaceChildren(...fill()); },
    toggle,
  } });
  button.after(element);
  button.popoverTargetElement = element;
  button.disabled = false;
  setAttribute(button, 'aria-haspopup', 'true');
  setAttribute(button, 'aria-expanded', false);

  function toggle(event) {
    const open = event.newState === 'open';
    setAttribute(button, 'aria-expanded', open);
    if (!open) return;
    const zoom = zoomOf(button);
    const box = button.getBoundingClientRect();
    const [start, top, bottom, width, height] = [box.left, box.top, box.bottom, document.documentElement.clientWidth, innerHeight].map(px => px / zoom);
    const left = Math.min(start, width - element.offsetWidth - 8);
    const below = height - bottom - 16;
    const above = top - 16;
    const up = below < Math.min(element.scrollHeight, least) && above > below;
    element.style.left = `${Math.max(8, left)}px`;
    element.style.top = up ? 'auto' : `${bottom + 6}px`;
    element.style.bottom = up ? `${height - top + 6}px` : 'auto';
    element.style.maxHeight = `${up ? above : below}px`;
  }

  return {
    element,
    close() {
      button.popoverTargetElement = null;
      element.remove();
    },
  };
}

// One entry; it closes its menu, unless that is to stay, then acts.
export function entry({ id, label, untranslated = false, keys = [], title, disabled = false, checked = null, stay = false, act }) {
  return el('button', {
    class: 'entry', title, disabled, 'data-id': id, 'aria-pressed': checked === null ? null : String(Boolean(checked)),
    on: {
      click(event) {
        if (!stay) event.currentTarget.closest('[popover]').hidePopover();
        act();
      },
    },
  }, el('span', { translate: untranslated ? 'no' : null }, label), keys.length > 0 ? el('kbd', {}, keys[0]) : null);
}

export function heading(text) {
  return el('p', { class: 'menu-heading' }, text);
}
