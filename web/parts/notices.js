// Messages that stay until they are closed: what was left out of a link, what could not be done.

import { el, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { setIcon } from './icons.js';

// Returns notify(title, lines), which shows a message; the result is {text(title), close()}.
// `lines` are lists of what an element can hold.
export function makeNotices(root) {
  return (title, lines = []) => {
    const words = el('p', {}, title);
    const close = el('button', { class: 'button icon-only quiet', 'aria-label': say('Close this notice'), on: { click: () => notice.remove() } });
    setIcon(close, 'close');
    const notice = el('div', { class: 'notice', role: 'alert' },
      el('div', {}, words, lines.length > 0 ? el('ul', {}, ...lines.map(line => el('li', {}, ...line))) : null),
      close);
    root.append(notice);
    return { text: now => setText(words, now), close: () => notice.remove() };
  };
}
