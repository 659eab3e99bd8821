// Share: a link to what is on screen, the picture, the scenario.

import { el } from '../core/dom.js';
import { linkToNow } from '../core/links.js';
import { say } from '../core/say.js';
import { entry, heading, makeMenu } from './menu.js';

const shown_ms = 4000;  // how long it says that the link was copied

export function makeShare(button, session, exports) {
  let said = null;
  const menu = makeMenu(button, () => [
    heading(say('Share')), ...entries().map(entry), heading(say('Export as…')), ...exports.entries().map(entry)]);

  function entries() {
    const { recording } = session.state;
    return [
      { label: say('Copy a link to this'), disabled: recording, title: recording ? say('A recording does not fit into a link.') : null, act: copyLink },
      { label: say('Save the picture (SVG)'), act: exports.savePicture },
      { label: say('Save the scenario (JSON)'), disabled: recording, act: exports.saveScenario },
    ];
  }

  async function copyLink() {
    const link = await linkToNow(location.href, session);
    try {
      await navigator.clipboard.writeText(link);
      session.speak(say('The link has been copied.'));
      said?.close();
      const notice = said = session.notify(say('The link is on the clipboard.'));
      setTimeout(() => notice.close(), shown_ms);
    } catch {
      const field = el('input', { type: 'text', readonly: true, class: 'copy', 'aria-label': say('Link'), value: link });
      session.notify(say('Copy this link:'), [[field]]);
      field.select();
    }
  }

  return { entries, close: menu.close };
}
