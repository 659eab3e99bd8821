// One polite voice for the whole page: at most one message per second, and the latest wins.

import { el } from '../core/dom.js';

const apart_ms = 1000;

// Returns speak(text).
export function makeAnnouncer(root) {
  const element = el('p', { class: 'hidden', role: 'status', 'aria-live': 'polite' });
  root.append(element);
  let last = -apart_ms;
  let timer = 0;

  return text => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      last = performance.now();
      element.textContent = text;
    }, Math.max(100, last + apart_ms - performance.now()));
  };
}
