// The two buttons at the end of a figure's bar: full screen, and a menu with everything else. It is loaded after the
// figure's first frame; until then the buttons do nothing.

import { el, setAttribute } from '../core/dom.js';
import { say } from '../core/say.js';
import { frame } from '../core/snippets.js';
import { entry, heading, makeMenu } from './menu.js';

const inMenu = ['step', 'step-back', 'zoom-in', 'zoom-out', 'fit'];

export function makeFigureMenu({ full, more }, session, { links, reset, copy, embed, lab }) {
  const life = new AbortController();
  const menu = makeMenu(more, () => [
    ...inMenu.map(id => session.commands.find(command => command.id === id)).filter(Boolean)
      .map(({ id, label, key_labels, enabled }) => entry({ label, keys: key_labels, disabled: !enabled, stay: true, act: () => session.run(id) })),
    entry({ label: say('Reset'), act: reset }),
    heading(say('How fast it plays')),
    ...session.panels.rates.map(({ id, label, emphasis }) => entry({
      label, id: `rates/${id}`, checked: emphasis === 'strong', act: () => session.act(() => session.model.rate(Number(id)), { announce: false }),
    })),
    heading(say('Share')),
    entry({ label: say('Copy a link to this view'), act: () => void copyLink() }),
    entry({ label: say('Copy the code that embeds it'), act: () => void copyCode() }),
    links ? entry({ label: say('Open in the lab'), act: () => void openLab() }) : null,
  ].filter(Boolean));

  const nameFull = () => {
    const label = document.fullscreenElement ? say('Leave full screen') : say('Full screen');
    setAttribute(full, 'aria-label', label);
    setAttribute(full, 'title', label);
  };
  document.addEventListener('fullscreenchange', nameFull, { signal: life.signal });
  full.addEventListener('click', toggleFull, { signal: life.signal });
  full.disabled = false;
  nameFull();

  function toggleFull() {
    const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    change.catch(() => session.notify(say('This page does not allow full screen here.')));
  }

  const copyLink = async () => toClipboard(await copy(), say('The link is on the clipboard.'), say('Copy this link:'));

  async function copyCode() {
    const code = frame({ address: await embed(), title: session.state.title, height: Math.ceil(document.documentElement.scrollHeight) });
    await toClipboard(code, say('The code is on the clipboard. Paste it into the HTML of your page.'), say('Copy this code:'));
  }

  async function toClipboard(text, done, byHand) {
    try {
      await navigator.clipboard.writeText(text);
      const notice = session.notify(done);
      setTimeout(notice.close, 4000);
    } catch {
      const field = el('input', { type: 'text', readonly: true, class: 'copy', 'aria-label': byHand, value: text });
      session.notify(byHand, [[field]]);
      field.select();
    }
  }

  // The window is opened at once, because a browser allows it only as the answer to a click.
  async function openLab() {
    const link = el('a', { href: await lab(), target: '_blank', rel: 'noopener noreferrer' });
    link.click();
  }

  return {
    close() {
      life.abort();
      menu.close();
    },
  };
}
