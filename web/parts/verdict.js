// The verdict: what the runs are, in words.

import { el, starred } from '../core/dom.js';
import { makeFold } from './fold.js';

export function makeVerdict(root, session) {
  const words = el('p', { class: 'card verdict' });
  const fold = makeFold(root, 'Verdict', words);
  return {
    needs: 'results',
    update() {
      const { verdict } = session.results;
      words.replaceChildren(verdict.includes('*') ? starred(verdict) : threeWords(verdict));
    },
    close: fold.close,
  };
}

// The three words stand out.
function threeWords(sentence) {
  return starred(sentence.replace(/\b(concurrent|parallel|asynchronous)\b/g, '*$1*'));
}
