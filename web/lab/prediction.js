// Your prediction: what is said of it, and its buttons. It is drawn on the timeline itself.

import { byId, setText, starred } from '../dom.js';

export function makePrediction(lab) {
  const check = byId('check-prediction');
  let shown = '';
  check.addEventListener('click', () => lab.run('check-prediction'));
  byId('end-prediction').addEventListener('click', () => lab.run('predict'));

  return {
    update() {
      const { prediction } = lab.state;
      byId('prediction-fold').hidden = !prediction;
      if (!prediction) return;
      setText(check, prediction.revealed ? 'Cover again' : 'Check');
      if (prediction.words === shown) return;
      shown = prediction.words;
      byId('prediction').replaceChildren(starred(shown));
    },
  };
}
