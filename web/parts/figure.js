// One compact figure: a bar with play, the time, its knobs and a menu; the timeline; numbers; a caption; a question.
//
//   +-------------------------------------------------------+
//   | >  12.4 ms   Time slice ---o--- 40 ms          [] ... |   figure-bar.js, figure-knobs.js, figure-menu.js
//   +-------------------------------------------------------+
//   | canvas                                                |   figure-stage.js
//   +-------------------------------------------------------+
//   | missed ?   p95 43.4 ms        concurrency 4 ...       |   figure-numbers.js, figure-panels.js
//   | caption                                               |
//   | How many come too late? [   ] Answer  Show the answer |   figure-question.js
//   +-------------------------------------------------------+
//
// The session has been opened with a figure; what is around its timeline is the part "figure" of the panels.

import { el, setText } from '../core/dom.js';
import { makeFigureBar } from './figure-bar.js';
import { makeFigureNumbers } from './figure-numbers.js';
import { makeFigurePanels } from './figure-panels.js';
import { makeFigureQuestion } from './figure-question.js';
import { makeFigureStage } from './figure-stage.js';

// later: a promise of {makeFigureMenu, makeHover, makeLateMoment}, which nobody misses before the first frame. links: whether it may lead
// to the lab. reset(), copy() -> a link, embed() -> the address for a frame, lab() -> an address, predicted(data): see v1/live.js.
export function makeFigure(root, session, { later, links, reset, copy, embed, lab, predicted }) {
  const heading = el('h1', { class: 'hidden', dir: 'auto' });
  const note = el('p', { class: 'figure-caption figure-note' });
  const caption = el('p', { class: 'figure-caption', dir: 'auto' });
  const [bar, sheet, foot, panels, ask] = ['bar', 'stage', 'foot', 'panels', 'ask'].map(name => el('div', { class: `figure-${name}` }));
  const pictures = el('div', { class: 'moment', hidden: true });
  root.append(heading, bar, pictures, sheet, foot, panels, note, caption, ask);

  const controls = makeFigureBar(bar, session, { later, links, reset, copy, embed, lab });
  const stage = makeFigureStage(sheet, session);
  const question = makeFigureQuestion(ask, session, { predicted });
  let hover = null;
  let moment = null;
  let closed = false;
  later.then(all => {
    if (closed) return;
    if (session.model.hover) hover = all.makeHover(root, session, stage.canvas);  // the whole module draws its own
    moment = all.makeLateMoment(pictures, session);
    session.want();
  }, () => {});
  const parts = [controls, stage, makeFigureNumbers(foot, session), makeFigurePanels(panels, session), question];

  const show = (element, text) => {
    setText(element, text);
    element.hidden = !text;
  };

  return {
    canvas: stage.canvas,
    start: stage.start,
    height: stage.height,
    inSight: () => moment?.inSight(),
    focus: controls.focus,
    picture: stage.picture,
    answer: question.answer,
    restore: question.restore,
    update(news) {
      if (news.figure) {
        show(heading, session.panels.figure.title);
        show(note, session.panels.figure.note);
        show(caption, session.panels.figure.caption);
      }
      if (session.isWhole()) {
        hover?.update();
        moment?.update();
      }
      for (const part of parts) {
        const { needs } = part;
        if (!needs || [needs].flat().some(name => news[name])) part.update(news);
      }
    },
    close() {
      closed = true;
      hover?.close();
      moment?.close();
      for (const part of parts) part.close();
      root.replaceChildren();
    },
  };
}
