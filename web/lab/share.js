// Share: a link to what is on screen, the picture, the scenario.

import { byId, el } from '../dom.js';
import { exportEntries } from './export.js';
import { settingsBetween, writeLink } from '../links.js';
import { entry, heading, placeMenu } from './menus.js';
import { notify } from './notices.js';

export function makeShare(lab) {
  const menu = byId('share-menu');
  placeMenu(byId('share'), menu);
  menu.addEventListener('beforetoggle', event => {
    if (event.newState === 'open')
      menu.replaceChildren(heading('Share'), ...shareEntries(lab).map(entry), heading('Export as…'), ...exportEntries(lab).map(entry));
  });
}

export const shareEntries = lab => [
  { label: 'Copy a link to this', disabled: lab.state.recording, title: lab.state.recording ? 'A recording does not fit into a link' : null, act: () => copyLink(lab) },
  { label: 'Save the picture (SVG)', act: () => lab.files.save(`${fileName(lab)}.svg`, lab.model.svg(), 'image/svg+xml') },
  { label: 'Save the scenario (JSON)', disabled: lab.state.recording, act: () => lab.files.save(`${fileName(lab)}.json`, lab.model.scenario(), 'application/json') },
];

export const fileName = lab => lab.source.id ?? (lab.state.recording ? lab.state.title.replace(/\.[a-z]+$/, '') : 'scenario');

// A built-in scenario goes by name with what was changed; anything else goes as text.
export async function linkToNow(lab) {
  const text = lab.model.scenario();
  const set = lab.source.id ? settingsBetween(lab.source.text, text) : null;
  const { playhead_ns, begin_ns, end_ns, selection, range, marks } = lab.state;
  const link = set ? { scenario: lab.source.id, set } : { text };
  if (playhead_ns > 0) link.t = playhead_ns;
  if (begin_ns > 0 || end_ns < lab.end()) Object.assign(link, { from: Math.round(begin_ns), to: Math.round(end_ns) });
  if (selection) link.sel = selection;
  if (range) link.range = { from: range.begin_ns, to: range.end_ns };
  return writeLink(location.href, { ...link, marks });
}

let said = null;

async function copyLink(lab) {
  const link = await linkToNow(lab);
  try {
    await navigator.clipboard.writeText(link);
    lab.announce('Link copied');
    said?.remove();
    const notice = said = notify('The link is on the clipboard.');
    setTimeout(() => notice.remove(), 4000);
  } catch {
    const field = el('input', { type: 'text', readonly: true, class: 'copy', 'aria-label': 'Link', value: link });
    notify('Copy this link:', [[field]]);
    field.select();
  }
}
