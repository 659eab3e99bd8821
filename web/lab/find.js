// Find: a box over the timeline. "/" opens it; Enter goes on, Shift+Enter back, Esc closes.

import { byId, el, setAttribute, setText } from '../dom.js';
import { setIcon } from './icons.js';

const pause_ms = 120;  // after the last key, before a long run is searched

export function makeFind(lab) {
  const box = byId('find-box');
  let timer = 0;

  const input = el('input', {
    type: 'search', id: 'find-input', maxlength: 200, spellcheck: 'false', autocomplete: 'off', placeholder: 'task, thread, reason, device, mark',
    'aria-label': 'Find in the timeline', on: { input: () => { clearTimeout(timer); timer = setTimeout(look, pause_ms); }, keydown },
  });
  const words = el('output', { class: 'find-words', for: 'find-input' });
  const button = (name, label, act) => {
    const made = el('button', { class: 'button icon-only quiet', 'aria-label': label, title: label, on: { click: act } });
    setIcon(made, name);
    return made;
  };
  const back = button('up', 'Previous find (Shift Enter)', () => go('find-previous'));
  const on = button('down', 'Next find (Enter)', () => go('find-next'));
  box.append(input, words, el('div', { class: 'pair' }, back, on, button('close', 'Close (Esc)', close)));

  function look() {
    clearTimeout(timer);
    timer = 0;
    if (lab.state.find) lab.act(() => void lab.model.find(input.value), { announce: false });
  }

  function go(id) {
    if (timer || lab.state.find?.text !== input.value) look();
    lab.run(id);
  }

  function close() {
    clearTimeout(timer);
    timer = 0;
    if (lab.state.find) lab.run('find');
    byId('canvas').focus({ preventScroll: true });
  }

  function keydown(event) {
    if (event.key === 'Enter') go(event.shiftKey ? 'find-previous' : 'find-next');
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  }

  return {
    update() {
      const { find } = lab.state;
      const opens = box.hidden && find;
      box.hidden = !find;
      if (!find) return;
      if (opens) {
        input.value = find.text;
        input.focus();
        input.select();
      }
      setText(words, find.words);
      const none = !find.words || find.words.startsWith('nothing');
      setAttribute(words, 'data-none', find.words.startsWith('nothing'));
      back.disabled = on.disabled = none;
    },
  };
}
