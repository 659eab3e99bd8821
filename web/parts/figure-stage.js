// The canvas of a figure. It fills what the frame leaves; a picture that is higher is scrolled by dragging it or by the
// bar at its side, because a plain wheel scrolls the page around the figure.
//
// While a question about what happens next is open, a sheet covers what comes after its moment.

import { el, freshId, setAttribute } from '../core/dom.js';
import { say } from '../core/say.js';
import { onTheme } from '../core/theme.js';
import { parseDuration } from '../core/units.js';

export function makeFigureStage(root, session, { isOpen }) {
  const life = new AbortController();
  const helpId = freshId('help');
  const canvas = el('canvas', { tabindex: '0', role: 'application', 'aria-label': say('Timeline'), 'aria-describedby': helpId });
  const help = el('p', { id: helpId, class: 'hidden' }, say('Space plays and pauses. The left and right arrows step from event to event. The numbers below describe what is drawn here. Escape and Tab leave the timeline.'));
  const filler = el('div');
  const strip = el('div', { class: 'figure-strip', tabindex: '0', role: 'group', 'aria-label': say('Scroll the timeline'), hidden: true, on: { scroll: follow } }, filler);
  const cover = el('div', { class: 'figure-cover', hidden: true }, el('p', {}, say('What happens next?')));
  root.append(canvas, help, strip, cover);
  let still = null;
  let observer = null;
  let covered_ns = null;
  let looks = 0;
  let height = 0;

  function follow() {
    if (Math.abs(strip.scrollTop - session.model.layout().scroll) <= 1) return;
    session.model.scroll(strip.scrollTop);
    session.want();
  }

  function measure() {
    const layout = session.model.layout();
    const content = Math.ceil(layout.height);
    const scrolls = content > canvas.clientHeight + 1;
    if (strip.hidden === scrolls) {
      strip.hidden = !scrolls;
      looks = 3;
    }
    if (height !== content) {
      height = content;
      filler.style.height = `${content}px`;
    }
    if (scrolls && Math.abs(strip.scrollTop - layout.scroll) > 1) strip.scrollTop = layout.scroll;
    if (!cover.hidden) placeCover(layout);
  }

  function placeCover({ begin_ns, end_ns, left, width }) {
    const share = (covered_ns - begin_ns) / (end_ns - begin_ns);
    const x = left + width * Math.min(Math.max(share, 0), 1);
    cover.style.left = `${x}px`;
    cover.style.visibility = share >= 1 ? 'hidden' : 'visible';
  }

  // Nothing that is covered is reached by playing or stepping.
  function stayBefore() {
    const { playhead_ns, playing } = session.state;
    if (cover.hidden || playhead_ns <= covered_ns) return;
    queueMicrotask(() => {
      if (playing) session.run('play');
      session.act(() => session.model.seek(covered_ns), { announce: false });
    });
  }

  function label() {
    const runs = session.results.variants.map(({ title }) => title).join(', ');
    setAttribute(canvas, 'aria-label', say('Timeline: {title}. {runs}', { title: session.state.title, runs }));
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
    open({ t }) {
      covered_ns = isOpen() && typeof t === 'string' ? parseDuration(t) : null;
      cover.hidden = covered_ns === null;
    },
    uncover() {
      cover.hidden = true;
    },
    start() {
      if (!session.draw(canvas)) return openStill();
      observer = new ResizeObserver(() => { looks = 3; });
      observer.observe(root);
    },
    // What is on the canvas now, as the address of a picture. The canvas is read in the frame that draws it.
    async picture() {
      if (still || !canvas.width) return null;
      session.model.frame(performance.now());
      const blob = await new Promise(resolve => canvas.toBlob(resolve));
      return blob && URL.createObjectURL(blob);
    },
    update({ results, commands }) {
      if (results) label();
      if (results || commands) looks = 3;
      if (still) return results && drawStill();
      stayBefore();
      if (looks > 0 || !strip.hidden || !cover.hidden) {
        looks = Math.max(0, looks - 1);
        measure();
      }
    },
    close() {
      life.abort();
      observer?.disconnect();
      if (still) URL.revokeObjectURL(still.src);
      canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
      root.replaceChildren();
    },
  };
}
