// The canvas' place on the page: as high as what is drawn in it, so that the page scrolls and not
// a box inside the page. Without WebGL2 the same picture stands there as SVG, without moving.

import { byId, el, setAttribute } from '../dom.js';
import { isDark, onTheme } from '../theme.js';

const highest_px = 4096;  // of the canvas, in device pixels: some drivers can't do more

export function makeStage(lab) {
  const sheet = byId('sheet');
  const canvas = byId('canvas');
  let still = null;
  let looks = 0;  // frames after which the height may have changed
  new ResizeObserver(() => { looks = 3; }).observe(sheet);

  function label() {
    const panes = lab.results.variants.map(variant => variant.title).join(', ');
    setAttribute(canvas, 'aria-label', `Timeline: ${lab.state.title}. ${panes}`);
  }

  function fitHeight() {
    const { height } = lab.model.layout();
    const most = Math.floor(highest_px / (devicePixelRatio || 1));
    const wanted = `${Math.min(Math.ceil(height), most)}px`;
    if (sheet.style.getPropertyValue('--content') !== wanted) sheet.style.setProperty('--content', wanted);
  }

  function draw() {
    URL.revokeObjectURL(still.src);
    still.src = URL.createObjectURL(new Blob([lab.model.svg()], { type: 'image/svg+xml' }));
    still.alt = canvas.getAttribute('aria-label');
  }

  return {
    open(drawable) {
      byId('stage-message').hidden = true;
      document.body.classList.add('ready');
      if (drawable) return;
      canvas.hidden = true;
      still = el('img', { class: 'still' });
      sheet.append(
        el('p', { class: 'card' }, 'This browser has no WebGL2, so the timeline stands still. The settings, the explanations and the results work.'),
        still);
      onTheme(() => { lab.model.theme(isDark()); draw(); });
    },
    update({ results, commands }) {
      if (results) label();
      if (still) {
        if (results) draw();
        return;
      }
      if (results || commands) looks = 3;
      if (looks > 0) {
        --looks;
        fitHeight();
      }
    },
  };
}
