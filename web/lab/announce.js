// One polite voice for the whole page: at most one message a second, the latest wins.

import { byId } from '../dom.js';

const apart_ms = 1000;

export function makeAnnouncer() {
  const element = byId('announcer');
  let last = -apart_ms;
  let timer = 0;

  return text => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      last = performance.now();
      element.textContent = text;
    }, Math.max(100, last + apart_ms - performance.now()));
  };
}
