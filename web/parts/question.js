// The question of a figure that was opened in the lab, above the results.

import { el } from '../core/dom.js';
import { say } from '../core/say.js';
import { makeFigureQuestion } from './figure-question.js';
import { makeFold } from './fold.js';

export function makeQuestion(root, session) {
  const box = el('div', { class: 'card prediction' });
  const fold = makeFold(root, say('Question'), box);
  const question = makeFigureQuestion(box, session, { predicted() {} });
  return {
    needs: 'figure',
    update() {
      question.update();
      fold.element.hidden = box.hidden;
    },
    close() {
      question.close();
      fold.close();
    },
  };
}
