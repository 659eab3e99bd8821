// Recent work: what this browser has kept (core/works.js), the newest first, to open again or to remove.

import { el } from '../core/dom.js';
import { say } from '../core/say.js';
import * as works from '../core/works.js';
import { makeDialog } from './dialogs.js';
import { setIcon } from './icons.js';

// choose(key) opens one of them.
export function makeRecent(root, { choose, notify }) {
  const { element, fill } = makeDialog(root, say('Recent work'), 'recent');
  const words = el('p', { class: 'recent-words' });
  const cards = el('ul', { class: 'recent-list' });
  fill(words, cards);
  let pictures = [];  // addresses of the pictures that are shown

  const forget = () => { for (const address of pictures.splice(0)) URL.revokeObjectURL(address); };
  element.addEventListener('close', forget);

  async function show() {
    const all = await works.list();
    forget();
    words.textContent = all.length > 0
      ? say('What you have changed or opened is kept in this browser, and nowhere else.')
      : say('There is nothing here yet. Change a scenario, or open a file, and it will be kept in this browser.');
    cards.replaceChildren(...all.map(card));
  }

  function card(work) {
    const remove = el('button', { class: 'button icon-only quiet', 'aria-label': say('Remove “{title}”', { title: work.title }), title: say('Remove'), on: { click: () => drop(work) } });
    setIcon(remove, 'close');
    return el('li', {},
      el('button', { class: 'recent-card', on: { click: () => { element.close(); choose(work.key); } } },
        pictureOf(work),
        el('span', { class: 'recent-title', dir: 'auto' }, work.title),
        el('span', { class: 'recent-time' }, new Date(work.time).toLocaleString(document.documentElement.lang || undefined, { dateStyle: 'medium', timeStyle: 'short' }))),
      remove);
  }

  function pictureOf({ picture }) {
    if (!picture) return el('span', { class: 'recent-picture' });
    const src = URL.createObjectURL(picture);
    pictures.push(src);
    return el('img', { class: 'recent-picture', src, alt: '' });
  }

  async function drop({ key }) {
    await works.remove(key);
    await show();
    (cards.querySelector('button') ?? element.querySelector('button')).focus();
  }

  return {
    async open() {
      try {
        await show();
        element.showModal();
      } catch (error) {
        console.warn(error);
        notify(say('This browser does not let the page keep anything, so there is no recent work.'));
      }
    },
    close() {
      forget();
      element.remove();
    },
  };
}
