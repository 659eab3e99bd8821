// The selected range: what happened in it, run by run.

import { el } from '../core/dom.js';
import { makeFold } from './fold.js';

export function makeRange(root, session) {
  const body = el('div');
  const fold = makeFold(root, '', body);
  let open = false;

  return {
    needs: 'range',
    update() {
      const { title, length, clear, panes } = session.panels.range;
      fold.show(panes.length > 0);
      if (panes.length > 0 && !open) fold.element.open = true;
      open = panes.length > 0;
      if (!open) return;
      fold.title(title);
      const end = el('button', { class: 'link', on: { click: () => session.run('range') } }, clear);
      body.replaceChildren(el('p', { class: 'range-length' }, length, ' ', end), ...panes.map(paneOf));
    },
    close: fold.close,
  };
}

function paneOf({ pane, title, summary, open, states, rows, busiest }) {
  const line = ({ id, label, value, hint }, ...before) =>
    el('tr', { 'data-id': `range/${pane}/${id}`, title: hint }, el('th', { scope: 'row' }, ...before, label), el('td', {}, value));
  const details = el('details', { class: 'range-pane' },
    el('summary', {}, el('span', {}, title), el('b', {}, summary)),
    el('div', { class: 'range-bar', 'aria-hidden': 'true' }, ...states.map(({ id, label, share }) => {
      const part = el('span', { class: `sample-${id}`, title: label });
      part.style.flexGrow = share;
      return part;
    })),
    el('table', { class: 'numbers' }, el('tbody', {},
      ...states.map(state => line(state, el('span', { class: `dot sample-${state.id}`, 'aria-hidden': 'true' }))),
      ...rows.map(row => line(row)),
      ...busiest.map(row => line(row)))));
  details.open = open;
  return details;
}
