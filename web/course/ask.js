// A question of a lesson. The page asks, computes the right answer from the runs, and meets a wrong one with a sentence
// about the misconception behind it, and with the run that shows why. Nothing is locked: the answer can be shown at any time.

import { el } from '../core/dom.js';
import { say } from '../core/say.js';
import { makeChange } from './change.js';
import { written } from './format.js';
import { figuresOf, judge, keyOf, levels, lookIn, nameOf } from './keys.js';
import { makeOrder } from './order.js';

// lesson: the data of the page. kept: {right, tries, given} of an earlier visit, or undefined.
// changed(answer): the answer is to be kept; null: to be forgotten.
export function makeAsk(section, question, { lesson, figures, measure, kept, changed }) {
  const form = section.querySelector('form');
  const said = section.querySelector('.ask-said');
  const template = name => section.querySelector(`template[${name}]`);
  const buttons = section.querySelector('.ask-buttons');
  const check = buttons.querySelector('[type="submit"]');
  const reveals = [...document.querySelectorAll(`.reveal[data-after="${question.id}"]`)];
  const later = [...document.querySelectorAll(`.later[data-after="${question.id}"]`)];
  const reveal = open => {
    for (const one of reveals) one.open = open;
    for (const one of later) one.hidden = !open;
  };
  let tries = kept?.tries ?? 0;
  buttons.hidden = false;

  const part = kinds[question.kind](form, question, { figures, lesson, section, reached: given => void send(given) });
  if (part.own) check.hidden = true;  // the reader answers by changing the figure

  // --- The key ---------------------------------------------------------------------------

  // What the site's build has found: where the engine cannot be loaded, and for what no run has, such as the number of
  // orders of a race.
  const built = ({ figure, run, metric, path, printed }) => lesson.values[[figure, run ?? '', metric ?? path ?? printed].join(' ')] ?? { missing: 'it is not known' };

  // From the runs of this moment, if possible.
  async function keyNow() {
    try {
      const names = figuresOf(question).filter(name => Object.hasOwn(lesson.figures, name));
      const runs = await Promise.all(names.map(name => measure(lesson.figures[name])));
      const live = lookIn(Object.fromEntries(names.map((name, i) => [name, runs[i]])));
      const look = wanted => (names.includes(wanted.figure) ? live(wanted) : built(wanted));
      return { look, key: keyOf(question, look) };
    } catch (error) {
      console.info(error);
      return { look: built, key: keyOf(question, built) };
    }
  }

  async function send(given) {
    if (given === null || given === undefined) return tell(say('Give an answer first.'));
    check.disabled = true;
    tell(say('Checking…'));
    const { key, look } = await keyNow();
    const verdict = judge(question, key, part.live ? { ...given, look: part.live() } : given, look);
    check.disabled = false;
    ++tries;
    if (verdict.right) finish(key, given, { right: true, few: verdict.few ?? true });
    else wrong(verdict);
  }

  // --- What is said ----------------------------------------------------------------------

  function tell(...parts) {
    said.replaceChildren(...parts);
    section.classList.remove('right', 'wrong');
  }

  const html = found => (found ? found.content.cloneNode(true) : document.createDocumentFragment());

  function wrong({ why, run, place }) {
    const sentence = el('p', {}, el('strong', {}, say('Not quite.')), ' ', html(why ? section.querySelector(`template[data-why="${why}"]`) : null));
    tell(sentence);
    section.classList.add('wrong');
    part.mark?.(place ?? null);
    if (run) said.append(...shown(run));
  }

  // The run that shows why: on this page already, or shown here.
  function shown(run) {
    const there = figures.place(run);
    if (there) return [el('p', { class: 'ask-see' }, el('a', { href: `#figure-${run}` }, say('See the figure that shows it')))];
    const own = [...section.querySelectorAll('template[data-run]')].map(one => one.content.querySelector(`[data-figure="${run}"]`)).find(Boolean);
    if (!own) return [];
    const copy = own.cloneNode(true);
    figures.add(copy);
    return [el('p', { class: 'ask-see' }, say('This run shows why:')), copy];
  }

  function finish(key, given, { right, few = true, quiet = false }) {
    const because = el('p', {}, el('strong', {}, right ? (few ? say('Right.') : say('That works. Fewer changes would have been enough.')) : say('The answer: {answer}.', { answer: part.words?.(key) ?? written(key) })),
      ' ', html(template('data-because')));
    tell(because);
    section.classList.add(right ? 'right' : 'shown');
    part.show?.(key);
    part.mark?.(null);
    reveal(true);
    const again = el('button', { class: 'button quiet', type: 'button', on: { click: reset } }, say('Ask me again'));
    said.append(el('p', {}, again));
    buttons.hidden = true;
    if (!quiet) {
      changed({ right, tries, given });
      again.focus({ preventScroll: true });
    }
  }

  function reset() {
    form.reset();
    part.reset?.();
    tell();
    section.classList.remove('shown');
    buttons.hidden = false;
    reveal(false);
    changed(null);
    (form.querySelector('input, button:not([disabled])') ?? check).focus({ preventScroll: true });
  }

  form.addEventListener('submit', event => {
    event.preventDefault();
    void send(part.read());
  });
  buttons.querySelector('[data-show]').addEventListener('click', async () => finish((await keyNow()).key, null, { right: false }));

  reveal(false);
  if (kept) {
    part.restore?.(kept.given);
    void keyNow().then(({ key }) => finish(key, kept.given, { right: kept.right, quiet: true }));
  }
}

// Each kind: {read() -> what was given, or null; show(key), words(key), mark(place), restore(given), reset()}
const kinds = {
  choice(form) {
    const inputs = [...form.querySelectorAll('input')];
    return {
      read: () => { const i = inputs.findIndex(input => input.checked); return i < 0 ? null : i; },
      show: key => { inputs[key].checked = true; },
      words: key => inputs[key].closest('label').textContent.trim(),
      restore: given => { if (inputs[given]) inputs[given].checked = true; },
    };
  },

  number(form) {
    const input = form.querySelector('input');
    return {
      read: () => input.value.trim() || null,
      words: key => written(key),
      restore: given => { if (typeof given === 'string') input.value = given.slice(0, 40); },
    };
  },

  order: form => makeOrder(form.querySelector('.ask-order')),

  classify(form) {
    const rows = [...form.querySelectorAll('fieldset')];
    const boxes = rows.map(row => [...row.querySelectorAll('input')]);
    const put = given => boxes.forEach((row, i) => row.forEach((box, j) => { box.checked = Boolean(given?.[i]?.[levels[j]]); }));
    return {
      read: () => boxes.map(row => Object.fromEntries(row.map((box, j) => [levels[j], box.checked]))),
      show: put,
      words: key => rows.map((row, i) => `${row.querySelector('legend').textContent}: ${levels.filter(word => key[i][word]).map(nameOf).join(', ') || say('none of the three')}`).join('; '),
      mark: place => rows.forEach((row, i) => row.classList.toggle('misplaced', i === place)),
      restore: put,
    };
  },

  change: makeChange,
};
