// Answers to the questions of lessons, right and wrong, for the tests.

import { levels } from '../../web/course/keys.js';

// Every wrong answer, for a question whose key is known.
export function* wrongAnswers(question, key) {
  if (question.kind === 'choice') for (const i of question.choices.keys()) if (i !== key) yield i;
  if (question.kind === 'number') yield* ['', 'nonsense', '-1', String(key.value * 1e3 + 1e15)];
  if (question.kind === 'order') {
    for (let i = 0; i + 1 < key.length; ++i) {
      const other = [...key];
      [other[i], other[i + 1]] = [other[i + 1], other[i]];
      yield other;
    }
  }
  if (question.kind === 'classify') for (const i of key.keys()) for (const word of levels) yield key.map((row, j) => (i === j ? { ...row, [word]: !row[word] } : row));
}

// The right answer as a reader gives it.
export const rightAnswer = (question, key) => (question.kind === 'number' ? textOf(question, key) : key);

// A value as a reader types it, in the unit of the question.
export function textOf({ unit }, { value }) {
  const scale = { ns: 1, 'µs': 1e3, ms: 1e6, s: 1e9, min: 60e9, '%': 0.01 }[unit] ?? 1;
  return String(value / scale);
}
