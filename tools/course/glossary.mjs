// Reads the glossary: every term is a heading of the second level, and its explanation is what follows.
//
//   ## time slice
//   The longest turn …
//
// The id of a term is derived from its name, unless an id follows the name: “## Zeitscheibe {#time-slice}”.
//
//   readGlossary(text, file, tools) -> {terms: [{id, name, text, line}]}       sorted by name; throws LessonErrors

import { LessonErrors, makeMarkdown, typedNumber } from './read.mjs';

export const idOf = name => name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

export function readGlossary(text, file, tools) {
  const md = makeMarkdown(tools);
  const terms = [];
  const mistakes = [];
  text.split('\n').forEach((row, i) => {
    const [, name, id] = /^## (.+?)(?: \{#([a-z0-9-]+)\})?$/.exec(row) ?? [];
    if (name) terms.push({ id: id ?? idOf(name), name, rows: [], line: i + 1 });
    else terms.at(-1)?.rows.push(row);
  });
  for (const term of terms) {
    term.text = term.rows.join('\n').trim();
    if (!term.text) mistakes.push({ file, line: term.line, column: 1, message: `“${term.name}” is not explained` });
    if (terms.find(({ id }) => id === term.id) !== term) mistakes.push({ file, line: term.line, column: 1, message: `“${term.name}” is there twice` });
    const number = typedNumber(term.text);
    if (number) mistakes.push({ file, line: term.line, column: 1, message: `“${number}” is typed in` });
  }
  const names = new Set(terms.map(({ id }) => id));
  for (const { text: words, line } of terms) {
    for (const [, id] of words.matchAll(/\]\(term:([^)]*)\)/g)) if (!names.has(id)) mistakes.push({ file, line, column: 1, message: `there is no term “${id}”` });
  }
  if (mistakes.length > 0) throw new LessonErrors(mistakes);
  return { md, terms: terms.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)) };
}
