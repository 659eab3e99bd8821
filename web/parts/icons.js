// Small pictures for buttons, drawn in a 16 by 16 box in the text's colour.

import { svg } from '../core/dom.js';

const shapes = {
  start: 'M3 3h2v10H3zM13 3v10L6 8z',
  back: 'M10 3v10L3 8zM11 3h2v10h-2z',
  play: 'M4 2.5v11L13.5 8z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  forward: 'M6 3v10l7-5zM3 3h2v10H3z',
  end: 'M11 3h2v10h-2zM3 3v10l7-5z',
  plus: 'M7.2 3h1.6v4.2H13v1.6H8.8V13H7.2V8.8H3V7.2h4.2z',
  minus: 'M3 7.2h10v1.6H3z',
  fit: 'M2 2h4.5v1.5h-3v3H2zM9.5 2H14v4.5h-1.5v-3h-3zM2 9.5h1.5v3h3V14H2zM12.5 9.5H14V14H9.5v-1.5h3z',
  undo: 'M6.5 2.5 2.5 6l4 3.5V7.2h3a2.4 2.4 0 0 1 0 4.8H5v1.5h4.5a3.9 3.9 0 0 0 0-7.8h-3z',
  redo: 'M9.5 2.5l4 3.5-4 3.5V7.2h-3a2.4 2.4 0 0 0 0 4.8H11v1.5H6.5a3.9 3.9 0 0 1 0-7.8h3z',
  theme: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zm0 1.5v9.4a4.7 4.7 0 0 1 0-9.4z',
  more: 'M3 7h2v2H3zM7 7h2v2H7zM11 7h2v2h-2z',
  close: 'M4 2.9 8 6.9l4-4L13.1 4l-4 4 4 4L12 13.1l-4-4-4 4L2.9 12l4-4-4-4z',
  find: 'M7 2a5 5 0 1 0 3 9l3 3 1-1-3-3a5 5 0 0 0-4-8zm0 1.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z',
  up: 'M8 4.5 13 10l-1.1 1L8 6.7 4.1 11 3 10z',
  down: 'M8 11.5 3 6l1.1-1L8 9.3 11.9 5 13 6z',
  mark: 'M3.5 2H13l-2.2 3L13 8H5v6H3.5z',
  measure: 'M2 4h1.5v8H2zM12.5 4H14v8h-1.5zM4 7.2l2-2v2h4v-2l2.6 2.8L10 10.8v-2H6v2L3.9 8z',
  default: 'M8 3a5 5 0 1 1-4.6 3l1.4.6A3.5 3.5 0 1 0 8 4.5V7L4.5 3.7 8 .5z',
};

export function icon(name) {
  return svg('svg', { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' },
             svg('path', { d: shapes[name] }));
}

export function setIcon(button, name) {
  if (button.dataset.icon === name) return;
  button.dataset.icon = name;
  button.querySelector('.icon')?.remove();
  button.prepend(icon(name));
}
