// What the share dialog makes, as the reader will see it: the figure itself in a frame, or a picture.

import { el } from '../core/dom.js';
import { say } from '../core/say.js';

const pause_ms = 300;  // after the last change, before the figure is loaded again

// A figure that is live at once, because the reader has acted, and says how high it wants to be.
function live(address) {
  const url = new URL(address);
  url.searchParams.set('activate', 'now');
  url.searchParams.set('resize', 'auto');
  return url.href;
}

// wanted(height) is called when the figure in the frame has said how high it wants to be, in CSS pixels.
export function makePreview({ wanted }) {
  const element = el('div', { class: 'share-preview' });
  const life = new AbortController();
  let timer = 0;
  let shown = '';
  let blob = null;
  let frame = null;

  addEventListener('message', ({ source, origin, data }) => {
    const isOurs = frame && source === frame.contentWindow && origin === location.origin;
    if (isOurs && data?.interleave === 1 && data.type === 'resize' && data.height > 0) wanted(data.height);
  }, { signal: life.signal });

  function clear() {
    clearTimeout(timer);
    if (blob) URL.revokeObjectURL(blob);
    frame = blob = null;
    shown = '';
    element.replaceChildren();
  }

  // A new frame each time, so that the page's history does not grow.
  function load(address, height) {
    clear();
    shown = address;
    frame = el('iframe', { class: 'share-frame', title: say('Preview of the figure'), src: live(address), height });
    element.append(frame);
  }

  return {
    element,
    clear,

    frame(address, height) {
      clearTimeout(timer);
      if (shown === address) frame.height = height;
      else if (frame) timer = setTimeout(load, pause_ms, address, height);
      else load(address, height);
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

    close() {
      life.abort();
      clear();
    },
  };
}
