// Predictions: a button that begins one, the question, and how much of the prediction was right. The user draws it on
// the timeline itself, and nothing else reveals the answer until the prediction has been checked.

import { el, rich, setAttribute, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { makeFold } from './fold.js';

export function makePrediction(root, session) {
  const words = el('p', { class: 'prediction-words', role: 'status' });
  const check = el('button', { class: 'button primary', on: { click: () => session.run('check-prediction') } });
  const end = el('button', { class: 'button', on: { click: () => session.run('predict') } });
  const fold = makeFold(root, '', el('div', { class: 'card prediction' }, words, el('div', { class: 'pair' }, check, end)));
  fold.element.dataset.id = 'prediction';
  const begin = el('button', { class: 'button predict', on: { click: () => session.run('predict') } });
  fold.element.before(begin);

  return {
    needs: ['prediction', 'commands'],
    update() {
      const { label, help, enabled, key_labels: keys } = session.commands.find(({ id }) => id === 'predict');
      begin.hidden = !enabled || session.panels.prediction.sentence.length > 0;
      setText(begin, say('Predict what comes next'));
      setAttribute(begin, 'title', say('{label} ({key}): {help}', { label, key: keys[0], help }));
      const now = session.panels.prediction;
      fold.show(now.sentence.length > 0);
      fold.title(now.title);
      setText(check, now.check);
      setText(end, now.close);
      words.replaceChildren(rich(now.sentence));
    },
    close() {
      begin.remove();
      fold.close();
    },
  };
}
