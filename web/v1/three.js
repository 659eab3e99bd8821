// At most three figures are live at a time. Figures in frames of one origin tell each other when they become live and
// when they no longer are; one that three others have followed goes back to its poster.
//
// Frames of other pages hear it, too, but a page that is hidden does not listen: its figures rest anyway. In a sandboxed
// frame there is nobody to talk to; there the element (interleave-figure.js) counts.

const most = 3;

export function limitLive(suspend) {
  const id = crypto.getRandomValues(new Uint32Array(2)).join('-');
  const channel = open();
  const later = new Set();  // those that became live after this one
  let isLive = false;

  const tell = what => channel?.postMessage({ what, id });

  if (channel) {
    channel.onmessage = ({ data }) => {
      if (Object(data) !== data || typeof data.id !== 'string' || document.hidden) return;
      later.delete(data.id);
      if (data.what === 'live') later.add(data.id);
      if (isLive && later.size >= most) suspend();
    };
    addEventListener('pagehide', () => isLive && tell('gone'));
  }

  return {
    live() {
      isLive = true;
      later.clear();
      tell('live');
    },
    gone() {
      isLive = false;
      tell('gone');
    },
  };
}

function open() {
  try {
    return new BroadcastChannel('interleave-live');
  } catch {
    return null;
  }
}
