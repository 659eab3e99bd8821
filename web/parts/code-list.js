// Lines of text in a box that scrolls: of a program, of a console, of a sample of code.

import { el } from '../core/dom.js';
import { say } from '../core/say.js';

// Scrolls the box and not the page.
export function reveal(box, row) {
  const above = row.offsetTop - box.scrollTop;
  if (above < 0 || above + row.offsetHeight > box.clientHeight) box.scrollTop = row.offsetTop - box.clientHeight / 3;
}

// A list of which one row can be reached by Tab, and the others from there with arrow keys.
export function makeCodeList(kind, act) {
  const root = el('div', { class: `code-list ${kind}`, role: 'listbox' });
  const list = { root, rows: [], fill };
  let usable = [];
  let at = 0;

  function fill(rows, can) {
    root.replaceChildren(...rows);
    list.rows = rows;
    usable = rows.map((_, i) => i).filter(i => can[i]);
    at = 0;
    root.scrollTop = root.scrollLeft = 0;
    rows.forEach((row, i) => {
      if (!row.textContent.trim()) row.setAttribute('aria-label', say('Empty line'));
      if (can[i]) row.tabIndex = i === usable[0] ? 0 : -1;
    });
  }

  function move(to, focus = true) {
    if (usable.length === 0) return;
    list.rows[usable[at]].tabIndex = -1;
    at = Math.max(0, Math.min(usable.length - 1, to));
    list.rows[usable[at]].tabIndex = 0;
    if (focus) list.rows[usable[at]].focus();
  }

  root.addEventListener('click', event => {
    const index = list.rows.indexOf(event.target.closest('[role="option"]'));
    if (!usable.includes(index)) return;
    move(usable.indexOf(index));
    act(index);
  });
  root.addEventListener('keydown', event => {
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: usable.length - 1 };
    if (event.key in steps) move(steps[event.key]);
    else if (event.key === 'Enter' || event.key === ' ') act(usable[at]);
    else return;
    event.preventDefault();
  });
  return list;
}
