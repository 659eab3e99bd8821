// A dialog that lists what a program of the reader can use.

import { el } from '../core/dom.js';
import { say } from '../core/say.js';
import { makeDialog } from './dialogs.js';

const code = names => el('p', { class: 'words-code' }, ...names.flatMap((name, i) => [i > 0 ? ' ' : '', el('code', {}, name)]));

export function makeProgramWords(root) {
  const dialog = makeDialog(root, say('What can I use?'), 'program-words');
  const part = (title, text, names = []) => [el('h3', {}, title), el('p', {}, text), names.length > 0 ? code(names) : null];
  dialog.fill(...[
    part(say('The language'), say('All of modern JavaScript is available: promises, async functions, generators, classes, modules, regular expressions, BigInt and typed arrays. There are no packages, and there is no Intl.')),
    part(say('Time'), say('The clock is simulated, so a program has the same times in every run. The time that computing takes depends on the number of steps. There are two additional functions: one computes for some milliseconds, and the other waits for a database without blocking the loop.'), ['busy(3)', 'await db("user 7", 20)']),
    part(say('Node.js'), say('Timers, ticks and immediates run in the same order as in Node.js 20. The modules below are available. Files exist only while the program runs, and nothing is read from your computer.'),
      ['fs', 'fs/promises', 'crypto', 'zlib', 'timers/promises', 'events', 'util', 'assert', 'path', 'url']),
    part(say('Browser'), say('Tasks, microtasks and pictures take turns as in a browser. There is no page to draw on.'),
      ['setTimeout', 'requestAnimationFrame', 'MessageChannel', 'scheduler', 'fetch', 'AbortController']),
    part(say('Keys'), say('Ctrl Enter runs the program at once. Tab indents; Escape and then Tab leaves the editor. Alt Enter goes to the moments when a line runs.')),
  ].flat());
  return { open: () => dialog.element.showModal(), close: () => dialog.element.remove() };
}
