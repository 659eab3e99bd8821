// Prints the picture as SVG, in light colours and with its title, legend and verdict, because the canvas would be empty
// on paper.

import { el } from '../core/dom.js';

export function makePaper(root, session) {
  const life = new AbortController();
  const element = el('div', { class: 'on-paper', 'aria-hidden': 'true' });
  root.append(element);
  const page = document.documentElement.dataset;
  let theme = null;  // the theme of the page, which is restored after printing

  addEventListener('beforeprint', () => {
    const { view } = session.state;
    const text = view && view !== 'timeline' ? session.model.stageSvg(760, true, true, false) : session.model.picture(true, true, true, false);
    const { documentElement: picture } = new DOMParser().parseFromString(text, 'image/svg+xml');
    if (!element.firstChild) theme = page.theme ?? null;  // otherwise it is about to be printed already
    element.replaceChildren(document.importNode(picture, true));
    page.theme = 'light';
  }, { signal: life.signal });
  addEventListener('afterprint', () => {
    element.replaceChildren();
    if (theme === null) delete page.theme;
    else page.theme = theme;
  }, { signal: life.signal });

  return {
    close() {
      life.abort();
      element.remove();
    },
  };
}
