// Runs the figures of a lesson, and computes what depends on them: the right answers, and whether the questions are sound.
//
//   await computeLesson(lesson, {engine, scenarios}) -> {runs, look, keys, figures, map, sounds}      throws LessonErrors
//
// figures: name -> the figure as data, with its version. keys: id of a question -> its key. sounds: name of a figure ->
// for each task of a row of work, whether it was late.

import { say } from '../../web/core/say.js';
import { compile, ExpressionError } from '../../web/course/expression.js';
import { figuresOf, judge, keyOf, levels, lookIn, nameOf } from '../../web/course/keys.js';
import { settingOf } from '../../web/course/metrics.js';
import { computeMap } from './map.mjs';
import { orderValues } from './orders.mjs';
import { LessonErrors } from './read.mjs';

// The keys of a block that are not those of the figure.
export function figureOf({ name, alt, caption, shown, covered, ...figure }) {
  return { figure: 1, ...figure };
}

// A figure for its picture: what comes after the moment `covered` is covered, and so are the results.
export const pictured = (figure, { covered }) => (covered ? { ...figure, t: figure.t ?? covered, ask: { number: 'finish' } } : figure);

// The figure with its scenario instead of the scenario's name. The numbers of the figure are those of the picture, too.
export function complete(figure, scenarios) {
  const scenario = typeof figure.scenario === 'string' ? scenarios[figure.scenario] : figure.scenario;
  return { ...figure, scenario: figure.numbers ? { ...scenario, show: figure.numbers } : scenario };
}

const firstOf = ({ runs }) => (Array.isArray(runs) ? runs[0] ?? 0 : runs ?? 0);

async function measure(figure, { engine, scenarios }) {
  const whole = complete(figure, scenarios);
  return { variants: await engine.run(whole), first: firstOf(figure), scenario: whole.scenario, set: figure.set ?? {} };
}

export async function computeLesson(lesson, tools) {
  const { parts, mistakes } = lesson;
  const [figures, runs, keys] = [{}, {}, {}];
  for (const { kind, value, report } of parts) {
    if (kind !== 'figure') continue;
    const figure = figures[value.name] = figureOf(value);
    if (typeof figure.scenario === 'string' && !Object.hasOwn(tools.scenarios, figure.scenario)) {
      report('/scenario', `there is no scenario “${figure.scenario}” in the gallery`);
      continue;
    }
    try {
      runs[value.name] = await measure(figure, tools);
    } catch (error) {
      report(error.pointer ?? '', error.message);  // the engine knows what a figure may contain
    }
  }
  let map = null;
  for (const { kind, value, report } of parts) {
    if (kind !== 'map') continue;
    const { value: life_ns } = settingOf(value, 'life');
    if (life_ns === undefined) report('/life', 'it should be a duration, as in 40ms');
    else runs.map = map = await computeMap({ ...value, life_us: life_ns / 1e3 }, tools);
  }
  for (const { kind, value } of parts) if (kind === 'orders') runs[value.name] = { values: orderValues(value.threads) };
  const sounds = {};
  for (const { kind, value, report } of parts) {
    if (kind !== 'listen') continue;
    const { value: allowed } = settingOf(value, 'deadline');
    if (allowed === undefined) report('/deadline', 'it should be a duration, as in 10ms');
    for (const { figure: name } of value.figures) sounds[name] = await lateOnes(figures[name], value.work, allowed, tools);
  }
  const look = lookIn(runs);
  if (mistakes.length === 0) for (const { kind, value, report } of parts) if (kind === 'question') keys[value.id] = await soundKey(value, { look, runs, figures, report, tools });
  if (mistakes.length > 0) throw new LessonErrors(mistakes);
  return { figures, runs, look, keys, map, sounds };
}

// Of the first shown run of a figure: whether each of these tasks took longer than it may.
async function lateOnes(figure, work, allowed_ns, { engine, scenarios }) {
  const tasks = (await engine.tasks(complete(figure, scenarios)))[firstOf(figure)];
  return tasks.filter(({ name }) => name === work).sort((a, b) => a.index - b.index).map(({ arrival_ns, finish_ns }) => finish_ns === null || finish_ns - arrival_ns > allowed_ns);
}

// The key of a question, if the question can be answered, and every wrong answer is met by a sentence.
async function soundKey(question, { look, runs, figures, report, tools }) {
  try {
    const key = keyOf(question, look);
    await checks[question.kind]?.(question, key, { look, runs, figures, report, tools });
    return key;
  } catch (error) {
    report('', error.message);
    return null;
  }
}

const checks = {
  choice({ choices }, key, { report }) {
    choices.forEach(({ why }, i) => {
      if (i !== key && why === undefined) report(`/choices/${i}`, '“why” is missing: what is wrong with this choice');
    });
  },
  number(question, key, { look, report }) {
    const { misses = [], within = 0.02 } = question;
    misses.forEach(({ near }, i) => {
      const { value } = compile(near).evaluate(look);
      if (Math.abs(value - key.value) <= Math.abs(key.value) * within) report(`/misses/${i}/near`, 'this is the right number');
    });
  },
  // The solution reaches the goal, and no part of it does.
  async change(question, _, { runs, figures, report, tools }) {
    const { figure, solution, goal } = question;
    const after = async set => lookIn({ ...runs, [figure]: await measure({ ...figures[figure], set: { ...figures[figure].set, ...set } }, tools) });
    if (!judge(question, { fewest: 0 }, { changes: 0, look: await after(solution) }, null).right) report('/solution', `this does not reach the goal ${goal}`);
    const names = Object.keys(solution);
    if (names.length === 1) return;
    for (const name of names) {
      const { [name]: _, ...less } = solution;
      if (judge(question, { fewest: 0 }, { changes: 0, look: await after(less) }, null).right) report('/solution', `“${name}” need not be changed`);
    }
  },
};

// What must be known when the page judges an answer.
export const needed = question => figuresOf(question);

// The key in words, for teachers.
export function keyInWords(question, key, written) {
  if (question.kind === 'choice') return question.choices[key].text;
  if (question.kind === 'number') return written(key);
  if (question.kind === 'order') return key.map(i => question.items[i].text).join(' → ');
  if (question.kind === 'classify') return question.items.map(({ text }, i) => `${text}: ${levels.filter(word => key[i][word]).map(nameOf).join(', ') || say('none of the three')}`).join('; ');
  return `${Object.entries(question.solution).map(([id, value]) => `${id} = ${value}`).join(', ')} (${say('one way')})`;
}

export { ExpressionError };
