// A dialog to choose a program of core/programs.js: it shows the questions and what to try.

import { el } from '../core/dom.js';
import { programs, runtimeOf } from '../core/programs.js';
import { say } from '../core/say.js';
import { makeDialog } from './dialogs.js';

// button: opens the dialog. choose(file): the reader has chosen a program.
export function makeProgramPicker(root, button, choose) {
  const dialog = makeDialog(root, say('Choose a program'), 'programs-dialog');
  const card = ([file, { title, advice }]) => el('li', {}, el('button', { class: 'program-card', 'data-id': file, on: { click: () => take(file) } },
    el('strong', {}, title()), el('span', {}, advice()), runtimeOf(file) === 'browser' ? el('small', {}, say('Browser')) : null));
  dialog.fill(
    el('p', { class: 'programs-words' }, say('Each is a question. Guess first, and then look at the timeline.')),
    el('ul', { class: 'programs-list' }, ...Object.entries(programs).map(card)));
  button.disabled = false;
  button.addEventListener('click', open);

  function take(file) {
    dialog.element.close();
    choose(file);
  }

  function open() {
    dialog.element.showModal();
  }

  return {
    open,
    close() {
      button.removeEventListener('click', open);
      dialog.element.remove();
    },
  };
}
