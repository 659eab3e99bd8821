// The share dialog: code that embeds what is on screen, a link to it, pictures, slides and files.
//
// What is shared is a figure (core/shared.js): what is shown at the moment when the dialog opens, with the choices that
// are made in it. The choices last as long as the page.

import { addressOf, figureNow, figureWith, possible, usualChoices } from '../core/shared.js';
import { el, setText } from '../core/dom.js';
import { linkToNow } from '../core/links.js';
import { say } from '../core/say.js';
import * as snippets from '../core/snippets.js';
import { makeDialog } from './dialogs.js';
import { makeChoices } from './share-choices.js';
import { makeCopy } from './share-code.js';
import { makeTabs } from './tabs.js';

const height_px = 420;  // of a frame

export function makeShare(root, button, session, exports) {
  const dialog = makeDialog(root, say('Share this moment'), 'share');
  const tabs = makeTabs(say('What to share'), [{ id: 'embed', label: say('Embed') }, { id: 'link', label: say('Link') }], show);
  const picker = makeChoices(render);
  const code = makeCopy({ label: say('Code'), done: say('The code is on the clipboard.') });
  const link = makeCopy({ label: say('Link'), rows: 4, done: say('The link is on the clipboard.') });
  const preview = el('div', { class: 'share-preview' });
  tabs.panel.classList.add('share-panel');
  dialog.fill(tabs.element, tabs.panel);

  let choices = usualChoices();
  let tab = 'embed';
  let kind = 'frame';
  let now = null;  // the figure when the dialog was opened
  let turn = 0;

  button.disabled = false;
  button.addEventListener('click', open);
  button.setAttribute('aria-haspopup', 'dialog');

  function open() {
    now = figureNow(session);
    picker.show(possible(session), choices, { moment: session.panels.clock.time, part: now.from ? `${now.from} – ${now.to}` : '' });
    show(tab);
    tabs.choose(tab);
    dialog.element.showModal();
    tabs.focus(tab);
  }

  function show(id) {
    tab = id;
    const side = id === 'embed' ? [picker.element, code.field, el('div', { class: 'share-foot' }, code.button), code.status] : [link.field, el('div', { class: 'share-foot' }, link.button), link.status];
    tabs.panel.replaceChildren(el('div', { class: 'share-side' }, ...side), preview);
    render();
  }

  async function render() {
    const mine = ++turn;
    const figure = figureWith(now, choices);
    const site = new URL('../', location.href);
    const address = await addressOf(new URL('v1/embed.html', site), figure);
    const toLab = await linkToNow(location.href, session);
    if (mine !== turn) return;
    code.set(snippets.frame({ address, title: figure.title ?? session.state.title, height: height_px }));
    link.set(toLab);
    preview.replaceChildren(el('img', { alt: say('The picture as it is now'), src: URL.createObjectURL(new Blob([session.model.svg()], { type: 'image/svg+xml' })) }));
  }

  return {
    entries: () => [{ label: say('Share this moment…'), act: open }],
    close() {
      picker.close();
      dialog.element.remove();
    },
  };
}
