// Your prediction: what is asked, and how much of it was right. It is drawn on the timeline itself.

import { el, rich, setText } from '../core/dom.js';
import { makeFold } from './fold.js';

export function makePrediction(root, session) {
  const words = el('p', { class: 'prediction-words', role: 'status' });
  const check = el('button', { class: 'button primary', on: { click: () => session.run('check-prediction') } });
  const end = el('button', { class: 'button', on: { click: () => session.run('predict') } });
  const fold = makeFold(root, '', el('div', { class: 'card prediction' }, words, el('div', { class: 'pair' }, check, end)));
  fold.element.dataset.id = 'prediction';

  return {
    needs: 'prediction',
    update() {
      const now = session.panels.prediction;
      fold.show(now.sentence.length > 0);
      fold.title(now.title);
      setText(check, now.check);
      setText(end, now.close);
      words.replaceChildren(rich(now.sentence));
    },
    close: fold.close,
  };
}
