// The ? dialog: every command with its keys, from the command table, and how the mouse works.

import { el } from '../core/dom.js';
import { makeDialog } from './dialogs.js';

// Opens when the state asks for help: by key, by button or by menu.
export function makeHelp(root, session) {
  const dialog = makeDialog(root, '', 'help');
  const { element } = dialog;

  function open() {
    const { title, text, keys_title: keys, mouse_title: gestures, mouse, legend_title: shapes, legend } = session.panels.help;
    dialog.title(title);
    dialog.fill(
      el('p', {}, text),
      el('div', { class: 'help-columns' },
        table(keys, session.commands.filter(command => command.keys.length > 0)
          .map(({ id, key_labels, help }) => ({ id, label: keyList(key_labels), value: help }))),
        el('div', {},
          table(gestures, mouse),
          el('h3', {}, shapes),
          el('ul', { class: 'legend' }, ...legend.map(({ id, label }) =>
            el('li', { 'data-id': `help/${id}` }, el('span', { class: `sample ${id}`, 'aria-hidden': 'true' }), label))))));
    element.showModal();
  }

  return {
    needs: 'commands',
    update() {
      if (!session.state.help) return;
      session.model.command('help');  // the request has been fulfilled
      session.state.help = false;
      if (!element.open) open();
    },
    close: () => element.remove(),
  };
}

function table(title, rows) {
  return el('table', { class: 'keys' }, el('caption', {}, title), el('tbody', {}, ...rows.map(({ id, label, value }) =>
    el('tr', { 'data-id': `help/${id}` }, el('th', { scope: 'row' }, ...[label].flat()), el('td', {}, value)))));
}

const keyList = keys => [...new Set(keys)].flatMap((key, i) => [i > 0 ? ' ' : '', el('kbd', {}, key)]);
