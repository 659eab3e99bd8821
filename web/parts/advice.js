// Which tools people use in the situation that the run in focus shows, and what each does and does not.

import { el, rich } from '../core/dom.js';
import { makeFold } from './fold.js';

export function makeAdvice(root, session) {
  const body = el('div', { class: 'advice' });
  const fold = makeFold(root, '', body);
  fold.element.open = false;

  return {
    needs: 'code',
    update() {
      const { title, situations } = session.panels.advice;
      fold.show(situations.length > 0);
      if (situations.length === 0) return;
      fold.title(title);
      body.replaceChildren(...situations.map(({ id, label, idea, tools }) =>
        el('section', { class: 'card', 'data-id': `advice/${id}` },
          el('h3', {}, label),
          el('p', {}, rich(idea)),
          el('dl', {}, ...tools.map(({ name, text }) => el('div', {}, el('dt', { translate: 'no' }, name), el('dd', {}, rich(text))))))));
    },
    close: fold.close,
  };
}
