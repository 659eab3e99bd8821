// The choices of the share dialog, a row each: what the figure shows, what may be changed in it, what it asks.

import { mostKnobs, panels } from '../core/shared.js';
import { el, freshId, setAttribute, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { makeChips } from './chips.js';
import { entry, heading, makeMenu } from './menu.js';

const longest = { title: 200, caption: 500 };  // characters, as figures allow
const mostAnswers = 4;
const lowest = 160, highest = 4000;  // heights of frames, in CSS pixels

// changed() is called after each change of `choices` (core/shared.js). Returns {element, show(possible, now, choices, texts),
// only(names), close()}. opens: the name of what a link opens, if it is not the lab.
export function makeChoices(changed, { opens = null } = {}) {
  const element = el('div', { class: 'share-choices' });
  let rows = {};
  let menus = [];
  let names = [];

  // possible: what there is to choose from, and now: the figure without choices, as core/shared.js says; texts: {moment,
  // part}, of what is shown now.
  function show(possible, now, choices, texts) {
    close();
    const change = act => (...given) => {
      act(...given);
      changed();
    };
    const ask = el('div', { class: 'share-more-rows' });
    const showAsk = () => ask.replaceChildren(...askRows(possible, choices, changed));
    showAsk();
    const select = (name, label, options, only = null) => selectRow(name, label, options, only ?? choices[name] ?? now[name] ?? options[0][0], change(value => { choices[name] = value; }));
    rows = {
      opens: select('opens', say('Opens'), [['lab', opens ?? say('everything, in the lab')], ['figure', say('this figure only')]]),
      shows: menuRow('shows', say('Shows'), () => showsText(possible, now, choices), redraw => showsEntries(possible, now, choices, change(redraw))),
      knobs: menuRow('knobs', say('May change'), () => knobsText(possible, now, choices), redraw => knobEntries(possible, now, choices, change(redraw))),
      ask: [...selectRow('ask', say('Asks'), asks(possible), choices.ask.kind === 'number' ? `number:${choices.ask.number}` : choices.ask.kind, change(value => {
        const [kind, number] = value.split(/:(.*)/s);
        Object.assign(choices.ask, { kind }, number && { number });
        showAsk();
      })), ask],
      at: select('at', say('Starts'), [['now', say('at this moment ({time})', { time: texts.moment })], ['begin', say('at the beginning')]]),
      part: select('part', say('In view'), parts(texts), texts.part ? null : 'all'),
      theme: select('theme', say('Theme'), [['auto', say('as the page')], ['light', say('light')], ['dark', say('dark')]]),
      picture: pictureRow(choices, changed),
      more: [more(possible, now, choices, changed)],
    };
    element.replaceChildren(...Object.values(rows).flat());
    only(names);
  }

  // Shows only the rows of these names.
  function only(shown) {
    names = shown;
    for (const [name, row] of Object.entries(rows)) for (const one of row) one.hidden = !names.includes(name);
    element.hidden = names.length === 0;
  }

  function menuRow(id, label, text, entries) {
    const words = el('span', { class: 'share-value' });
    const labelId = freshId('choice');
    const button = el('button', { class: 'share-select', id: freshId('choice'), 'data-id': id }, words);
    setAttribute(button, 'aria-labelledby', `${labelId} ${button.id}`);
    const control = el('div', {}, button);
    const redraw = () => {
      setText(words, text());
      button.title = text();  // it may not have room for all of it
    };
    redraw();
    menus.push(makeMenu(button, () => entries(redraw)));
    return [el('span', { class: 'share-label', id: labelId }, label), control];
  }

  function close() {
    for (const menu of menus) menu.close();
    menus = [];
  }

  return { element, show, only, close };
}

function selectRow(name, label, options, value, act) {
  const id = freshId('choice');
  const select = el('select', { id, class: 'share-select', 'data-id': name, on: { change: () => act(select.value) } },
                    ...options.map(([option, text, off]) => el('option', { value: option, disabled: Boolean(off) }, text)));
  select.value = value;
  return [el('label', { class: 'share-label', for: id }, label), select];
}

function textRow(name, label, value, act, attributes = {}) {
  const id = freshId('choice');
  const input = el('input', { id, type: 'text', class: 'share-text', 'data-id': name, autocomplete: 'off', value, ...attributes, on: { input: () => act(input.value.trim()) } });
  return [el('label', { class: 'share-label', for: id }, label), input];
}

const list = texts => texts.join(', ');

// What is shown ----------------------------------------------------------------------------------

const panelLabels = () => ({ numbers: say('Numbers'), verdict: say('Verdict'), now: say('This moment'), why: say('Why'), legend: say('Legend') });

const panelsOf = (now, choices) => choices.panels ?? now.show ?? ['numbers'];
const runsOf = (possible, now, choices) => choices.runs ?? now.runs ?? possible.runs.map(({ id }) => id);
const knobsOf = (possible, now, choices) => choices.knobs ?? now.knobs ?? possible.tries;

function showsText(possible, now, choices) {
  const labels = panelLabels();
  const { lanes } = choices;
  const runs = runsOf(possible, now, choices);
  const shown = possible.lanes.filter(({ id, shown }) => (lanes ? lanes.includes(id) : shown));
  return [
    list([say('Timeline'), ...panelsOf(now, choices).map(id => labels[id])]),
    list(shown.map(({ label }) => label)),
    ...(runs.length < possible.runs.length ? [say('{n} of {all} runs', { n: runs.length, all: possible.runs.length })] : []),
  ].join(' · ');
}

function showsEntries(possible, now, choices, changed) {
  const labels = panelLabels();
  const lanes = () => choices.lanes ?? possible.lanes.filter(({ shown }) => shown).map(({ id }) => id);
  return [
    heading(say('Panels')),
    ...switches(panels.map(id => ({ id, label: labels[id] })), () => panelsOf(now, choices), ids => { choices.panels = panels.filter(id => ids.includes(id)); }, changed),
    heading(say('Lanes')),
    ...switches(possible.lanes, lanes, ids => { choices.lanes = possible.lanes.map(({ id }) => id).filter(id => ids.includes(id)); }, changed, { min: 1 }),
    ...(possible.runs.length > 1 ? [
      heading(say('Runs')),
      ...switches(possible.runs, () => runsOf(possible, now, choices), ids => { choices.runs = ids.sort((a, b) => a - b); }, changed, { min: 1 }),
    ] : []),
  ];
}

// Entries that are switched on and off: at least `min` of them and at most `max` are on.
function switches(items, chosen, choose, changed, { min = 0, max = Infinity } = {}) {
  const entries = items.map(({ id, label, title }) => entry({
    id: String(id), label, title, checked: chosen().includes(id), stay: true,
    act() {
      const ids = chosen();
      if (ids.includes(id) ? ids.length <= min : ids.length >= max) return;
      choose(ids.includes(id) ? ids.filter(one => one !== id) : [...ids, id]);
      mark();
      changed();
    },
  }));
  function mark() {
    const ids = chosen();
    items.forEach(({ id }, i) => {
      const on = ids.includes(id);
      setAttribute(entries[i], 'aria-pressed', on);
      setAttribute(entries[i], 'aria-disabled', on ? ids.length <= min : ids.length >= max);
    });
  }
  mark();
  return entries;
}

// What may be changed ----------------------------------------------------------------------------

function knobsText(possible, now, choices) {
  const ids = knobsOf(possible, now, choices);
  return list(possible.knobs.filter(({ id }) => ids.includes(id)).map(({ label }) => label)) || say('nothing');
}

function knobEntries(possible, now, choices, changed) {
  const all = switches(possible.knobs.map(({ id, label, text }) => ({ id, label, title: text })), () => knobsOf(possible, now, choices), ids => { choices.knobs = ids; }, changed, { max: mostKnobs });
  const entries = [heading(say('Up to {n} settings', { n: mostKnobs }))];
  possible.knobs.forEach(({ group_title: title }, i) => {
    if (title !== possible.knobs[i - 1]?.group_title) entries.push(heading(title));
    entries.push(all[i]);
  });
  return entries;
}

// What is asked ----------------------------------------------------------------------------------

const asks = possible => [
  ['none', say('nothing')],
  ...possible.numbers.map(({ id, label }) => [`number:${id}`, say('to guess: {number}', { number: label })]),
  ['own', say('a question of your own')],
];

function askRows(possible, choices, changed) {
  const { ask } = choices;
  const set = (name, value) => {
    ask[name] = value;
    changed();
  };
  const text = (name, label, attributes) => textRow(name, label, ask[name], value => set(name, value), { maxlength: longest.title, ...attributes });
  if (ask.kind === 'number') {
    return [
      ...text('text', say('Question'), { placeholder: say('the number’s name') }),
      ...(possible.runs.length > 1 ? selectRow('run', say('Of the run'), possible.runs.map(({ id, label }) => [id, label]), ask.run, value => set('run', Number(value))) : []),
      ...text('because', say('Explanation'), { placeholder: say('shown after the answer'), maxlength: longest.caption }),
    ];
  }
  if (ask.kind !== 'own') return [];
  const name = freshId('right');
  const answers = Array.from({ length: mostAnswers }, (_, i) => {
    const label = say('Answer {n}', { n: i + 1 });
    const answer = el('input', { type: 'text', class: 'share-text', 'data-id': `answer-${i}`, maxlength: longest.title, 'aria-label': label, placeholder: label, value: ask.choices[i] ?? '', autocomplete: 'off', on: { input() {
      ask.choices[i] = answer.value.trim();
      changed();
    } } });
    const right = el('input', { type: 'radio', name, checked: ask.right === i, 'aria-label': say('Answer {n} is right', { n: i + 1 }), title: say('This answer is right'), on: { change: () => set('right', i) } });
    return el('div', { class: 'share-answer' }, right, answer);
  });
  return [
    ...text('text', say('Question')),
    el('span', { class: 'share-label' }, say('Answers')), el('div', { class: 'share-answers', role: 'group', 'aria-label': say('Answers; the marked one is right') }, ...answers),
    ...text('because', say('Explanation'), { placeholder: say('shown after the answer'), maxlength: longest.caption }),
  ];
}

// The rest ---------------------------------------------------------------------------------------

function pictureRow(choices, changed) {
  const items = () => [['title', say('Title')], ['legend', say('Legend')], ['verdict', say('Verdict')]].map(([id, label]) => ({ id, label, shown: choices.picture[id] }));
  const chips = makeChips(say('Parts of the picture'), id => {
    choices.picture[id] = !choices.picture[id];
    chips.update(items());
    changed();
  });
  chips.update(items());
  return [el('span', { class: 'share-label' }, say('With')), chips.element];
}

const parts = ({ part }) => [
  ['now', part ? say('what is visible now ({part})', { part }) : say('what is visible now'), !part],
  ['all', say('the whole run')],
];

function more(possible, now, choices, changed) {
  const set = name => value => {
    choices[name] = value;
    changed();
  };
  const height = value => {
    const whole = /^\d+$/.test(value) ? Number(value) : 0;
    choices.height = whole >= lowest && whole <= highest ? whole : null;
    changed();
  };
  return el('details', { class: 'share-more' }, el('summary', {}, say('Title, caption and height')),
            el('div', { class: 'share-choices' },
               ...textRow('title', say('Title'), choices.title, set('title'), { placeholder: now.title ?? possible.title, maxlength: longest.title }),
               ...textRow('caption', say('Caption'), choices.caption, set('caption'), { placeholder: now.caption ?? say('below the figure'), maxlength: longest.caption }),
               ...textRow('height', say('Height'), choices.height ?? '', height, { placeholder: say('in pixels'), inputmode: 'numeric', maxlength: 4 })));
}
