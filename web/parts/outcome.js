// The outcome of each run as a table, and more numbers on request.

import { el } from '../core/dom.js';
import { bytesText, inColumn, unitFor, withUnit } from '../core/units.js';
import { makeFold } from './fold.js';
import { shortTitle } from './titles.js';

export function makeOutcome(root, session) {
  const tables = el('div');
  const fold = makeFold(root, 'Outcome', tables);
  let moreOpen = false;

  function update() {
    const { variants, best } = session.results;
    const unit = unitFor(Math.max(0, ...variants.map(variant => variant.makespan_ns)));
    tables.replaceChildren(mainTable(session, variants, best, unit), moreTable(variants, unit));
  }

  function moreTable(variants, unit) {
    const details = el('details', { class: 'more', on: { toggle: () => { moreOpen = details.open; } } },
      el('summary', {}, 'More numbers'),
      el('div', { class: 'wide-table', tabindex: '0', role: 'region', 'aria-label': 'More numbers' },
        el('table', {},
          el('thead', {}, el('tr', {}, el('td'), ...variants.map(variant => el('th', { scope: 'col' }, variant.title)))),
          el('tbody', {}, ...moreRows(unit, variants).map(([name, valueOf]) =>
            el('tr', {}, el('th', { scope: 'row' }, name), ...variants.map(variant => el('td', {}, valueOf(variant)))))))));
    details.open = moreOpen;
    return details;
  }

  return { needs: 'results', update, close: fold.close };
}

function mainTable(session, variants, best, unit) {
  const busy = variant => (variant.cores.length > 0 ? `${Math.round(100 * utilisation(variant))} %` : '–');  // a recording may not tell
  const names = shortNames(variants);
  // Where tasks are late or lost, that is the point, not the cores.
  const late = variants.some(variant => variant.missed > 0);
  const lost = !late && variants.some(variant => lostOf(variant) > 0);
  const cut = variants.some(variant => !variant.complete);
  return el('table', { class: 'outcome' },
    el('caption', { class: 'hidden' }, `Times in ${unit.name}; ${late ? 'missed: deadlines' : lost ? 'lost: tasks that were rejected or gave up' : 'cores: the share of time they are busy'}`),
    el('thead', {}, el('tr', {},
      el('td', {}, unit.name),
      el('th', { scope: 'col' }, 'finish'),
      el('th', { scope: 'col' }, 'p95'),
      el('th', { scope: 'col' }, late ? 'missed' : lost ? 'lost' : 'cores'),
      el('th', { scope: 'col' }, 'threads'))),
    el('tbody', {}, ...variants.map((variant, i) =>
      el('tr', { class: i === best && variants.length > 1 ? 'best' : null },
        el('th', { scope: 'row' }, el('button', {
          class: 'link', title: 'Look at this one: “right now” speaks of it',
          on: { click: () => session.act(() => session.model.focus(i)) },
        }, names[i])),
        el('td', { 'data-finish': variant.makespan_ns }, (variant.complete ? '' : '≥ ') + inColumn(variant.makespan_ns, unit)),
        el('td', {}, variant.completed > 0 ? inColumn(variant.latency_ns.p95, unit) : '–'),
        el('td', {}, late ? String(variant.missed) : lost ? String(lostOf(variant)) : busy(variant)),
        el('td', {}, String(variant.threads.peak))))),
    cut ? el('tfoot', {}, el('tr', {}, el('td', { colspan: '5' }, '≥: the run was stopped there before all was done'))) : null);
}

const lostOf = variant => variant.rejected + variant.gave_up;

// The number of threads has a column of its own, so names leave it out where they stay apart.
function shortNames(variants) {
  const short = variants.map(variant => shortTitle(variant.title));
  return short.map((name, i) => (short.indexOf(name) === short.lastIndexOf(name) ? name : variants[i].title));
}

// A row that would be nothing but zeros is left out where it says so.
function moreRows(unit, variants) {
  const time = ns => withUnit(ns, unit, unit.digits + 1);
  const count = value => String(value);
  const where = (is, ...rows) => (variants.some(is) ? rows : []);
  return [
    ['latency, mean', v => time(v.latency_ns.mean)],
    ['latency, p50', v => time(v.latency_ns.p50)],
    ['latency, p99', v => time(v.latency_ns.p99)],
    ['response, p95', v => time(v.response_ns.p95)],
    ['wait, mean', v => time(v.wait_ns.mean)],
    ['cores busy', v => `${Math.round(100 * utilisation(v))} %`],
    ['throughput', v => `${+v.throughput_per_s.toPrecision(4)} /s`],
    ['completed', v => count(v.completed)],
    ...where(v => v.unfinished > 0, ['not finished', v => count(v.unfinished)]),
    ['deadlines missed', v => count(v.missed)],
    ...where(v => lostOf(v) > 0, ['rejected', v => count(v.rejected)], ['gave up', v => count(v.gave_up)]),
    ['concurrency, mean (max)', v => level(v.levels.concurrency)],
    ['parallelism, mean (max)', v => level(v.levels.parallelism)],
    ['asynchrony, mean (max)', v => level(v.levels.asynchrony)],
    ['switches', v => count(v.cores.reduce((sum, core) => sum + core.switches, 0))],
    ['threads, blocked for', v => time(v.threads.blocked_ns)],
    ...where(v => v.processes_peak > 0, ['processes, peak', v => count(v.processes_peak)]),
    ['memory, peak', v => bytesText(v.memory_peak_bytes)],
    ...where(v => v.servers.length > 1, ['servers started', v => count(v.servers.length)]),
    ['cost', v => price(v.cost)],
    ['cost of 1,000 tasks', v => price(v.cost_per_1000)],
  ];
}

const price = value => (value ? value.toPrecision(3) : '0');
const level = ({ mean, max }) => `${mean.toFixed(2)} (${max})`;

function utilisation({ cores }) {
  const busy = cores.reduce((sum, core) => sum + core.busy_ns, 0);
  const all = cores.reduce((sum, core) => sum + core.busy_ns + core.switch_ns + core.idle_ns, 0);
  return all > 0 ? busy / all : 0;
}
