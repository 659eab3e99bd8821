// A strip below the timeline that explains its shapes and its three curves. It can be folded, and this browser
// remembers that. In a narrow window it is folded at first.

import { el, setAttribute } from '../core/dom.js';
import { say } from '../core/say.js';

const kept = 'interleave-legend';
const narrow = '(max-width: 760px)';

// These entries are shown only for scenarios to which they apply.
const sometimes = { shared: sharesCores, boot: hasFleet, up: hasFleet, drains: hasFleet };
function sharesCores(session) {
  return session.model.parameters().some(({ id, value }) => id === 'machine.scheduler.policy' && value === 'processor-sharing');
}
function hasFleet(session) {
  return session.model.parameters().some(({ id, value, shown }) => id.startsWith('machine.autoscale') ? shown : id === 'machine.servers' && Number(value) > 1);
}

// `settings` and `results` are the panels, which are below the timeline on a phone.
export function makeLegend(root, session, { settings, results }) {
  const states = el('ul', { class: 'legend-row' });
  const levels = el('ul', { class: 'legend-row' });
  const element = el('details', { class: 'legend-strip' },
    el('summary', {}, say('Legend')), el('div', { class: 'legend-words' }, states, levels));
  element.open = read() ?? !matchMedia(narrow).matches;
  let open = element.open;
  element.addEventListener('toggle', () => {
    if (element.open !== open) write(open = element.open);  // store it only after the user has changed it
  });
  const jump = (label, panel) => el('button', { class: 'button quiet', on: { click: () => panel.scrollIntoView({ block: 'start' }) } }, label);
  const jumps = el('div', { class: 'panel-jumps' }, jump(say('Results'), results), jump(say('Settings'), settings));
  root.append(element, jumps);
  // The timeline takes the rest of the height.
  const sizes = new ResizeObserver(() => root.parentElement.style.setProperty('--legend-height', `${root.offsetHeight}px`));
  sizes.observe(root);

  const item = (sample, label, extra = '') => el('li', { class: extra }, el('span', { class: `sample ${sample}`, 'aria-hidden': 'true' }), label);
  let shown = '';

  return {
    needs: ['help', 'results'],
    update() {
      const rows = session.panels.help.legend.filter(({ id }) => !sometimes[id] || sometimes[id](session));
      const now = rows.map(({ id }) => id).join();
      if (now === shown) return;
      shown = now;
      states.replaceChildren(...rows.map(({ id, label }) => item(id, label)));
      levels.replaceChildren(...[
        ['concurrency', say('in progress: concurrency')], ['parallelism', say('executing: parallelism')], ['asynchrony', say('waiting without a thread: asynchrony')],
      ].map(([id, label]) => item(`level ${id}`, label)));
      setAttribute(levels, 'aria-label', say('The levels, over time'));
      setAttribute(states, 'aria-label', say('The shapes of bars'));
    },
    close() {
      sizes.disconnect();
      root.replaceChildren();
    },
  };
}

function read() {
  try {
    const text = localStorage.getItem(kept);
    return text === null ? null : text === 'open';
  } catch {
    return null;
  }
}

function write(open) {
  try {
    localStorage.setItem(kept, open ? 'open' : 'folded');
  } catch {
    // Storage may be blocked; then the next visit uses the default.
  }
}
