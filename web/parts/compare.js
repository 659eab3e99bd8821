// The strategies to compare, in a menu: the chips again, for a page whose panels are out of view.

import { setAttribute } from '../core/dom.js';
import { say } from '../core/say.js';
import { entry, heading, makeMenu } from './menu.js';

export function makeCompare(button, session) {
  const entries = new Map();  // id -> its entry, which stays the same while the menu is open
  const menu = makeMenu(button, () => [...keep(), heading(say('Strategies shown')), ...rows()]);

  const keep = () => session.commands.filter(({ id }) => id === 'keep-run').map(({ id, label, help, key_labels, enabled }) =>
    entry({ id, label, title: help, keys: key_labels, disabled: !enabled, act: () => session.run(id) }));

  function rows() {
    for (const id of entries.keys()) if (!session.strategies.some(one => one.id === id)) entries.delete(id);
    return session.strategies.map(({ id, label, shown, help }) => {
      if (!entries.has(id)) {
        entries.set(id, entry({ label, title: help, checked: shown, stay: true, act: () => session.act(() => session.model.toggleStrategy(id)) }));
      }
      const made = entries.get(id);
      setAttribute(made, 'aria-pressed', Boolean(shown));
      made.firstChild.textContent = label;
      return made;
    });
  }

  return {
    needs: 'results',
    update() {
      button.textContent = button.title = session.panels.compare;  // a phone may cut the text off
      button.hidden = session.state.recording;
      if (menu.element.matches(':popover-open')) rows();
    },
    close: menu.close,
  };
}
