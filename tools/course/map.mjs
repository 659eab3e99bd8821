// The map of lesson 11: a contest in every cell of a grid, simulated with several seeds.
//
//   await computeMap(block, {engine}) -> {cells: {4: [row][column] of {p95: [ns of each way], winner}}, values: {4: {…}}}
//
// `values` are what the prose can name: {map.4.failures}. They are counts of cells, if nothing else is said:
//   cells, same (it makes no difference), pool, loop, threads, all (where this way wins)
//   failures: where the way of the rule is more than a tenth slower than the best one; worst: how many times, at most
//   few: the failures among them with fewer tasks than cores × 4; wait: those with a share of waiting of one half or more

import { say } from '../../web/core/say.js';
import { contest, ruled, ways, winner } from '../../web/course/contest.js';

const together = 2;  // contests in one scenario, because a call costs time

export async function computeMap({ shares, tasks, cores, seeds, life_us }, { engine }) {
  const cells = {};
  for (const count of cores) {
    const wanted = tasks.flatMap(n => shares.map(share => ({ share, tasks: n, cores: count, life_us })));
    const found = [];
    for (let i = 0; i < wanted.length; i += together) found.push(...await several(wanted.slice(i, i + together), seeds, engine));
    cells[count] = tasks.map((_, row) => found.slice(row * shares.length, (row + 1) * shares.length));
  }
  return { cells, values: Object.fromEntries(cores.map(count => [count, valuesOf(cells[count], { shares, tasks, cores: count })])) };
}

// The p95 of each way, as the mean over the seeds, for several contests in one scenario: all but the first are variants of it.
// The runs are named after the ids of the ways, because the names of the ways depend on the language.
async function several(wanted, seeds, engine) {
  const all = wanted.flatMap(cell => seeds.map(seed => contest({ ...cell, seed })));
  const runs = all.flatMap(({ compare, title, name, ...base }) => ways.map(({ id }, way) => ({ ...base, title: 'map', name: id, strategy: way === 0 ? base.strategy : compare[way - 1].strategy })));
  const [first, ...others] = runs;
  const scenario = { ...first, compare: others.map(({ name, seed, programs, work, strategy }) => ({ title: name, seed, programs, work, strategy })) };
  const variants = await engine.run({ figure: 1, scenario });
  return wanted.map((_, i) => {
    const p95 = ways.map((__, way) => seeds.reduce((sum, ___, seed) => sum + variants[(i * seeds.length + seed) * ways.length + way].latency_ns.p95, 0) / seeds.length);
    return { p95, winner: winner(p95) };
  });
}

function valuesOf(rows, { shares, tasks, cores }) {
  const all = rows.flatMap((row, r) => row.map((cell, c) => ({ ...cell, share: shares[c], tasks: tasks[r] })));
  const loss = ({ p95, share }) => p95[ruled({ share, cores })] / Math.min(...p95);
  const failures = all.filter(cell => loss(cell) > 1.1);
  const count = number => ({ value: number, unit: 'number' });
  return {
    cells: count(all.length), same: count(all.filter(({ winner: way }) => way < 0).length),
    ...Object.fromEntries(ways.map(({ id }, way) => [id, count(all.filter(({ winner: who }) => who === way).length)])),
    failures: count(failures.length), worst: count(Math.max(1, ...all.map(loss))),
    few: count(failures.filter(({ tasks: n }) => n < cores * 4).length), wait: count(failures.filter(({ share }) => share >= 0.5).length),
    // How much one event loop loses on this many cores where tasks wait for three quarters of their life or more.
    loop_loss: count(Math.max(...all.filter(({ share }) => share >= 0.75).map(({ p95 }) => p95[1] / Math.min(...p95)))),
    threads_loss: count(Math.max(...all.map(({ p95 }) => p95[2] / Math.min(...p95)))),
  };
}

// --- HTML --------------------------------------------------------------------------------

const classOf = way => (way < 0 ? 'same' : ways[way].id);
const letterOf = way => (way < 0 ? '=' : ways[way].letter);

export function mapHtml({ shares, tasks, cores }, { cells }) {
  const legend = `<ul class="map-legend">${ways.map(({ id, name, letter }) => `<li><span class="map-sample way-${id}">${letter}</span> ${name()}</li>`).join('')}<li><span class="map-sample way-same">=</span> ${say('It makes no difference')}</li></ul>`;
  const table = count => `<table class="map" data-cores="${count}"><caption>${say('{n|{n} core|{n} cores}: the way with the lowest p95, by the share of waiting and the number of tasks', { n: count })}</caption>
<thead><tr><td></td>${shares.map((share, i) => `<th scope="col">${i % 4 === 0 || i === shares.length - 1 ? `${Math.round(share * 100)}&nbsp;%` : `<span class="hidden">${Math.round(share * 100)}&nbsp;%</span>`}</th>`).join('')}</tr></thead>
<tbody>${tasks.map((n, row) => [n, row]).reverse().map(([n, row]) => `<tr><th scope="row">${n}</th>${cells[count][row].map(({ winner: way }, column) => `<td class="way-${classOf(way)}" data-cell="${row} ${column}">${letterOf(way)}</td>`).join('')}</tr>`).join('\n')}</tbody></table>`;
  return `<section class="map-box" id="map" aria-label="${say('The map of the one rule')}">
${legend}
<p class="map-cores" hidden></p>
${cores.map(table).join('\n')}
<p class="map-axes">${say('Horizontal axis: the share of its life that a task spends waiting. Vertical axis: how many tasks arrive at once.')}</p>
<div class="map-contest" role="status"></div>
</section>
`;
}
