// The right answers of questions, and what is said of the wrong ones. Nothing of it is written down: a key is a function
// of runs, so that it changes with them. The site's build uses this file, and so does the page when a reader answers.
//
//   const look = lookIn({pool: {variants, first, scenario, set}})
//   const key = keyOf(question, look)                     throws an Error that says what is wrong with the question
//   judge(question, key, given, look) -> {right, why, run}
//
// `why` is the pointer of the sentence that answers a wrong answer, as "/choices/0/why"; `run` is the name of the figure
// that shows why, or null.
//
// What is given: the number of the choice; the text of a number; for an order, the numbers of the items in the reader's
// order; for a classification, {concurrent, parallel, asynchronous} of each item; for a change, {changes, look}.

import { say } from '../core/say.js';
import { compile } from './expression.js';
import { metricOf, printedAt, scenarioOf, settingOf } from './metrics.js';

export const levels = ['concurrent', 'parallel', 'asynchronous'];
export const nameOf = level => ({ concurrent: say('concurrent'), parallel: say('parallel'), asynchronous: say('asynchronous') })[level];

// runs: name of a figure -> {variants: the results of all its runs, first: the run that is meant when none is named,
// scenario: the document, set: what the figure changes in it}
export function lookIn(runs) {
  return ({ figure, run, metric, path, printed }) => {
    if (!Object.hasOwn(runs, figure)) return { missing: `there is no figure “${figure}” in this lesson` };
    const { variants, first, scenario, set, values } = runs[figure];
    if (values) return values[run]?.[metric] ?? { missing: `there is no “${figure}.${run}.${metric}”` };  // what no run has
    const number = run ?? first;
    if (!variants[number]) return { missing: `the figure “${figure}” has no run ${number}` };
    if (path !== undefined) return settingOf(scenarioOf(scenario, { run: number, set }), path);
    return printed !== undefined ? printedAt(variants[number], printed) : metricOf(variants[number], metric);
  };
}

const valueOf = (text, look) => compile(text).evaluate(look);

function truthOf(text, look) {
  const { value, unit } = valueOf(text, look);
  if (unit !== 'truth') throw new Error(`“${text}” is not a condition`);
  return value;
}

// The figures on which the key of a question depends.
export function figuresOf(question) {
  const { key, goal, shows, choices = [], items = [], misses = [] } = question;
  const texts = [key, goal, shows, ...choices.map(one => one.when), ...items.map(one => one.at), ...misses.map(one => one.near ?? one.when)];
  const named = texts.filter(Boolean).flatMap(text => compile(text).references.map(({ figure }) => figure));
  return [...new Set([...named, ...items.map(one => one.figure).filter(Boolean)])];
}

const keys = {
  choice({ choices }, look) {
    const right = choices.flatMap(({ when }, i) => (truthOf(when, look) ? [i] : []));
    if (right.length !== 1) throw new Error(`${right.length} of the choices are right, instead of one`);
    return right[0];
  },
  number: ({ key }, look) => valueOf(key, look),
  order({ items }, look) {
    const values = items.map(({ at }) => valueOf(at, look).value);
    if (new Set(values).size !== values.length) throw new Error('two items come at the same time');
    return items.map((_, i) => i).sort((a, b) => values[a] - values[b]);
  },
  classify: ({ items }, look) => items.map(({ figure }) => Object.fromEntries(levels.map(word => [word, look({ figure, run: null, metric: word }).value]))),
  // Whether the goal is reached before anything is changed, which would be a mistake; and how few changes are enough.
  change({ goal, solution }, look) {
    if (truthOf(goal, look)) throw new Error('the goal is reached before anything is changed');
    return { fewest: Object.keys(solution).length };
  },
};

export const keyOf = (question, look) => keys[question.kind](question, look);

// --- Answers -----------------------------------------------------------------------------

const scales = { ns: 1, us: 1e3, 'µs': 1e3, ms: 1e6, s: 1e9, min: 60e9, h: 3600e9 };

// "148 ms", "0.148s" or "148" -> a number in the unit of the key, or null
export function readNumber(text, unit) {
  const [, number, own] = /^\s*(-?\d[\d\s,]*(?:\.\d+)?|-?\.\d+)\s*([\p{L}%×]*)\s*$/iu.exec(text.replaceAll('\u00a0', ' ')) ?? [];
  if (number === undefined) return null;
  const value = Number(number.replace(/[\s,]/g, ''));
  const word = own || unit;
  if (Object.hasOwn(scales, word)) return Object.hasOwn(scales, unit) ? value * scales[word] : null;
  if (own && own !== unit) return null;
  return unit === '%' ? value / 100 : value;
}

const close = (a, b, share) => Math.abs(a - b) <= Math.abs(b) * share + 1e-9;

const judges = {
  choice: ({ choices }, key, given) => ({ right: given === key, why: `/choices/${given}/why`, run: choices[given].run ?? null }),
  number({ within = 0.02, misses = [], run = null, unit }, key, given, look) {
    const value = readNumber(given, unit);
    if (value !== null && close(value, key.value, within)) return { right: true };
    const miss = value === null ? -1 : misses.findIndex(({ near }) => close(value, valueOf(near, look).value, within));
    return miss < 0 ? { right: false, why: '/otherwise', run } : { right: false, why: `/misses/${miss}/why`, run: misses[miss].run ?? run };
  },
  order({ run = null }, key, given) {
    const wrong = key.findIndex((item, i) => given[i] !== item);
    return wrong < 0 ? { right: true } : { right: false, why: `/items/${key[wrong]}/why`, run, place: wrong };
  },
  classify({ items }, key, given) {
    for (const [i, item] of items.entries()) {
      const word = levels.find(one => given[i][one] !== key[i][one]);
      if (word) return { right: false, why: `/items/${i}/why/${word}`, run: item.figure, place: i };
    }
    return { right: true };
  },
  change({ goal, misses = [] }, { fewest }, { changes, look }) {
    if (truthOf(goal, look)) return { right: true, few: changes <= fewest };
    const miss = misses.findIndex(({ when }) => truthOf(when, look));
    return { right: false, why: miss < 0 ? null : `/misses/${miss}/why`, run: null };
  },
};

export function judge(question, key, given, look) {
  const { right, why = null, run = null, ...rest } = judges[question.kind](question, key, given, look);
  return right ? { right, why: null, run: null, ...rest } : { right, why, run, ...rest };
}
