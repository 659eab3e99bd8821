// The picker of scenarios. A button shows the title of the current scenario; clicking it or pressing O opens a dialog
// with the groups of the shelf (core/shelf.js), a search field, and a preview of the chosen scenario:
//
//   +-- Choose a scenario -----------------------------------+
//   | [ search                                    ]  35      |
//   | CONCURRENT: TAKING TURNS   |  +-----------------+      |
//   |  How can one core play …   |  | picture         |      |
//   | >Do four cores answer a …  |  +-----------------+      |
//   | PARALLEL: SEVERAL CORES    |  Do four cores …          |
//   |  How much faster is a …    |  what it is, what to try  |
//   +--------------------------------------------------------+
//
// The search field keeps the focus: the arrow keys move through the list, and Enter opens the chosen scenario. On a
// phone, the dialog fills the window, and each entry has its own picture.

import { el, freshId, setAttribute, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { concepts, groups, shelf } from '../core/shelf.js';
import { isDark, onTheme } from '../core/theme.js';
import { makeDialog } from './dialogs.js';

const key = 'KeyO';

// `button` opens the dialog. own() returns the entries that are not built-in scenarios, as {id, label, title, act}.
// `pictures` is the address of the folder that has a picture of each scenario.
export function makePicker(root, button, session, { own, pictures }) {
  const life = new AbortController();
  const { signal } = life;
  const titles = new Map(session.model.builtins().map(({ id, title, description }) => [id, { title, description }]));
  const dialog = makeDialog(root, say('Choose a scenario'), 'picker-dialog');
  const listId = freshId('scenarios');
  const field = el('input', {
    type: 'text', class: 'picker-field', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': listId, 'aria-autocomplete': 'list',
    'aria-label': say('Search the scenarios'), placeholder: say('Search for a question, a word or a part of a machine'), autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'go',
    on: { input: () => show(), keydown },
  });
  const count = el('p', { class: 'picker-count', role: 'status' });
  const list = el('div', { class: 'picker-list', id: listId, role: 'listbox', tabindex: '0', 'aria-label': say('Scenarios'), on: { pointermove: pointed, click, keydown } });
  const none = el('p', { class: 'picker-none' });
  const preview = el('div', { class: 'picker-preview' });
  dialog.fill(
    el('div', { class: 'picker-search' }, field, count),
    el('div', { class: 'picker-columns' }, el('div', { class: 'picker-left' }, list, none), preview));
  let options = [];  // the entries that match: {id, element, about, act}
  let active = -1;

  button.disabled = false;
  button.addEventListener('click', open, { signal });
  document.addEventListener('keydown', event => {
    const { ctrlKey, altKey, metaKey, shiftKey, code, target } = event;
    if (code !== key || ctrlKey || altKey || metaKey || shiftKey || event.defaultPrevented) return;
    if (target.closest?.('input:not([type="range"], [type="checkbox"]), textarea, select, dialog, [contenteditable]')) return;
    event.preventDefault();
    open();
  }, { signal });
  onTheme(() => { if (dialog.element.open) show(); }, signal);

  function open() {
    field.value = '';
    dialog.element.showModal();
    // On a touch screen the list gets the focus, because the on-screen keyboard would cover it.
    if (matchMedia('(pointer: coarse)').matches) list.focus();
    else field.focus();
    show();
    choose(Math.max(0, options.findIndex(({ id }) => id === session.source.id)), true);
  }

  const pictureOf = id => new URL(`${id}-${isDark() ? 'dark' : 'light'}.svg`, pictures).href;
  const image = id => el('img', { src: pictureOf(id), alt: '', loading: 'lazy', on: { error: event => event.target.remove() } });

  function show() {
    const words = plainWords(field.value);
    options = [];
    const sections = [];
    for (const { title, entries } of everything()) {
      const shown = entries.filter(({ text }) => words.every(word => text.includes(` ${word}`)));
      if (shown.length === 0) continue;
      const headingId = freshId('group');
      const rows = shown.map(entry => {
        const element = el('div', { class: 'picker-option', role: 'option', id: freshId('option'), 'aria-selected': 'false', 'data-id': entry.id },
          entry.picture ? el('span', { class: 'picker-thumb' }, image(entry.id)) : null,
          el('span', { class: 'picker-words' }, el('strong', {}, entry.title), entry.hint ? el('span', {}, entry.hint) : null));
        options.push({ ...entry, element });
        return element;
      });
      sections.push(el('div', { role: 'group', 'aria-labelledby': headingId }, el('h3', { id: headingId, role: 'presentation' }, title), ...rows));
    }
    list.replaceChildren(...sections);
    const found = options.filter(({ picture }) => picture).length;
    setText(count, say('{n|{n} scenario|{n} scenarios}', { n: found }));
    none.hidden = options.length > 0;
    setText(none, options.length > 0 ? '' : say('Nothing matches “{text}”.', { text: field.value.trim() }));
    choose(options.length > 0 ? 0 : -1);
  }

  function everything() {
    const shown = groups.map(({ id, title }) => ({
      title: title(),
      entries: Object.entries(shelf).filter(([name, { group }]) => group === id && titles.has(name)).map(([name, row]) => {
        const { title: question, description } = titles.get(name);
        const advice = row.advice();
        const tags = row.concepts.map(one => concepts[one]());
        return {
          id: name, title: question, hint: advice, picture: true, description, advice, tags,
          text: plainText([question, description, advice, title(), ...tags, name].join(' ')),
          act: () => { if (name !== session.source.id) session.loadBuiltin(name); },  // keeps its changes
        };
      }),
    }));
    const others = own().filter(({ disabled }) => !disabled).map(({ id, label, title, act }) => ({ id, title: label, hint: title, act, text: plainText([label, title].join(' ')) }));
    return [...shown, { title: say('Recordings and your own work'), entries: others }];
  }

  function choose(next, centred = false) {
    options[active]?.element.setAttribute('aria-selected', 'false');
    active = next;
    const chosen = options[active];
    if (!chosen) {
      for (const one of [field, list]) one.removeAttribute('aria-activedescendant');
      return preview.replaceChildren();
    }
    chosen.element.setAttribute('aria-selected', 'true');
    setAttribute(field, 'aria-activedescendant', chosen.element.id);
    setAttribute(list, 'aria-activedescendant', chosen.element.id);
    reveal(chosen.element, centred);
    preview.replaceChildren(...previewOf(chosen));
  }

  // Scrolls only the list, to show the element. The heading of a group is shown with the group's first entry.
  function reveal(element, centred) {
    const first = element.previousElementSibling?.matches('h3') ? element.previousElementSibling : element;
    const top = first.offsetTop;
    const bottom = element.offsetTop + element.offsetHeight;
    if (centred) list.scrollTop = (top + bottom - list.clientHeight) / 2;
    else if (top < list.scrollTop) list.scrollTop = top;
    else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
  }

  function previewOf({ id, title, hint, picture, description, advice, tags }) {
    if (!picture) return [el('h3', {}, title), el('p', {}, hint)];
    return [
      el('span', { class: 'picker-picture' }, image(id)),
      el('h3', {}, title),
      el('p', {}, description),
      el('p', { class: 'picker-advice' }, el('b', {}, say('Try this:')), ' ', advice),
      el('p', { class: 'picker-tags' }, tags.join(' · '))];
  }

  function take(option) {
    if (!option) return;
    dialog.element.close();
    option.act();
  }

  function keydown(event) {
    const last = options.length - 1;
    if (event.key === 'Enter') take(options[active]);
    else if (event.key === 'ArrowDown') choose(active >= last ? 0 : active + 1);
    else if (event.key === 'ArrowUp') choose(active <= 0 ? last : active - 1);
    else if (event.key === 'PageDown') choose(firstOfGroup(1));
    else if (event.key === 'PageUp') choose(firstOfGroup(-1));
    else return;
    event.preventDefault();
  }

  // Returns the first option of the next group, or, backwards, the first of this group or of the previous one.
  function firstOfGroup(way) {
    const firsts = options.flatMap(({ element }, i) => (i === 0 || element.parentElement !== options[i - 1].element.parentElement ? [i] : []));
    return (way > 0 ? firsts.find(i => i > active) : firsts.findLast(i => i < active)) ?? active;
  }

  const optionAt = event => options.findIndex(({ element }) => element.contains(event.target));
  function pointed(event) {
    const at = optionAt(event);
    if (event.pointerType !== 'touch' && at >= 0 && at !== active) choose(at);
  }
  function click(event) {
    take(options[optionAt(event)]);
  }

  const title = () => titles.get(session.source.id)?.title ?? (session.state.title || say('Your own scenario'));

  return {
    needs: 'results',
    update() {
      button.dataset.scenario = session.source.id ?? '';
      setText(button.firstElementChild, title());
      setAttribute(button, 'title', say('{title}: choose another scenario (O)', { title: title() }));
      setAttribute(button, 'aria-label', say('Scenario: {title}', { title: title() }));
    },
    title,
    open,
    close() {
      life.abort();
      dialog.element.remove();
    },
  };
}

// Converts a text to words for searching: each has a space before it, and no capitals, accents or punctuation.
const plainText = text => ` ${text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')}`;
const plainWords = text => plainText(text).split(' ').filter(Boolean);
