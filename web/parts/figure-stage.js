// The canvas of a figure. It fills what the frame leaves; a picture that is higher is scrolled by dragging it or by the
// bar at its side, because a plain wheel scrolls the page around the figure.

import { el, freshId, setAttribute } from '../core/dom.js';
import { say } from '../core/say.js';
import { onTheme } from '../core/theme.js';

export function makeFigureStage(root, session) {
  const life = new AbortController();
  const helpId = freshId('help');
  const canvas = el('canvas', { tabindex: '0', role: 'application', 'aria-label': say('Timeline'), 'aria-describedby': helpId });
  const help = el('p', { id: helpId, class: 'hidden' }, say('Space plays and pauses. The left and right arrows step from event to event. The numbers below describe what is drawn here. Escape and Tab leave the timeline.'));
  const filler = el('div');
  const strip = el('div', { class: 'figure-strip', tabindex: '0', role: 'group', 'aria-label': say('Scroll the timeline'), hidden: true, on: { scroll: follow } }, filler);
  root.append(canvas, help, strip);
  let still = null;
  let observer = null;
  let content = 0;
  let looks = 0;  // frames after which the height may have changed

  function follow() {
    if (Math.abs(strip.scrollTop - session.model.layout().scroll) <= 1) return;
    session.model.scroll(strip.scrollTop);
    session.want();
  }

  function measure() {
    const { height, scroll } = session.model.layout();
    content = Math.ceil(height);
    const scrolls = content > canvas.clientHeight + 1;
    if (strip.hidden === scrolls) {
      strip.hidden = !scrolls;
      looks = 3;
    }
    filler.style.height = `${content}px`;
    if (scrolls && Math.abs(strip.scrollTop - scroll) > 1) strip.scrollTop = scroll;
  }

  function label() {
    const { title, runs } = session.panels.figure;
    setAttribute(canvas, 'aria-label', say('Timeline: {title}. {runs}', { title, runs: runs.map(run => run.hint).join(', ') }));
  }

  function drawStill() {
    URL.revokeObjectURL(still.src);
    still.src = URL.createObjectURL(new Blob([session.model.svg()], { type: 'image/svg+xml' }));
    still.alt = canvas.getAttribute('aria-label');
  }

  function openStill() {
    canvas.hidden = true;
    still = el('img', { class: 'still' });
    root.append(still);
    onTheme(drawStill, life.signal);
  }

  return {
    canvas,
    start() {
      if (!session.draw(canvas)) return openStill();
      observer = new ResizeObserver(() => { looks = 3; });
      observer.observe(root);
      // Words on a 2D canvas are drawn in another typeface until theirs has been loaded.
      document.fonts?.addEventListener('loadingdone', session.want, { signal: life.signal });
    },
    // How much higher it would have to be to show everything.
    height: () => (still ? 0 : content - canvas.clientHeight),
    // What is on the canvas now, as the address of a picture. The canvas is read in the frame that draws it.
    async picture() {
      if (still || !canvas.width) return null;
      session.model.frame(performance.now());
      const blob = await new Promise(resolve => canvas.toBlob(resolve));
      return blob && URL.createObjectURL(blob);
    },
    update({ results, commands, figure }) {
      if (results || figure) label();
      if (results || commands) looks = 3;
      if (still) return results && drawStill();
      if (looks > 0 || !strip.hidden) {
        looks = Math.max(0, looks - 1);
        measure();
      }
    },
    close() {
      life.abort();
      observer?.disconnect();
      if (still) URL.revokeObjectURL(still.src);
      canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();  // browsers have few of them
      root.replaceChildren();
    },
  };
}
