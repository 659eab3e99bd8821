// Above the canvas: play, step, the position in time, the rate, and the zoom.

import { el, setAttribute, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { setIcon } from './icons.js';
import { entry, heading, makeMenu } from './menu.js';

const steps = 1000;

export function makeTransport(root, session) {
  const buttons = new Map();  // command -> button

  const button = (id, picture, extra = '') => {
    const made = el('button', { class: `button icon-only ${extra}`, on: { click: () => session.run(id) } });
    setIcon(made, picture);
    buttons.set(id, made);
    return made;
  };

  const time = el('output', { class: 'time', 'aria-label': say('Playhead') });
  const rate = el('button', { class: 'rate', title: say('Playback speed') });
  const scrub = el('input', { type: 'range', class: 'scrub', min: 0, max: steps, step: 'any',
                              'aria-label': say('Playhead'), on: { input: scrubbed, keydown } });
  const hints = el('span', { class: 'hints', 'aria-hidden': 'true' });

  root.append(
    el('div', { class: 'pair' }, button('start', 'start'), button('step-back', 'back'), button('play', 'play', 'primary'), button('step', 'forward')),
    time, rate, scrub, hints,
    el('div', { class: 'pair tools' }, button('find', 'find'), button('mark', 'mark'), button('range', 'measure')),
    el('div', { class: 'pair' }, button('zoom-out', 'minus'), button('zoom-in', 'plus'), button('fit', 'fit')));

  makeMenu(rate, () => [
    heading(say('Playback speed')),
    ...session.panels.rates.map(({ id, label, emphasis }) => entry({
      label, id: `rates/${id}`, checked: emphasis === 'strong', act: () => session.act(() => session.model.rate(Number(id)), { announce: false }),
    })),
    ...session.commands.filter(({ group }) => group === 'rate').map(({ id, label, key_labels, enabled, checked }) => entry({
      label, keys: key_labels, disabled: !enabled, checked, stay: checked === null, act: () => session.run(id),
    }))]);

  function scrubbed() {
    session.act(() => session.model.seek(Math.round((scrub.valueAsNumber / steps) * session.end())), { announce: false });
  }

  // On the slider the arrows step from event to event, as they do on the canvas.
  function keydown(event) {
    const id = { ArrowLeft: 'step-back', ArrowDown: 'step-back', ArrowRight: 'step', ArrowUp: 'step' }[event.key];
    if (!id) return;
    event.preventDefault();
    session.run(id);
  }

  function nameButtons() {
    for (const [id, made] of buttons) {
      const command = session.commands.find(one => one.id === id);
      made.hidden = !command;
      if (!command) continue;
      made.disabled = !command.enabled;
      const [key] = command.key_labels;
      setAttribute(made, 'title', key ? say('{label} ({key})', { label: command.label, key }) : command.label);
      setAttribute(made, 'aria-label', command.label);
      if (command.checked !== null && id !== 'play') setAttribute(made, 'aria-pressed', command.checked);
    }
  }

  return {
    needs: ['moment', 'commands', 'clock', 'help'],
    update(news) {
      if (news.commands) nameButtons();
      if (news.help) hints.replaceChildren(...session.panels.hints.flatMap(({ id, label, value }, i) =>
        [i > 0 ? ' · ' : '', el('span', { 'data-id': `hints/${id}` }, `${label} ${value}`)]));
      const { playhead_ns, playing } = session.state;
      const { time: text, whole, rate: speed } = session.panels.clock;
      setIcon(buttons.get('play'), playing ? 'pause' : 'play');
      setAttribute(buttons.get('play'), 'aria-label', playing ? say('Pause') : say('Play'));
      setText(time, text);
      setText(rate, speed);
      const share = session.end() > 0 ? playhead_ns / session.end() : 0;
      if (Math.abs(scrub.valueAsNumber - steps * share) > 1e-6) scrub.value = steps * share;
      scrub.style.setProperty('--fill', `${100 * Math.min(share, 1)}%`);
      setAttribute(scrub, 'aria-valuetext', whole);
    },
    close: () => root.replaceChildren(),
  };
}
