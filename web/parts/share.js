// Share: a link to what is on screen, the picture, the scenario.

import { el } from '../core/dom.js';
import { linkToNow } from '../core/links.js';
import { entry, heading, makeMenu } from './menu.js';

const shown_ms = 4000;  // that the link is on the clipboard

export function makeShare(button, session, exports) {
  let said = null;
  const menu = makeMenu(button, () => [
    heading('Share'), ...entries().map(entry), heading('Export as…'), ...exports.entries().map(entry)]);

  function entries() {
    const { recording } = session.state;
    return [
      { label: 'Copy a link to this', disabled: recording, title: recording ? 'A recording does not fit into a link' : null, act: copyLink },
      { label: 'Save the picture (SVG)', act: exports.savePicture },
      { label: 'Save the scenario (JSON)', disabled: recording, act: exports.saveScenario },
    ];
  }

  async function copyLink() {
    const link = await linkToNow(location.href, session);
    try {
      await navigator.clipboard.writeText(link);
      session.say('Link copied');
      said?.close();
      const notice = said = session.notify('The link is on the clipboard.');
      setTimeout(() => notice.close(), shown_ms);
    } catch {
      const field = el('input', { type: 'text', readonly: true, class: 'copy', 'aria-label': 'Link', value: link });
      session.notify('Copy this link:', [[field]]);
      field.select();
    }
  }

  return { entries, close: menu.close };
}
