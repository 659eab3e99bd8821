// Items to be put into order: by dragging, or with the buttons of each item, or with the arrow keys on them.

import { el } from '../core/dom.js';
import { say } from '../core/say.js';

// list: an <ol> of <li data-item="number">
export function makeOrder(list) {
  const first = [...list.children];
  const said = el('span', { class: 'hidden', role: 'status' });
  list.after(said);

  const items = () => [...list.children];
  const textOf = item => item.querySelector('.item-text').textContent;

  function move(item, way) {
    const other = way < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (way < 0) other.before(item);
    else other.after(item);
    said.textContent = say('{text}: place {n} of {all}', { text: textOf(item), n: items().indexOf(item) + 1, all: items().length });
    refresh();
  }

  function refresh() {
    items().forEach((item, i) => {
      const [up, down] = item.querySelectorAll('button');
      up.setAttribute('aria-disabled', String(i === 0));
      down.setAttribute('aria-disabled', String(i === items().length - 1));
    });
  }

  for (const item of first) {
    const button = (way, label, mark) => el('button', {
      class: 'button icon-only', type: 'button', 'aria-label': say('{label}: {text}', { label, text: textOf(item) }),
      on: {
        click: event => {
          move(item, way);
          event.currentTarget.focus({ preventScroll: true });
        },
        keydown: event => {
          const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
          if (!step) return;
          event.preventDefault();
          move(item, step);
          event.currentTarget.focus({ preventScroll: true });
        },
      },
    }, mark);
    item.append(el('span', { class: 'pair' }, button(-1, say('Earlier'), '↑'), button(1, say('Later'), '↓')));
    item.addEventListener('pointerdown', event => { if (!event.target.closest('button')) drag(item, event); });
  }
  refresh();

  // The item follows the pointer; others make room when its middle passes theirs.
  function drag(item, { pointerId, clientY, button }) {
    if (button !== 0) return;
    item.setPointerCapture(pointerId);
    item.classList.add('dragged');
    let origin = clientY;
    const follow = event => {
      item.style.translate = `0 ${event.clientY - origin}px`;
      const box = item.getBoundingClientRect();
      const middle = box.top + box.height / 2;
      for (const [other, way] of [[item.previousElementSibling, -1], [item.nextElementSibling, 1]]) {
        if (!other) continue;
        const { top, height } = other.getBoundingClientRect();
        if (way < 0 ? middle > top + height / 2 : middle < top + height / 2) continue;
        const before = item.offsetTop;
        move(item, way);
        item.setPointerCapture(pointerId);
        origin += item.offsetTop - before;
        item.style.translate = `0 ${event.clientY - origin}px`;
        return;
      }
    };
    const drop = () => {
      item.classList.remove('dragged');
      item.style.translate = '';
      item.removeEventListener('pointermove', follow);
      for (const name of ['pointerup', 'pointercancel']) item.removeEventListener(name, drop);
    };
    item.addEventListener('pointermove', follow);
    for (const name of ['pointerup', 'pointercancel']) item.addEventListener(name, drop);
  }

  const put = order => {
    if (!Array.isArray(order) || order.length !== first.length) return;
    const wanted = order.map(number => first.find(item => Number(item.dataset.item) === number));
    if (wanted.every(Boolean)) list.append(...wanted);
    refresh();
  };

  return {
    read: () => items().map(item => Number(item.dataset.item)),
    show: put,
    restore: put,
    words: key => key.map(number => textOf(first.find(item => Number(item.dataset.item) === number))).join(' → '),
    mark: place => items().forEach((item, i) => item.classList.toggle('misplaced', i === place)),
    reset: () => {
      list.append(...first);
      refresh();
    },
  };
}
