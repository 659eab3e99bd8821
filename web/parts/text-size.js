// The size of a page's text: normal, larger or largest. This browser remembers it, and course/first.js applies it
// before
// the first paint.

import { el } from '../core/dom.js';
import { say } from '../core/say.js';

const key = 'interleave-size';
const sizes = ['', 'larger', 'largest'];

export function textSizeButton() {
  const root = document.documentElement;
  const now = () => Math.max(sizes.indexOf(root.dataset.size ?? ''), 0);
  const button = el('button', { class: 'button icon-only text-size', type: 'button', on: { click: next } }, el('span', { 'aria-hidden': 'true' }, 'A'));

  function next() {
    const size = sizes[(now() + 1) % sizes.length];
    if (size) root.dataset.size = size;
    else delete root.dataset.size;
    try {
      localStorage.setItem(key, size);
    } catch {
      // Storage may be blocked; then the choice is lost at the next visit.
    }
    name();
  }

  function name() {
    const label = [say('Larger text'), say('Largest text'), say('Normal text size')][now()];
    button.setAttribute('aria-label', label);
    button.title = label;
  }

  name();
  return button;
}
