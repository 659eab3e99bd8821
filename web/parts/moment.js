// The moment at the playhead as pictures, one card for each run: a restaurant, an office, a chip. They are laid out in
// the module (src/stage), and drawn here.
//
//   +-- One waiter and a bell   event loop · finish 990 s --+
//   |  canvas                                               |
//   +-------------------------------------------------------+
//   |  in progress 9   waiters at work 1 of 1               |
//   |  > In words                                           |
//   +-------------------------------------------------------+
//
// Things move to their new places, unless the reader prefers less motion. A click on a thing selects its bar on the
// timeline; the pointer shows why it is as it is, and "In words" says it of all of them.

import { el, rich, setAttribute, setText } from '../core/dom.js';
import { carryOut } from '../core/painter.js';
import { say } from '../core/say.js';

const least_px = 300;  // the height of a picture

export function makeMoment(root, session) {
  const life = new AbortController();
  const cards = el('div', { class: 'moment-cards' });
  const legend = el('p', { class: 'moment-legend' });
  root.append(cards, legend);
  root.hidden = true;
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  let shown = [];
  let visible = false;
  const observer = new IntersectionObserver(entries => { visible = entries.at(-1).isIntersecting; });
  observer.observe(root);
  const sizes = new ResizeObserver(() => session.want());
  sizes.observe(root);
  document.fonts?.addEventListener('loadingdone', () => { for (const card of shown) card.forget(); session.want(); }, { signal: life.signal });

  function fit(count) {
    while (shown.length > count) shown.pop().close();
    while (shown.length < count) {
      shown.push(makeCard(session, shown.length));
      cards.append(shown.at(-1).element);
    }
  }

  return {
    inSight: () => !root.hidden && visible,
    update() {
      const { view } = session.state;
      root.hidden = !view || view === 'timeline';
      if (root.hidden) return fit(0);
      fit(session.results.variants.length);
      let moving = false;
      for (const card of shown) moving = card.update(still.matches) || moving;
      const rows = shown.find(card => card.legend.length > 0)?.legend ?? [];
      showLegend(legend, rows);
      if (moving) session.want();
    },
    close() {
      life.abort();
      observer.disconnect();
      sizes.disconnect();
      fit(0);
      root.replaceChildren();
    },
  };
}

function makeCard(session, run) {
  const { model } = session;
  const title = el('h3', { dir: 'auto' });
  const facts = el('span', { class: 'moment-facts' });
  const canvas = el('canvas', { role: 'img' });
  const tip = el('div', { class: 'moment-tip', role: 'status', hidden: true });
  const box = el('div', { class: 'moment-picture' }, canvas, tip);
  const why = el('p', { class: 'moment-none' });
  const counts = el('dl', { class: 'moment-counts' });
  const list = el('ul');
  const words = el('details', { class: 'moment-words' }, el('summary', {}, say('In words')), list);
  const element = el('section', { class: 'moment-card' }, el('header', {}, title, facts), box, why, counts, words);
  let drawn = '';
  let seen = { moving: false, legend: [] };
  let height = 0;

  const place = event => {
    const { left, top } = canvas.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  function point(event) {
    const [x, y] = place(event);
    const found = seen.height ? model.stageAt(run, x, y) : null;
    tip.hidden = !found;
    canvas.style.cursor = found?.selects ? 'pointer' : 'default';
    if (!found) return;
    tip.replaceChildren(rich(found.why));
    const width = Math.min(280, box.clientWidth - 16);
    tip.style.width = `${width}px`;
    tip.style.left = `${Math.max(8, Math.min(x - width / 2, box.clientWidth - width - 8))}px`;
    tip.style.top = found.y1 + 8 + tip.offsetHeight < box.clientHeight || found.y0 < tip.offsetHeight + 8 ? `${found.y1 + 8}px` : `${found.y0 - tip.offsetHeight - 8}px`;
  }
  canvas.addEventListener('pointermove', point);
  canvas.addEventListener('pointerleave', () => { tip.hidden = true; });
  canvas.addEventListener('click', event => {
    const [x, y] = place(event);
    session.act(() => { model.stageChoose(run, x, y); }, { announce: false });
    point(event);
  });
  words.addEventListener('toggle', () => { if (words.open) showWords(); });

  function showWords() {
    list.replaceChildren(...model.stageSentences(run).map(text => el('li', {}, rich(text))));
  }

  function draw() {
    const density = devicePixelRatio || 1;
    const [width, tall] = [Math.round(box.clientWidth * density), Math.round(height * density)];
    if (canvas.width !== width || canvas.height !== tall) [canvas.width, canvas.height] = [width, tall];
    drawBytes(canvas, model.stageDrawing(run), density);
  }

  return {
    element,
    get legend() { return seen.legend; },
    forget() { drawn = ''; },
    // Returns true while something moves.
    update(still) {
      const { state } = session;
      const width = box.clientWidth;
      if (!width) return false;
      const now = [state.view, state.playhead_ns, state.revision, state.theme, state.running, width, devicePixelRatio].join(' ');
      if (now === drawn && !seen.moving) return false;
      const settled = now !== drawn;
      drawn = now;
      seen = model.stageRun(run, width, least_px, performance.now(), still);
      setText(title, seen.title);
      setText(facts, seen.facts);
      const none = seen.height === 0;
      box.hidden = none;
      why.hidden = !none;
      if (none) why.replaceChildren(rich(seen.why_not));
      setAttribute(canvas, 'aria-label', seen.summary);
      if (height !== seen.height) {
        height = seen.height;
        canvas.style.height = `${height}px`;
      }
      words.hidden = none;
      if (!none) draw();
      if (settled) {
        showCounts(counts, seen.counts);
        if (words.open) showWords();
      }
      return seen.moving;
    },
    close: () => element.remove(),
  };
}

// Draws one list on a canvas, as stage_drawing() of the module answers it: the number of words, the words, the texts.
// The ground is transparent.
function drawBytes(canvas, bytes, density) {
  const context = canvas.getContext('2d');
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (bytes.length < 4) return;
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const count = new Uint32Array(aligned.buffer, aligned.byteOffset, 1)[0];
  const at = aligned.byteOffset + 4;
  carryOut(context, {
    words: new Uint32Array(aligned.buffer, at, count),
    numbers: new Float32Array(aligned.buffer, at, count),
    texts: aligned.subarray(4 + 4 * count),
  }, 0, density, getComputedStyle(canvas).fontFamily);
}

function showCounts(root, counts) {
  const text = JSON.stringify(counts);
  if (root.dataset.shown === text) return;
  root.dataset.shown = text;
  root.replaceChildren(...counts.map(({ name, value, tone }) => el('div', {}, el('dt', {}, name), el('dd', { class: tone }, value))));
}

function showLegend(root, rows) {
  const text = JSON.stringify(rows);
  if (root.dataset.shown === text) return;
  root.dataset.shown = text;
  root.hidden = rows.length === 0;
  root.replaceChildren(el('strong', {}, say('What stands for what')), ...rows.map(({ thing, stands_for }) =>
    el('span', {}, say('{thing} = ', { thing }), el('strong', {}, stands_for))));
}
