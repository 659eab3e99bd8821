// The tooltip of a figure: what is under the pointer, when, and why, as an element beside the pointer. (The lab draws
// its own on the canvas.) It is text of the document, so that it can be read aloud, translated and enlarged.

import { el, rich } from '../core/dom.js';

const beside_px = { x: 14, y: 16 };
const margin_px = 4;

// `root` contains the canvas, and the tooltip stays inside it.
export function makeHover(root, session, canvas) {
  const box = el('div', { class: 'hover', role: 'tooltip', hidden: true });
  root.append(box);
  let shown = '';

  function place({ x, y }) {
    const area = root.getBoundingClientRect();
    const of = canvas.getBoundingClientRect();
    const from = { x: of.left - area.left, y: of.top - area.top };
    const right = from.x + x + beside_px.x;
    const below = from.y + y + beside_px.y;
    const { offsetWidth: width, offsetHeight: height } = box;
    const left = right + width > area.width - margin_px ? Math.max(margin_px, from.x + x - width - 10) : right;
    const top = below + height > area.height - margin_px ? Math.max(margin_px, from.y + y - height - 10) : below;
    box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  return {
    update() {
      const hover = session.model.hover();
      box.hidden = !hover;
      if (!hover) return;
      const { title, when, why } = hover;
      const now = JSON.stringify([title, when, why]);
      if (now !== shown) {
        shown = now;
        box.replaceChildren(el('strong', {}, title));
        if (when) box.append(el('small', {}, when));
        if (why.length > 0) box.append(el('p', {}, rich(why)));
      }
      place(hover);
    },
    close: () => box.remove(),
  };
}
