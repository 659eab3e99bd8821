// One polite voice for the whole page: at most one message per second, and the latest wins.

import { el } from '../core/dom.js';

const apart_ms = 1000;

// Wraps a speak(text) so that results are announced only when the runs are complete. Returns {speak, part(session)};
// the
// part must be added to the session.
export function tellWhenKnown(say) {
  let session = null;
  let owed = false;
  return {
    speak(text) {
      owed = Boolean(session?.state?.running) && text === session.panels.spoken;
      if (!owed) say(text);
    },
    part(of) {
      session = of;
      return {
        update() {
          if (!owed || session.state.running) return;
          owed = false;
          say(session.panels.spoken);
        },
        close() {},
      };
    },
  };
}

// Returns speak(text).
export function makeAnnouncer(root) {
  const element = el('p', { class: 'hidden', role: 'status', 'aria-live': 'polite' });
  root.append(element);
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
