// Find: a box over the timeline. "/" opens it; Enter goes to the next match, Shift+Enter to the previous one, Esc
// closes.

import { el, freshId, setAttribute, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { setIcon } from './icons.js';

const pause_ms = 120;  // after the last key, before a long run is searched

// closed(): the focus returns to where it came from.
export function makeFind(root, session, { closed = () => {} } = {}) {
  const inputId = freshId('find');
  let timer = 0;

  const input = el('input', {
    type: 'search', id: inputId, maxlength: 200, spellcheck: 'false', autocomplete: 'off', 'aria-label': say('Find in the timeline'), on: { input: () => { clearTimeout(timer); timer = setTimeout(look, pause_ms); }, keydown },
  });
  const words = el('output', { class: 'find-words', for: inputId });
  const button = (name, label, act) => {
    const made = el('button', { class: 'button icon-only quiet', 'aria-label': label, title: label, on: { click: act } });
    setIcon(made, name);
    return made;
  };
  const back = button('up', say('Previous match (Shift Enter)'), () => go('find-previous'));
  const on = button('down', say('Next match (Enter)'), () => go('find-next'));
  const box = el('div', { class: 'find-box', role: 'search', hidden: true },
                 input, words, el('div', { class: 'pair' }, back, on, button('close', say('Close (Esc)'), close)));
  root.append(box);

  function look() {
    clearTimeout(timer);
    timer = 0;
    if (session.state.find) session.act(() => void session.model.find(input.value), { announce: false });
  }

  function go(id) {
    if (timer || session.state.find?.text !== input.value) look();
    if (!session.panels.found.none) session.run(id);
  }

  function close() {
    clearTimeout(timer);
    timer = 0;
    if (session.state.find) session.run('find');
    closed();
  }

  function keydown(event) {
    if (event.key === 'Enter') go(event.shiftKey ? 'find-previous' : 'find-next');
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  }

  return {
    needs: ['find', 'commands'],
    update() {
      const { find } = session.state;
      const opens = box.hidden && find;
      box.hidden = !find;
      if (!find) return;
      if (opens) {
        input.value = find.text;
        input.focus();
        input.select();
      }
      const { text, none, placeholder } = session.panels.found;
      input.placeholder = input.title = placeholder;
      setText(words, text);
      setAttribute(words, 'data-none', none);
      back.disabled = on.disabled = none;
    },
    close() {
      clearTimeout(timer);
      box.remove();
    },
  };
}
