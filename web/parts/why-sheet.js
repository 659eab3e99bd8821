// In a window that is too narrow for the panel beside the timeline, a sheet at the bottom explains the selected bar or
// gap. It opens with a tap on the bar or gap, and closes when the selection is cleared.

import { el, plain, rich, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { setIcon } from './icons.js';

export function makeWhySheet(root, session) {
  const title = el('h2');
  const words = el('p', { class: 'why-sheet-words' });
  const follow = el('button', { class: 'link', hidden: true, on: { click: () => session.run('cause') } });
  const back = el('button', { class: 'link', hidden: true, on: { click: () => session.run('effect') } });
  const close = el('button', { class: 'button icon-only quiet', 'aria-label': say('Close'), on: { click: () => session.run('escape') } });
  setIcon(close, 'close');
  const element = el('section', { class: 'why-sheet', hidden: true, 'aria-label': say('The selection') },
    el('div', { class: 'why-sheet-head' }, title, close), words, el('p', { class: 'follow' }, follow, back));
  root.append(element);

  const offer = (button, text) => {
    button.hidden = !text;
    setText(button, text);
  };

  return {
    needs: ['moment', 'commands'],
    update() {
      const { selection, callback, gap } = session.state;
      const { title: heading, sentence, follow: on, back: off } = session.panels.reason;
      element.hidden = !(selection || callback || gap);
      root.classList.toggle('explained', !element.hidden);
      if (element.hidden) return;
      setText(title, heading);
      if (words.textContent !== plain(sentence)) words.replaceChildren(rich(sentence));
      offer(follow, on);
      offer(back, off);
    },
    close: () => element.remove(),
  };
}
