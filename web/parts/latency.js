// Histograms of how long the tasks of each run took. A line and a number show the chosen percentile.

import { el, setAttribute, svg } from '../core/dom.js';
import { say } from '../core/say.js';
import { makeChips } from './chips.js';
import { makeFold } from './fold.js';

const height = 40;

export function makeLatency(root, session) {
  let chosen = 'p95';
  const chips = makeChips(say('Percentile'), id => {
    chosen = id;
    show();
  });
  chips.element.classList.add('small-chips');
  const rows = el('div', { class: 'latency' });
  const fold = makeFold(root, '', chips.element, rows);
  fold.element.dataset.id = 'latency';
  let now = null;

  function show() {
    chips.update(now.choices.map(({ id, value }) => ({ id, label: id, help: value, shown: id === chosen })));
    rows.replaceChildren(...now.runs.map(row), el('p', { class: 'latency-scale', 'aria-hidden': 'true' }, el('span', {}, '0'), el('span', {}, now.until)));
  }

  function row({ pane, title, count, bars, percentiles }) {
    const at = percentiles.find(({ id }) => id === chosen);
    const label = at ? say('{run}: the {percentile} of {count} is {value}', { run: title, percentile: chosen, value: at.value, count }) : say('{run}: no task was completed', { run: title });
    return el('div', { class: 'latency-run', 'data-run': pane },
      el('p', {}, el('span', { dir: 'auto' }, title), el('b', { class: 'latency-value', title: count }, at?.value ?? '–')),
      svg('svg', { viewBox: `0 0 ${bars.length * 10} ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
        ...bars.flatMap((share, i) => (share > 0 ? [svg('rect', { x: i * 10 + 1, y: height - Math.max(1.5, share * height), width: 8, height: Math.max(1.5, share * height) })] : [])),
        ...(at ? [svg('line', { x1: at.share * bars.length * 10, x2: at.share * bars.length * 10, y1: 0, y2: height })] : [])));
  }

  return {
    needs: 'results',
    update() {
      if (now && session.state.running) return;  // do not compute it again for every part of a run
      now = session.model.latencies();
      fold.title(now.title);
      setAttribute(fold.element.firstElementChild, 'title', now.hint);
      fold.show(now.runs.length > 0);
      if (now.runs.length > 0) show();
    },
    close: fold.close,
  };
}
