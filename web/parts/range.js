// The selected range: what happened in it, run by run.

import { el } from '../core/dom.js';
import { makeFold } from './fold.js';
import { shortTitle } from './titles.js';

const names = { run: 'running', switch: 'switching', ready: 'ready', blocked: 'blocked', async: 'waiting without a thread', queued: 'queued' };

export function makeRange(root, session) {
  const body = el('div');
  const fold = makeFold(root, 'Selected range', body);
  const clear = el('button', { class: 'link', on: { click: () => session.act(() => session.model.measure(0, 0), { announce: false }) } }, 'Clear');
  let shown = '';

  return {
    needs: 'moment',
    update() {
      const { range } = session.state;
      fold.show(range);
      const now = range ? JSON.stringify([range, session.state.revision, session.state.focus]) : '';
      if (now === shown) return;
      const fresh = shown === '';
      shown = now;
      if (!range) return;
      const { title, panes } = session.model.range();
      body.replaceChildren(el('p', { class: 'range-length' }, title, ' ', clear), ...panes.map(pane => paneOf(pane, panes.length > 1)));
      if (fresh) fold.element.open = true;
    },
    close: fold.close,
  };

  function paneOf({ title, index, rows, states, busiest, busiest_words: words }, several) {
    const total = states.reduce((sum, state) => sum + state.ns, 0);
    const look = index === session.state.focus || !several;
    const details = el('details', { class: 'range-pane' },
      el('summary', {}, el('span', {}, several ? shortTitle(title) : 'All tasks together'), el('b', {}, rows.find(row => row.name === 'cores busy')?.value ?? '')),
      el('div', { class: 'range-bar', 'aria-hidden': 'true' }, ...states.map(({ kind, ns }) => {
        const part = el('span', { class: `sample-${kind}`, title: names[kind] });
        part.style.flexGrow = total > 0 ? ns / total : 0;
        return part;
      })),
      el('table', { class: 'numbers' }, el('tbody', {},
        ...states.map(({ kind, label }) => el('tr', {}, el('th', { scope: 'row' }, el('span', { class: `dot sample-${kind}`, 'aria-hidden': 'true' }), names[kind]), el('td', {}, label))),
        ...rows.map(({ name, value }) => el('tr', {}, el('th', { scope: 'row' }, name), el('td', {}, value))),
        ...busiest.map(({ name, value }, i) => el('tr', {}, el('th', { scope: 'row' }, i === 0 ? `longest ${words}: ${name}` : name), el('td', {}, value))))));
    details.open = look;
    return details;
  }
}
