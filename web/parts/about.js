// The scenario's description of itself.

import { el, setText } from '../core/dom.js';
import { say, translated } from '../core/say.js';
import { makeFold } from './fold.js';

export function makeAbout(root, session) {
  const words = el('p', { class: 'about' });
  const note = el('p', { class: 'about-note' });
  const fold = makeFold(root, say('About this scenario'), el('div', {}, words, note));
  return {
    needs: 'results',
    update() {
      const description = session.state.recording ? session.state.description : JSON.parse(session.source.text).description;
      setText(words, typeof description === 'string' ? translated(description) : '');
      setText(note, description ? session.state.description_note : '');
      fold.show(Boolean(description));
    },
    close: fold.close,
  };
}
