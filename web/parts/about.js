// What the scenario says of itself.

import { el, setText } from '../core/dom.js';
import { makeFold } from './fold.js';

export function makeAbout(root, session) {
  const words = el('p', { class: 'about' });
  const fold = makeFold(root, 'About this scenario', words);
  return {
    needs: 'results',
    update() {
      const description = session.state.recording ? session.state.description : JSON.parse(session.source.text).description;
      setText(words, typeof description === 'string' ? description : '');
      fold.show(Boolean(description));
    },
    close: fold.close,
  };
}
