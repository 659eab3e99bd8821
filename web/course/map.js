// The map of lesson 11 as something to move in: one number of cores at a time, and the contest of the chosen cell.

import { addressOf } from '../core/figure.js';
import { el } from '../core/dom.js';
import { say } from '../core/say.js';
import { contest, ways, winner } from './contest.js';
import { written } from './format.js';

const site = new URL('../', import.meta.url);

// data: {shares, tasks, cores, seeds, life, p95: {cores: [row][column][way] in microseconds}}
export function makeMap(box, { shares, tasks, cores, seeds, life, p95 }) {
  const tables = [...box.querySelectorAll('table')];
  const chooser = box.querySelector('.map-cores');
  const panel = box.querySelector('.map-contest');
  const life_us = Number.parseFloat(life) * 1e3;  // "40ms"
  let shown = cores[Math.floor(cores.length / 2)];
  let [row, column] = [Math.floor(tasks.length * 0.6), Math.floor(shares.length * 0.8)];

  const tableOf = count => tables.find(table => Number(table.dataset.cores) === count);
  const cellOf = (r, c) => tableOf(shown).querySelector(`[data-cell="${r} ${c}"]`);

  function choose(r, c, { focus = true } = {}) {
    for (const one of box.querySelectorAll('td[tabindex="0"]')) one.tabIndex = -1;
    for (const one of box.querySelectorAll('td.chosen')) one.classList.remove('chosen');
    [row, column] = [Math.min(Math.max(r, 0), tasks.length - 1), Math.min(Math.max(c, 0), shares.length - 1)];
    const cell = cellOf(row, column);
    cell.tabIndex = 0;
    cell.classList.add('chosen');
    if (focus) cell.focus({ preventScroll: true });
    tell();
  }

  function tell() {
    const values = p95[shown][row][column];
    const best = winner(values);
    const longest = Math.max(...values);
    const order = ways.map((_, i) => i).sort((a, b) => values[a] - values[b]);
    const bars = order.map(i => el('li', { class: i === best ? 'best' : '' },
      el('span', { class: 'map-way' }, ways[i].name()), el('span', { class: `map-bar way-${ways[i].id}`, 'data-share': String(Math.max(Math.round((values[i] / longest) * 20), 1)) }),
      el('span', { class: 'map-time' }, written({ value: values[i] * 1e3, unit: 'time' }))));
    const link = el('a', { class: 'button' }, say('Open this contest in the lab'));
    panel.replaceChildren(
      el('h3', {}, say('{n|{n} task|{n} tasks}, waiting for {share} % of their life, on {cores|{cores} core|{cores} cores}', { n: tasks[row], share: Math.round(shares[column] * 100), cores: shown })),
      el('ul', { class: 'map-bars' }, ...bars), el('p', {}, link));
    const scenario = contest({ share: shares[column], tasks: tasks[row], cores: shown, seed: seeds[0], life_us });
    void addressOf(new URL('lab/', site), { figure: 1, scenario }).then(href => { link.href = href; });
  }

  function show(count) {
    shown = count;
    for (const table of tables) table.hidden = table !== tableOf(count);
    choose(row, column, { focus: false });
  }

  for (const table of tables) {
    table.setAttribute('role', 'grid');
    table.addEventListener('click', ({ target }) => {
      const cell = target.closest('[data-cell]');
      if (cell) choose(...cell.dataset.cell.split(' ').map(Number));
    });
    table.addEventListener('keydown', event => {
      const step = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
      if (!step) return;
      event.preventDefault();
      choose(row + step[0], column + step[1]);
    });
    for (const cell of table.querySelectorAll('[data-cell]')) {
      const [r, c] = cell.dataset.cell.split(' ').map(Number);
      cell.setAttribute('aria-label', say('{way}: {n} tasks, {share} %', { way: winner(p95[table.dataset.cores][r][c]) < 0 ? say('no difference') : ways[winner(p95[table.dataset.cores][r][c])].name(), n: tasks[r], share: Math.round(shares[c] * 100) }));
      cell.tabIndex = -1;
    }
  }
  chooser.hidden = false;
  chooser.append(el('span', { class: 'choices' }, ...cores.map(count => el('label', { class: 'choice' },
    el('input', { type: 'radio', name: 'map-cores', value: String(count), checked: count === shown, on: { change: () => show(count) } }), el('span', {}, say('{n|{n} core|{n} cores}', { n: count }))))));
  show(shown);
}
