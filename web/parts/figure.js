// One compact figure: a bar with play, the time, its knobs and a menu; the timeline; numbers; a caption; a question.
//
//   +-------------------------------------------------------+
//   | >  12.4 ms   Time slice ---o--- 40 ms          [] ... |   figure-bar.js, figure-knobs.js
//   +-------------------------------------------------------+
//   | canvas                                                |   figure-stage.js
//   +-------------------------------------------------------+
//   | missed ?   p95 43.4 ms        concurrency 4 ...       |   figure-numbers.js
//   | caption                                               |
//   | How many come too late? [   ] Answer  Show the answer |   figure-question.js
//   +-------------------------------------------------------+

import { el, setText } from '../core/dom.js';
import { cleanText } from '../core/values.js';
import { makeFigureBar } from './figure-bar.js';
import { makeFigureNumbers } from './figure-numbers.js';
import { makeFigureQuestion } from './figure-question.js';
import { makeFigureStage } from './figure-stage.js';

// figure: as data. answer: what was answered in an earlier life, or null. links: whether it may lead to the lab.
// reset(), copy() -> a link, lab() -> an address, predicted(data): see v1/live.js.
export function makeFigure(root, session, { figure, answer, links, reset, copy, lab, predicted }) {
  const heading = el('h1', { class: 'hidden', dir: 'auto' });
  const caption = el('p', { class: 'figure-caption', dir: 'auto' });
  const [bar, sheet, foot, ask] = ['bar', 'stage', 'foot', 'ask'].map(name => el('div', { class: `figure-${name}` }));
  root.append(heading, bar, sheet, foot, caption, ask);

  const question = makeFigureQuestion(ask, session, { predicted: data => {
    stage.uncover();
    numbers.update();
    predicted(data);
  } });
  const stage = makeFigureStage(sheet, session, { isOpen: question.isOpen });
  const numbers = makeFigureNumbers(foot, session, { hidden: question.hides });
  const controls = makeFigureBar(bar, session, { links, reset, copy, lab });
  const parts = [controls, stage, numbers, question];

  function open(next, given) {
    figure = next;
    controls.open(figure);
    question.open(figure, given);
    stage.open(figure);
    const text = typeof figure.caption === 'string' ? cleanText(figure.caption, 500) : '';
    setText(caption, text);
    caption.hidden = !text;
  }
  open(figure, answer);

  return {
    open,
    start: stage.start,
    focus: controls.focus,
    picture: stage.picture,
    answer: question.answer,
    canvas: stage.canvas,
    update(news) {
      setText(heading, figure.title || session.state.title);
      for (const part of parts) {
        const { needs } = part;
        if (!needs || [needs].flat().some(name => news[name])) part.update(news);
      }
    },
    close() {
      for (const part of parts) part.close();
      root.replaceChildren();
    },
  };
}
