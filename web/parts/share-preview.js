// What the share dialog makes, as the reader will see it: the figure itself in a frame, or a picture.

import { el } from '../core/dom.js';
import { say } from '../core/say.js';

const pause_ms = 300;  // after the last change, before the figure is loaded again

// A figure that is live at once: the reader has acted.
function live(address) {
  const url = new URL(address);
  url.searchParams.set('activate', 'now');
  return url.href;
}

export function makePreview() {
  const element = el('div', { class: 'share-preview' });
  let timer = 0;
  let shown = '';
  let blob = null;

  function clear() {
    clearTimeout(timer);
    if (blob) URL.revokeObjectURL(blob);
    blob = null;
    shown = '';
    element.replaceChildren();
  }

  return {
    element,
    clear,

    // A new frame each time, so that the page's history does not grow.
    frame(address, height) {
      clearTimeout(timer);
      if (shown === address) return;
      const load = () => {
        clear();
        shown = address;
        const frame = el('iframe', { class: 'share-frame', title: say('Preview of the figure'), src: live(address), height });
        element.append(frame);
      };
      if (element.querySelector('iframe')) timer = setTimeout(load, pause_ms);
      else load();
    },

    picture(svg) {
      if (shown === svg) return;
      clear();
      shown = svg;
      blob = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
      element.append(el('img', { alt: say('The picture as it will be saved'), src: blob }));
    },

    show(...content) {
      clear();
      element.append(...content.filter(Boolean));
    },
  };
}
