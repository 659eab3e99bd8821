// Everything that can be done, as a list: no command is out of reach of mouse or finger.

import { entry, heading, makeMenu } from './menu.js';

// own(): entries about the scenario, from the page.
export function makeMore(button, session, exports, own) {
  return makeMenu(button, () => [
    heading('Scenario'), ...own().map(entry),
    heading('Export as…'), ...exports.entries().map(entry),
    heading('Timeline'), ...session.commands.filter(({ group }) => group !== 'exports')
      .map(({ id, label, help, key_labels, enabled, checked, as_setting }) => entry({
        label, keys: key_labels, title: help, disabled: !enabled, checked: as_setting ? checked : null, act: () => session.run(id),
      }))]);
}
