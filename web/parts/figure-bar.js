// The bar of a figure: play, the time, the knobs, full screen, and a menu with everything else.

import { el, setAttribute, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { makeFigureKnobs } from './figure-knobs.js';
import { setIcon } from './icons.js';
import { entry, heading, makeMenu } from './menu.js';

const steps = 1000;
const inMenu = ['step', 'step-back', 'zoom-in', 'zoom-out', 'fit'];

export function makeFigureBar(root, session, { links, reset, copy, lab }) {
  const life = new AbortController();
  const play = el('button', { class: 'button icon-only primary figure-play', on: { click: () => session.run('play') } });
  const time = el('output', { class: 'time', 'aria-label': say('Playhead') });
  const knobBox = el('div', { class: 'figure-knobs' });
  const full = el('button', { class: 'button icon-only', hidden: !document.fullscreenEnabled, on: { click: toggleFull } });
  const more = el('button', { class: 'button icon-only', 'aria-label': say('Menu'), title: say('Menu') });
  // A line that shows how far it is. The pointer drags the playhead on the timeline; this slider is for the keyboard.
  const scrub = el('input', { type: 'range', class: 'figure-scrub', min: 0, max: steps, step: 'any', 'aria-label': say('Playhead'), on: { input: scrubbed, keydown } });
  setIcon(full, 'fit');
  setIcon(more, 'more');
  root.append(play, time, scrub, knobBox, el('span', { class: 'space' }), full, more);
  const knobs = makeFigureKnobs(knobBox, session);
  const menu = makeMenu(more, () => [
    ...inMenu.map(id => session.commands.find(command => command.id === id)).filter(Boolean)
      .map(({ id, label, key_labels, enabled }) => entry({ label, keys: key_labels, disabled: !enabled, stay: true, act: () => session.run(id) })),
    entry({ label: say('Reset'), act: reset }),
    heading(say('How fast it plays')),
    ...session.panels.rates.map(({ id, label, emphasis }) => entry({
      label, id: `rates/${id}`, checked: emphasis === 'strong', act: () => session.act(() => session.model.rate(Number(id)), { announce: false }),
    })),
    heading(say('Share')),
    entry({ label: say('Copy a link to this view'), act: () => void copyLink() }),
    links ? entry({ label: say('Open in the lab'), act: () => void openLab() }) : null,
  ].filter(Boolean));

  const { documentElement } = document;
  const nameFull = () => {
    const label = document.fullscreenElement ? say('Leave full screen') : say('Full screen');
    setAttribute(full, 'aria-label', label);
    setAttribute(full, 'title', label);
  };
  document.addEventListener('fullscreenchange', nameFull, { signal: life.signal });
  nameFull();

  function toggleFull() {
    const change = document.fullscreenElement ? document.exitFullscreen() : documentElement.requestFullscreen();
    change.catch(() => session.notify(say('This page does not allow full screen here.')));
  }

  async function copyLink() {
    const link = await copy();
    try {
      await navigator.clipboard.writeText(link);
      const notice = session.notify(say('The link is on the clipboard.'));
      setTimeout(notice.close, 4000);
    } catch {
      const field = el('input', { type: 'text', readonly: true, class: 'copy', 'aria-label': say('Link'), value: link });
      session.notify(say('Copy this link:'), [[field]]);
      field.select();
    }
  }

  // The window is opened at once, because a browser allows it only as the answer to a click.
  async function openLab() {
    const link = el('a', { href: await lab(), target: '_blank', rel: 'noopener noreferrer' });
    link.click();
  }

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
      menu.close();
      root.replaceChildren();
    },
  };
}
