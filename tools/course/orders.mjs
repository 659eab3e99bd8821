// The block `orders` of the lab about races: every order of a tiny program, and what becomes of its counter.

import { say } from '../../web/core/say.js';
import { orders, play, shortestWrong } from '../../web/course/interleavings.js';

// What the prose can name: {races.0.all}, {races.0.wrong}; with a lock {races.1.all}, {races.1.wrong}.
export function orderValues(threads) {
  const of = locked => {
    const all = orders(threads, { locked });
    return { all: count(all.length), wrong: count(all.filter(order => !play(order).right).length) };
  };
  return { 0: of(false), 1: of(true) };
}

const count = value => ({ value, unit: 'number' });
const letters = 'ABC';
const nameOf = step => ({ read: say('read'), add: say('add'), write: say('write') })[step];

export function ordersHtml({ threads, locked = false }) {
  const all = orders(threads, { locked }).map(order => ({ order, ...play(order) })).sort((a, b) => a.switches - b.switches);
  const rows = all.map(({ order, total, right, rows: steps }) => `<li class="${right ? 'right' : 'wrong'}"><span class="order" role="img" aria-label="${steps.map(({ thread, step }) => `${letters[thread]} ${nameOf(step)}`).join(', ')}">${order.map((thread, i) =>
    `<i class="thread-${thread}" aria-hidden="true" title="${letters[thread]} ${nameOf(steps[i].step)}">${nameOf(steps[i].step)[0]}</i>`).join('')}</span> <span>${right ? `${total}` : `<strong>${total}</strong>, ${say('wrong')}`}</span></li>`);
  const bad = shortestWrong(orders(threads, { locked }));
  const table = bad ? `<div class="scroll" role="region" aria-label="${say('The shortest wrong order')}" tabindex="0"><table><caption>${say('The wrong order with the fewest switches')}</caption><thead><tr>${[say('step'), say('thread'), say('it does'), say('its own value'), say('the counter')].map(name => `<th>${name}</th>`).join('')}</tr></thead>
<tbody>${bad.rows.map(({ thread, step, value, total }, i) => `<tr><td>${i + 1}</td><td><i class="thread-${thread}">${letters[thread]}</i></td><td>${nameOf(step)}</td><td>${value}</td><td>${total}</td></tr>`).join('')}</tbody></table></div>` : '';
  return `<div class="orders"><ul>${rows.join('\n')}</ul>${table}</div>\n`;
}

// The circle of a deadlock, as the engine reports it: task -> the task that it waits for.
export function circleHtml({ circle }) {
  if (!circle) return '';
  const place = i => [160 + 95 * Math.cos(-Math.PI / 2 + (2 * Math.PI * i) / circle.length), 110 + 62 * Math.sin(-Math.PI / 2 + (2 * Math.PI * i) / circle.length)].map(one => one.toFixed(1));
  const escape = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const arrows = circle.map((_, i) => {
    const [[x, y], [u, v]] = [place(i), place((i + 1) % circle.length)].map(one => one.map(Number));
    const bend = [(x + u) / 2 + (v - y) * 0.35, (y + v) / 2 - (u - x) * 0.35];
    const end = [u + (bend[0] - u) * 0.24, v + (bend[1] - v) * 0.24];
    return `<path d="M${x} ${y}Q${bend.map(one => one.toFixed(1)).join(' ')} ${end.map(one => one.toFixed(1)).join(' ')}" marker-end="url(#arrow)"/>`;
  });
  const names = circle.map(({ task }, i) => { const [x, y] = place(i); return `<rect x="${x - 52}" y="${y - 17}" width="104" height="34" rx="17"/><text x="${x}" y="${Number(y) + 5}">${escape(task)}</text>`; });
  return `<figure class="circle"><svg viewBox="0 0 320 220" role="img" aria-label="${escape(circle.map(({ text }) => text).join(' '))}"><defs><marker id="arrow" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L10 5L0 10z"/></marker></defs>${arrows.join('')}${names.join('')}</svg>
<figcaption>${circle.map(({ text }) => escape(text)).join('<br>')}</figcaption></figure>\n`;
}
