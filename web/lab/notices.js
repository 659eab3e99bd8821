// Messages that stay until they are closed: what in a link was left out, what could not be done.

import { byId, el } from '../dom.js';
import { setIcon } from './icons.js';

export function notify(title, lines = []) {
  const close = el('button', { class: 'button icon-only quiet', 'aria-label': 'Close this notice', on: {
    click: () => notice.remove(),
  } });
  setIcon(close, 'close');
  const notice = el('div', { class: 'notice', role: 'alert' },
    el('div', {}, el('p', {}, title),
       lines.length > 0 ? el('ul', {}, ...lines.map(line => el('li', {}, ...line))) : null),
    close);
  byId('notices').append(notice);
  return notice;
}

export function notifyDropped(dropped) {
  if (dropped.length === 0) return;
  notify('Parts of the link could not be used; the rest was.',
         dropped.map(({ part, why }) => [el('code', {}, part), ' ' + why]));
}
