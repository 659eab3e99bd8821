// The canvas' place on the page. The sheet is as high as what is drawn, so that it is the page that
// scrolls and not a box inside it; the canvas is never higher than the window and stays in view
// while the sheet goes by, told how far it has gone:
//
//     sheet  +----------+   scrolled by  +----------+
//            |  canvas  |                |          |
//            |          |                |  canvas  |  draws from there
//            |          |                |          |
//            +----------+                +----------+
//
// Without WebGL2 the same picture stands there as SVG, without moving.

import { byId, el, setAttribute } from '../dom.js';
import { isDark, onTheme } from '../theme.js';

export function makeStage(lab) {
  const sheet = byId('sheet');
  const canvas = byId('canvas');
  let still = null;
  let content = 0;
  let looks = 0;  // frames after which the height may have changed

  const gone = () => canvas.offsetTop - sheet.clientTop;

  function follow() {
    lab.model.scroll(gone());
    lab.host.want();
  }

  function measure() {
    const { height, scroll } = lab.model.layout();
    content = Math.ceil(height);
    // A drag scrolls the picture; the page goes with it.
    const off = scroll - gone();
    const wanted = `${content}px`;
    const grows = sheet.style.getPropertyValue('--content') !== wanted;
    if (grows) sheet.style.setProperty('--content', wanted);
    if (content > canvas.clientHeight && Math.abs(off) > 1) scrollBy(0, off);
    else if (grows) follow();  // the page may have kept its place where the canvas has not
  }

  function label() {
    const panes = lab.results.variants.map(variant => variant.title).join(', ');
    setAttribute(canvas, 'aria-label', `Timeline: ${lab.state.title}. ${panes}`);
  }

  function drawStill() {
    URL.revokeObjectURL(still.src);
    still.src = URL.createObjectURL(new Blob([lab.model.svg()], { type: 'image/svg+xml' }));
    still.alt = canvas.getAttribute('aria-label');
  }

  function openStill() {
    canvas.hidden = true;
    still = el('img', { class: 'still' });
    sheet.append(
      el('p', { class: 'card' }, 'This browser has no WebGL2, so the timeline stands still. The settings, the explanations and the results work.'),
      still);
    onTheme(drawStill);
  }

  return {
    open(drawable) {
      byId('stage-message').hidden = true;
      document.body.classList.add('ready');
      if (!drawable) return openStill();
      new ResizeObserver(() => { looks = 3; }).observe(sheet);
      addEventListener('scroll', follow, { passive: true });
    },
    update({ results, commands }) {
      if (results) label();
      if (results || commands) looks = 3;
      if (still) {
        if (results) drawStill();
      } else if (looks > 0 || content > canvas.clientHeight) {
        looks = Math.max(0, looks - 1);
        measure();
      }
    },
  };
}
