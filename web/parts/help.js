// The ? dialog: every command with its keys, from the command table, and how the mouse works.

import { el } from '../core/dom.js';
import { makeDialog } from './dialogs.js';

const mouse = [
  ['Click a bar or a gap', 'select it: why it is there'],
  ['Double click a bar', 'zoom to it'],
  ['Drag', 'pan'],
  ['Shift + drag', 'select a range: its length and what happened in it'],
  ['Drag on the map', 'move the view; its edges zoom'],
  ['Drag the axis or the playhead', 'go to a moment'],
  ['Ctrl or ⌘ + wheel, pinch', 'zoom at the pointer'],
  ['Shift + wheel, sideways wheel', 'pan'],
  ['Press and hold', 'be told what is under the finger'],
  ['Wheel, one finger up or down', 'scroll the page'],
];

// Opens when the state asks for help: by key, by button or by menu.
export function makeHelp(root, session) {
  const { element, fill } = makeDialog(root, 'Keys and mouse', 'help');

  function open() {
    fill(
      el('p', {}, 'The keys count while the timeline has the focus: click it, or come to it with Tab. Tab and Esc leave it. All of it is in the menu, too.'),
      el('div', { class: 'help-columns' },
        table('Keys', session.commands.filter(command => command.keys.length > 0).map(command => [keyList(command.key_labels), command.help])),
        el('div', {},
          table('Mouse and touch', mouse),
          el('h3', {}, 'What is drawn'),
          legend())));
    element.showModal();
  }

  return {
    needs: 'commands',
    update() {
      if (!session.state.help) return;
      session.model.command('help');  // it is carried out
      session.state.help = false;
      if (!element.open) open();
    },
    close: () => element.remove(),
  };
}

function table(title, rows) {
  return el('table', { class: 'keys' }, el('caption', {}, title),
            el('tbody', {}, ...rows.map(([keys, what]) => el('tr', {}, el('th', { scope: 'row' }, ...[keys].flat()), el('td', {}, what)))));
}

const keyList = keys => [...new Set(keys)].flatMap((key, i) => [i > 0 ? ' ' : '', el('kbd', {}, key)]);

function legend() {
  const rows = [
    ['solid', 'running; the colour is the task’s'],
    ['thin', 'ready: wants a core'],
    ['hatched', 'blocked: holds a thread and waits'],
    ['dotted', 'waits, with no thread'],
    ['outline', 'queued'],
    ['sliver', 'a switch from thread to thread, or another overhead'],
    ['shared', 'runs on a part of a core: as high as that part'],
    ['boot', 'a server boots'],
    ['up', 'a server is up'],
    ['drains', 'a server takes no new tasks'],
  ];
  return el('ul', { class: 'legend' }, ...rows.map(([name, what]) =>
    el('li', {}, el('span', { class: `sample ${name}`, 'aria-hidden': 'true' }), what)));
}
