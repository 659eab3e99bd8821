// Everything that can be done, as a list: every command can be reached with a mouse or a finger.

import { keepLanguage } from '../core/language.js';
import { say } from '../core/say.js';
import { otherLanguages } from './language.js';
import { entry, heading, makeMenu } from './menu.js';

// own(): entries about the scenario, from the page.
export function makeMore(button, session, exports, own) {
  return makeMenu(button, () => [
    heading(say('Scenario')), ...own().map(entry),
    heading(say('Export as…')), ...exports.entries().map(entry),
    heading(say('Timeline')), ...session.commands.filter(({ group }) => group !== 'exports')
      .map(({ id, label, help, key_labels, enabled, checked, as_setting }) => entry({
        label, keys: key_labels, title: help, disabled: !enabled, checked: as_setting ? checked : null, act: () => session.run(id),
      })),
    heading(say('Language')), ...otherLanguages().map(({ tag, name, href }) => entry({ id: `language-${tag}`, label: name, untranslated: true, act: () => {
      keepLanguage(tag);
      location.assign(href);
    } }))]);
}
