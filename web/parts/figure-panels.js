// More panels of a figure, if it asks for them: the verdict, why something waits, the legend.

import { el, rich, setText } from '../core/dom.js';

export function makeFigurePanels(root, session) {
  const verdict = el('p', { class: 'figure-verdict' });
  const reason = el('p', { class: 'figure-why' });
  const title = el('h2');
  const legend = el('ul', { class: 'figure-legend' });
  const why = el('section', {}, title, reason);
  root.append(verdict, why, legend);

  function showLegend(rows) {
    if (legend.children.length === rows.length) return;
    legend.replaceChildren(...rows.map(({ id, label }) => el('li', {}, el('span', { class: `sample ${id}` }), label)));
  }

  return {
    needs: ['figure', 'results', 'moment', 'help'],
    update() {
      const { figure, verdict: words, reason: because, help } = session.panels;
      const shown = name => figure.show.includes(name);
      verdict.hidden = !shown('verdict') || figure.question?.answered === false;  // it may tell the answer
      why.hidden = !shown('why') || !because?.sentence.length;
      legend.hidden = !shown('legend') || !help;
      root.hidden = verdict.hidden && why.hidden && legend.hidden;
      if (!verdict.hidden) verdict.replaceChildren(rich(words.sentence));
      if (!why.hidden) {
        setText(title, because.title);
        if (reason.textContent !== because.sentence.join('')) reason.replaceChildren(rich(because.sentence));
      }
      if (!legend.hidden) showLegend(help.legend);
    },
    close: () => root.replaceChildren(),
  };
}
