// A heading that opens and closes what is below it. Most parts of a panel are one.

import { el, freshId, setText } from '../core/dom.js';

// Appends itself to `root`. `titleId` is for labels that refer to the heading.
export function makeFold(root, title, ...content) {
  const titleId = freshId('title');
  const heading = el('h2', { id: titleId }, title);
  const element = el('details', { class: 'fold', open: true }, el('summary', {}, heading), ...content);
  root.append(element);
  return {
    element,
    titleId,
    title: text => setText(heading, text),
    show: on => { element.hidden = !on; },
    close: () => element.remove(),
  };
}
