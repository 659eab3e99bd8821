// The place of the canvas on the page. The sheet is as high as the picture, so that the page scrolls and not a box
// inside it. The canvas is never higher than the window; it stays in view while the sheet scrolls, and is given the
// scroll position. In a narrow window, a box around the sheet scrolls instead, so that the timeline stays above the
// panels (windows.css):
//
//     sheet  +----------+   scrolled by  +----------+
//            |  canvas  |                |          |
//            |          |                |  canvas  |  draws from there
//            |          |                |          |
//            +----------+                +----------+
//
// Without WebGL2, the same picture is shown as SVG, and does not move. The same happens if the browser takes the graphics
// context away and does not restore it soon.

import { el, freshId, setAttribute, zoomOf } from '../core/dom.js';
import { say } from '../core/say.js';
import { onTheme } from '../core/theme.js';

const patience_ms = 1500;  // until a lost graphics context is reported

// `root` is the sheet. start() begins to draw, once there is something to show.
export function makeStage(root, session) {
  const life = new AbortController();
  const helpId = freshId('help');
  const canvas = el('canvas', { tabindex: '0', role: 'application', 'aria-label': say('Timeline'), 'aria-describedby': helpId });
  const help = el('p', { id: helpId, class: 'hidden' }, say('Space plays and pauses. The left and right arrow keys step from event to event. The results table contains the numbers for this picture. Escape and Tab leave the timeline.'));
  root.prepend(canvas, help);
  const wide = matchMedia('(min-width: 1100.02px)');  // elsewhere the canvas is no higher than the picture (windows.css)
  const fit = () => session.model.fit?.(wide.matches);
  wide.addEventListener('change', fit, { signal: life.signal });
  fit();
  const box = root.closest('.scroller');  // has no height of its own when the page scrolls
  let observer = null;
  let still = null;
  let closeStill = null;
  let content = 0;
  let looks = 0;  // frames after which the height may have changed

  const gone = () => canvas.offsetTop - root.clientTop;

  function follow() {
    session.model.scroll(gone());
    session.want();
  }

  function measure() {
    const { height, scroll } = session.model.layout();
    content = Math.ceil(height);
    // A drag scrolls the picture, and the page follows.
    const off = scroll - gone();
    const wanted = `${content}px`;
    const grows = root.style.getPropertyValue('--content') !== wanted;
    if (grows) root.style.setProperty('--content', wanted);
    if (content > canvas.clientHeight && Math.abs(off) > 1) (box?.clientHeight > 0 ? box : window).scrollBy(0, off * zoomOf(root));
    else if (grows) follow();  // the page may have kept its scroll position although the canvas has changed its own
  }

  function label() {
    const panes = session.results.variants.map(variant => variant.title).join(', ');
    setAttribute(canvas, 'aria-label', say('Timeline: {title}. {runs}', { title: session.state.title, runs: panes }));
  }

  function drawStill() {
    URL.revokeObjectURL(still.src);
    still.src = URL.createObjectURL(new Blob([session.model.svg()], { type: 'image/svg+xml' }));
    still.alt = canvas.getAttribute('aria-label');
  }

  function openStill(sentence) {
    canvas.hidden = true;
    const reason = el('p', { class: 'card', role: 'status' }, sentence);
    still = el('img', { class: 'still' });
    root.append(reason, still);
    closeStill = () => {
      URL.revokeObjectURL(still.src);
      reason.remove();
      still.remove();
      still = closeStill = null;
      canvas.hidden = false;
      looks = 3;
    };
    drawStill();
  }

  let overdue = 0;
  function graphics(lost) {
    clearTimeout(overdue);
    if (!lost) closeStill?.();
    else if (!still) overdue = setTimeout(() => openStill(say('The browser has stopped drawing the timeline, probably because other pages need its graphics memory. Until it resumes, you see a still picture; the settings, the explanations and the results work. Reloading the page may help.')), patience_ms);
  }

  return {
    canvas,
    start() {
      onTheme(() => still && drawStill(), life.signal);
      if (!session.draw(canvas, { onGraphics: graphics })) return openStill(say('This browser has no WebGL2, so the timeline is a still picture. The settings, the explanations and the results work.'));
      observer = new ResizeObserver(() => { looks = 3; });
      observer.observe(root);
      for (const scrolled of [window, box]) scrolled?.addEventListener('scroll', follow, { passive: true, signal: life.signal });
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
    close() {
      life.abort();
      clearTimeout(overdue);
      observer?.disconnect();
      if (still) URL.revokeObjectURL(still.src);
      root.replaceChildren();
    },
  };
}
