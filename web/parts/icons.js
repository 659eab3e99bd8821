// Small pictures for buttons, in the colour of the text. They are those of the desktop, in a 16 by 16 box.

import { svg } from '../core/dom.js';

// name: [fill, stroke], both paths. The site's build puts the table of src/view/icons.def here.
const shapes = {/* @icons */};

export function icon(name) {
  const [fill, stroke] = shapes[name];
  return svg('svg', { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' },
             svg('path', { d: fill }), svg('path', { class: 'stroke', d: stroke }));
}

export function setIcon(button, name) {
  if (button.dataset.icon === name) return;
  button.dataset.icon = name;
  button.querySelector('.icon')?.remove();
  button.prepend(icon(name));
}
