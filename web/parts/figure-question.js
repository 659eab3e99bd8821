// The question of a figure: a number, or one of several answers. The right answer is taken from the run. It is shown
// when the reader has answered, or asks for it.

import { el, freshId, setAttribute } from '../core/dom.js';
import { say } from '../core/say.js';
import { parseDuration } from '../core/units.js';
import { valueOf } from './figure-numbers.js';

// predicted({question, answer, right, score}): the reader has answered, or wanted to see the answer (then answer is null).
export function makeFigureQuestion(root, session, { predicted }) {
  let ask = null;    // {text, number, run, within, because} or {text, choices, right, because}
  let given = null;  // {answer, score}
  const feedback = el('p', { class: 'figure-feedback', role: 'status' });

  const isOpen = () => ask !== null && given === null;
  const column = () => session.panels.outcome?.columns.findIndex(({ id }) => isColumn(id, ask.number)) ?? -1;

  function build() {
    root.hidden = ask === null;
    root.replaceChildren();
    feedback.replaceChildren();
    if (!ask) return;
    const id = freshId('question');
    const answer = el('button', { class: 'button primary', type: 'submit' }, say('Answer'));
    const show = el('button', { class: 'button quiet', type: 'button', on: { click: () => finish(null) } }, say('Show the answer'));
    const form = el('form', { class: 'figure-question', 'aria-labelledby': id, on: { submit(event) {
      event.preventDefault();
      const [text] = new FormData(form).getAll('answer');
      if (text === undefined || text === '') return void feedback.replaceChildren(say('Give an answer first.'));
      finish(text);
    } } },
      el('p', { id, class: 'figure-question-text', dir: 'auto' }, words()),
      ask.choices ? choices(id) : number(id),
      el('span', { class: 'pair' }, answer, show));
    root.append(form, feedback);
    if (given) tell();
  }

  const words = () => ask.text || say('What is “{number}” in this run?', { number: session.panels.outcome?.columns[column()]?.label ?? ask.number });

  const number = id => el('input', { type: 'text', name: 'answer', inputmode: 'decimal', autocomplete: 'off', class: 'figure-answer', 'aria-labelledby': id, maxlength: '40' });

  const choices = id => el('div', { class: 'figure-choices', role: 'radiogroup', 'aria-labelledby': id },
    ...ask.choices.map((text, i) => el('label', {}, el('input', { type: 'radio', name: 'answer', value: String(i) }), el('span', { dir: 'auto' }, text))));

  // The right answer as a text, and what an answer is worth: 1 or 0.
  function right() {
    if (ask.choices) return { text: ask.choices[ask.right] ?? '', score: answer => (Number(answer) === ask.right ? 1 : 0), of: answer => ask.choices[answer] };
    const { rows } = session.panels.outcome;
    const row = rows[ask.run ?? 0] ?? rows[0];
    const text = valueOf(session, row, session.panels.outcome.columns[column()]?.id, column());
    return { text, score: answer => (isNear(answer, text, ask.within ?? 0) ? 1 : 0), of: answer => answer };
  }

  function finish(answer) {
    const { text, score, of } = right();
    given = { answer: answer === null ? null : of(answer), score: answer === null ? 0 : score(answer) };
    tell();
    predicted({ question: words(), answer: given.answer, right: text, score: given.score });
  }

  function tell() {
    for (const control of root.querySelectorAll('input, button')) control.disabled = true;
    root.classList.toggle('right', given.score === 1);
    const { text } = right();
    feedback.replaceChildren(el('strong', {}, given.answer === null ? say('The answer: {right}.', { right: text })
      : given.score === 1 ? say('Right: {right}.', { right: text }) : say('Not quite: it is {right}.', { right: text })),
    ask.because ? ' ' + ask.because : '');
  }

  return {
    needs: 'results',
    isOpen,
    hides: id => isOpen() && Boolean(ask.number) && isColumn(id, ask.number),
    answer: () => given,
    open(figure, answer) {
      ask = questionOf(figure.ask);
      given = answer && Object(answer) === answer ? { answer: answer.answer ?? null, score: answer.score === 1 ? 1 : 0 } : null;
      root.dataset.stale = '';
    },
    update() {
      if (!('stale' in root.dataset)) return;
      delete root.dataset.stale;
      build();
    },
    close: () => root.replaceChildren(),
  };
}

// The names of numbers in a file, and where the table's ids differ from them.
const ids = { finish: 'makespan', cores: 'utilisation', blocked: 'threads.blocked', 'cost-per-1000': 'cost_per_1000' };
const isColumn = (id, name) => id === name || id === ids[name] || id.endsWith(`.${name}`) || id === `${name}.mean`;

function questionOf(ask) {
  if (typeof ask === 'string' && ask) return { number: ask };
  if (Object(ask) !== ask) return null;
  if (Array.isArray(ask.choices) && ask.choices.length > 1) return ask;
  return typeof ask.number === 'string' ? ask : null;
}

// Whether an answer as a reader types it is right: "25", "43.4", "43.4 ms", "1,204". Without a unit it has that of the
// right answer. What is beyond the last digit of the right answer does not count.
export function isNear(answer, right, within) {
  const [, digits, unit] = /^[≥\s]*([\d,. ]+)\s*(.*)$/.exec(right) ?? [];
  if (!digits) return answer.trim().toLowerCase() === right.trim().toLowerCase();
  const plain = digits.replaceAll(/[, ]/g, '');
  const step = 10 ** -(plain.split('.')[1]?.length ?? 0);
  const wanted = Number(plain);
  let text = answer.trim().replace(/(\d),(?=\d{3}\b)/g, '$1').replace(/^(-?\d+),(\d+)/, '$1.$2');
  const scale = parseDuration(`1 ${unit}`);
  if (scale && parseDuration(text) !== null) text = String(parseDuration(text) / scale);
  const got = Number(text.replace(unit, '').trim() || NaN);
  return Number.isFinite(got) && Math.abs(got - wanted) <= Math.max(Math.abs(wanted) * within, step / 2) + 1e-9;
}
