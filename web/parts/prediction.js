// Your prediction: how much of it was right, and its buttons. It is drawn on the timeline itself.

import { el, setText, starred } from '../core/dom.js';
import { makeFold } from './fold.js';

export function makePrediction(root, session) {
  const words = el('p', { class: 'prediction-words', role: 'status' });
  const check = el('button', { class: 'button primary', on: { click: () => session.run('check-prediction') } }, 'Check');
  const end = el('button', { class: 'button', on: { click: () => session.run('predict') } }, 'Close');
  const fold = makeFold(root, 'Your prediction', el('div', { class: 'card prediction' }, words, el('div', { class: 'pair' }, check, end)));
  let shown = '';

  return {
    needs: 'moment',
    update() {
      const { prediction } = session.state;
      fold.show(prediction);
      if (!prediction) return;
      setText(check, prediction.revealed ? 'Cover again' : 'Check');
      if (prediction.words === shown) return;
      shown = prediction.words;
      words.replaceChildren(starred(shown));
    },
    close: fold.close,
  };
}
