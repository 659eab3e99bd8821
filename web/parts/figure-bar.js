// The bar of a figure: play, the time, the knobs, and the buttons of figure-menu.js: full screen, and a menu with everything
// else.

import { el, setAttribute, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { makeFigureKnobs } from './figure-knobs.js';
import { setIcon } from './icons.js';

const steps = 1000;

// later: a promise of figure-menu.js. The others are for it.
export function makeFigureBar(root, session, { later, links, reset, copy, embed, lab }) {
  const life = new AbortController();
  const play = el('button', { class: 'button icon-only primary figure-play', on: { click: () => session.run('play') } });
  const time = el('output', { class: 'time', 'aria-label': say('Playhead') });
  const knobBox = el('div', { class: 'figure-knobs' });
  const full = el('button', { class: 'button icon-only', hidden: !document.fullscreenEnabled, 'aria-label': say('Full screen'), title: say('Full screen'), disabled: true });
  const more = el('button', { class: 'button icon-only', 'aria-label': say('Menu'), title: say('Menu'), disabled: true });
  // A line that shows how far it is. The pointer drags the playhead on the timeline; this slider is for the keyboard.
  const scrub = el('input', { type: 'range', class: 'figure-scrub', min: 0, max: steps, step: 'any', 'aria-label': say('Playhead'), on: { input: scrubbed, keydown } });
  setIcon(full, 'fit');
  setIcon(more, 'more');
  root.append(play, time, scrub, knobBox, el('span', { class: 'space' }), full, more);
  const knobs = makeFigureKnobs(knobBox, session);
  let menu = null;
  later.then(({ makeFigureMenu }) => {
    if (!life.signal.aborted) menu = makeFigureMenu({ full, more }, session, { links, reset, copy, embed, lab });
  }, () => {});

  function scrubbed() {
    session.act(() => session.model.seek(Math.round((scrub.valueAsNumber / steps) * session.end())), { announce: false });
  }

  function keydown(event) {
    const id = { ArrowLeft: 'step-back', ArrowDown: 'step-back', ArrowRight: 'step', ArrowUp: 'step' }[event.key];
    if (!id) return;
    event.preventDefault();
    session.run(id);
  }

  return {
    needs: ['moment', 'commands', 'clock', 'results', 'figure'],
    focus: () => play.focus({ preventScroll: true }),
    update(news) {
      if (news.results || news.figure) knobs.update();
      const { playing, playhead_ns } = session.state;
      setIcon(play, playing ? 'pause' : 'play');
      setAttribute(play, 'aria-label', playing ? say('Pause') : say('Play'));
      setAttribute(play, 'title', playing ? say('Pause') : say('Play'));
      setText(time, session.panels.clock.time);
      const share = session.end() > 0 ? playhead_ns / session.end() : 0;
      if (Math.abs(scrub.valueAsNumber - steps * share) > 1e-6) scrub.value = steps * share;
      scrub.style.setProperty('--fill', `${100 * Math.min(share, 1)}%`);
      setAttribute(scrub, 'aria-valuetext', session.panels.clock.whole);
    },
    close() {
      life.abort();
      menu?.close();
      root.replaceChildren();
    },
  };
}
