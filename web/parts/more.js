// Everything that can be done, as a list: no command is out of reach of mouse or finger.

import { entry, heading, makeMenu } from './menu.js';

// own(): entries about the scenario, from the page.
export function makeMore(button, session, exports, own) {
  return makeMenu(button, () => [
    heading('Scenario'), ...own().map(entry),
    heading('Export as…'), ...exports.entries().map(entry),
    heading('Timeline'), ...session.commands.filter(({ id }) => !id.startsWith('export-'))
      .map(({ id, label, help, key_labels, enabled, checked }) => entry({
        label, keys: key_labels, title: help, disabled: !enabled, checked: isSwitch(id) ? checked : null, act: () => session.run(id),
      }))]);
}

const isSwitch = id => /^lanes-|^details$/.test(id);
