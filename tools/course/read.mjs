// Reads a lesson: CommonMark, with fenced blocks of JSON (schema.mjs).
//
//   # Waiting
//
//   ```lesson
//   {"minutes": 6, "needs": [4], "about": "…", "summary": ["…"]}
//   ```
//
//   Each of these {pool@work.0.count} requests computes for {pool@programs.request.0.compute}.
//
// In prose, {…} is an expression of course/expression.js, with a form after “|” if need be: {pool.finish | 1}. There are two
// other kinds of numbers: {fact: 4.77 MHz | source} was measured by others, and {given: 90 minutes} is neither measured nor
// computed. Every other number with a unit is a mistake: it would stay when the run has changed.
//
// Links: [time slice](term:time-slice) leads to the glossary, [lesson 4](lesson:4) to a lesson, [the lab](lab:deadlock)
// to a scenario in the lab, [code](page:embedding/) to another page of the site.
//
//   readLesson(text, file, tools) -> {title, file, lesson, parts: [{kind, …}], teacher}       throws LessonErrors
//
// `tools`: {MarkdownIt, parseTree, printParseErrorCode}, of the packages that the lock file of tools/site names.

import { compile, ExpressionError } from '../../web/course/expression.js';
import { BadJson, readJson } from './json.mjs';
import { blocks, checkBlock } from './schema.mjs';

// All mistakes of a lesson, each with its place: "07-waiting.md:12:9: “minutes” is missing".
export class LessonErrors extends Error {
  constructor(mistakes) {
    super(mistakes.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n'));
    this.name = 'LessonErrors';
    this.mistakes = mistakes;
  }
}

export function makeMarkdown({ MarkdownIt }) {
  const md = new MarkdownIt('commonmark', { html: false }).enable('table');
  md.inline.ruler.before('emphasis', 'computed', (state, silent) => {
    if (state.src[state.pos] !== '{') return false;
    const end = closing(state.src, state.pos);
    if (end < 0) return false;
    if (!silent) Object.assign(state.push('computed', '', 0), { content: state.src.slice(state.pos + 1, end), meta: { offset: state.pos } });
    state.pos = end + 1;
    return true;
  });
  md.renderer.rules.computed = (tokens, i, _, env) => env.computed(tokens[i]);
  md.renderer.rules.link_open = (tokens, i, options, env, self) => {
    env.link?.(tokens[i]);
    return self.renderToken(tokens, i, options);
  };
  return md;
}

// The end of a place that begins with “{”, or -1. A text in quotes may contain braces.
function closing(text, begin) {
  for (let i = begin + 1, quoted = false; i < text.length; ++i) {
    if (text[i] === '"') quoted = !quoted;
    if (!quoted && text[i] === '}') return i;
    if (text[i] === '{' && !quoted) return -1;
  }
  return -1;
}

// "pool.finish | 1" -> {expression, form}; "fact: 1978 | source" -> {fact, source}; "given: 6" -> {given}
export function readPlace(content) {
  const [, kind, text, , note] = /^(?:(fact|given):)?\s*((?:[^|"]|"[^"]*")*?)\s*(\|\s*(.*?))?\s*$/s.exec(content);
  if (kind === 'fact') return { fact: text, source: note ?? '' };
  if (kind === 'given') return { given: text };
  return { expression: text, form: note ?? '' };
}

const forms = /^(|word|exact|times|\d)$/;

// A number with a unit that was typed in. Words count as well: "four milliseconds".
const digits = '\\d[\\d.,]*';
const spelled = 'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|a hundred|hundred|thousand';
const unit = 'ns|nanoseconds?|µs|us|microseconds?|ms|milliseconds?|s|secs?|seconds?|min|mins|minutes?|h|hours?|days?|%|per ?cent|times|×|x|[KMG]i?B|kB|bytes?|[kMG]?Hz|megahertz|gigahertz|requests? per second|tasks? per second|cents?|dollars?|euros?';
const typed = new RegExp(`(?<![\\w.])(?!\\d{3}0s\\b)(?:${digits}(?:[-\\s\\u00a0]?)(?:${unit})(?![\\w])|(?:${spelled})[-\\s](?:${unit.replace('|s|', '|').replace('|h|', '|').replace('|x|', '|')})(?![\\w]))`, 'iu');

export function typedNumber(text) {
  return typed.exec(text)?.[0] ?? null;
}

export function readLesson(text, file, tools) {
  const md = makeMarkdown(tools);
  const source = text.split('\n');
  const mistakes = [];
  const complain = (line, column, message) => mistakes.push({ file, line, column, message });
  const tokens = md.parse(text, {});
  const parts = [];
  let [title, prose] = [null, null];

  for (let i = 0; i < tokens.length; ++i) {
    const token = tokens[i];
    if (token.type === 'heading_open' && token.tag === 'h1' && token.level === 0) {
      if (title !== null) complain(token.map[0] + 1, 1, 'a lesson has one title');
      title = tokens[i + 1].content;
      while (tokens[i].type !== 'heading_close') ++i;
      prose = null;
    } else if (token.type === 'fence' && token.level === 0 && Object.hasOwn(blocks, token.info.trim())) {
      prose = null;
      const part = readBlock(token, source, complain, tools);
      if (part) parts.push(part);
    } else if (token.type === 'fence' && token.level === 0 && token.info.trim() && /^\s*\{/.test(token.content)) {
      complain(token.map[0] + 1, 1, `there is no block “${token.info.trim()}”; there are ${Object.keys(blocks).join(', ')}`);
    } else {
      if (!prose) parts.push(prose = { kind: 'prose', tokens: [], line: token.map?.[0] + 1 });
      prose.tokens.push(token);
    }
  }
  if (title === null) complain(1, 1, 'a lesson begins with its title: # Waiting');
  const lesson = parts.find(({ kind }) => kind === 'lesson');
  if (!lesson) complain(1, 1, 'there is no block “lesson”');
  const result = { title, file, lesson: lesson?.value, parts, mistakes, complain, md };
  for (const part of parts) checkTexts(part, source, result);
  checkNames(result);
  if (mistakes.length > 0) throw new LessonErrors(mistakes);
  return result;
}

function readBlock({ info, content, map }, source, complain, tools) {
  const kind = info.trim();
  const first = map[0] + 1;  // the line after the fence, counted from 0
  const indent = /^ */.exec(source[map[0]])[0].length;
  const place = offset => {
    const before = content.slice(0, offset).split('\n');
    return [first + before.length, before.at(-1).length + 1 + indent];
  };
  try {
    const { value, at } = readJson(content, tools);
    let good = true;
    const report = (pointer, message) => {
      good = false;
      complain(...place(at(pointer)), message + (pointer ? ` (${pointer.replace('#key', '')})` : ''));
    };
    checkBlock(kind, value, report);
    return good ? { kind, value, line: first, report } : null;
  } catch (error) {
    if (!(error instanceof BadJson)) throw error;
    complain(...place(error.offset), error.message + (error.pointer ? ` (${error.pointer})` : ''));
    return null;
  }
}

// --- Texts -------------------------------------------------------------------------------

// Every text of a block that is prose: [pointer, text]
export function* texts(kind, value) {
  const each = function* (list, pointer, key = null) {
    for (const [i, one] of (list ?? []).entries()) {
      const text = key === null ? one : one[key];
      if (text !== undefined) yield [key === null ? `${pointer}/${i}` : `${pointer}/${i}/${key}`, text];
    }
  };
  const some = function* (...keys) {
    for (const key of keys) if (value[key] !== undefined) yield [`/${key}`, value[key]];
  };
  if (kind === 'lesson') yield* each(value.summary, '/summary');
  if (kind === 'figure') yield* some('caption', 'alt');
  if (kind === 'reveal') yield* typeof value.text === 'string' ? some('text') : each(value.text, '/text');
  if (kind === 'watch') {
    yield* each(value.points, '/points');
    yield* some('try');
  }
  if (kind === 'listen') yield* each(value.figures, '/figures', 'text');
  if (kind === 'teacher') {
    for (const key of ['aims', 'misconceptions', 'ideas']) yield* each(value[key], `/${key}`);
    yield* some('timing');
  }
  if (kind === 'question') {
    yield* some('text', 'because', 'otherwise');
    for (const key of ['choices', 'items']) yield* each(value[key], `/${key}`, 'text');
    for (const key of ['choices', 'misses']) yield* each(value[key], `/${key}`, 'why');
    if (value.kind === 'order') yield* each(value.items, '/items', 'why');
    if (value.kind === 'classify') {
      for (const [i, { why }] of value.items.entries()) for (const [word, text] of Object.entries(why)) yield [`/items/${i}/why/${word}`, text];
    }
  }
}

// Every expression of a block: [pointer, text]
export function* expressions(kind, value) {
  if (kind !== 'question') return;
  for (const key of ['key', 'goal', 'shows']) if (value[key] !== undefined) yield [`/${key}`, value[key]];
  for (const [key, name] of [['choices', 'when'], ['misses', 'near'], ['misses', 'when'], ['items', 'at']]) {
    for (const [i, one] of (value[key] ?? []).entries()) if (one[name] !== undefined) yield [`/${key}/${i}/${name}`, one[name]];
  }
}

function checkTexts(part, source, { md, complain }) {
  if (part.kind === 'prose') {
    for (const token of part.tokens) if (token.type === 'inline') checkInline(token.children, inlinePlace(token, source), complain);
    return;
  }
  for (const [pointer, text] of texts(part.kind, part.value)) {
    for (const token of md.parse(text, {})) if (token.type === 'inline') checkInline(token.children, null, (_, __, message) => part.report(pointer, message));
  }
  for (const [pointer, text] of expressions(part.kind, part.value)) {
    try {
      compile(text);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      part.report(pointer, `${error.message}, at character ${error.offset + 1}`);
    }
  }
}

// Where a piece of an inline token is in the file.
function inlinePlace(token, source) {
  return piece => {
    for (let line = token.map[0]; line < token.map[1]; ++line) {
      const column = source[line].indexOf(piece);
      if (column >= 0) return [line + 1, column + 1];
    }
    return [token.map[0] + 1, 1];
  };
}

function checkInline(tokens, place, complain) {
  let text = '';
  const at = piece => (place ? place(piece) : [0, 0]);
  for (const token of tokens) {
    if (token.type === 'text') text += token.content;
    else if (token.type === 'softbreak' || token.type === 'hardbreak') text += ' ';
    else if (token.type === 'computed') {
      text += '\u2007';
      const { expression, form, fact, source, given } = readPlace(token.content);
      const complainHere = message => complain(...at(`{${token.content}`), message);
      if (fact !== undefined && !source) complainHere(`a fact names its source: {fact: ${fact} | source}`);
      if (given === '' || fact === '') complainHere('there is no number in these braces');
      if (expression === undefined) continue;
      if (!forms.test(form)) complainHere(`there is no form “${form}”; there are word, exact, times and a number of decimals`);
      try {
        compile(expression);
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error;
        complainHere(`${error.message}, at character ${error.offset + 1} of {${token.content}}`);
      }
    } else if (token.type === 'code_inline') {
      text += '\u2007';
    }
  }
  const number = typedNumber(text);
  if (number) complain(...at(number), `“${number}” is typed in: compute it ({pool.finish}), or say where it comes from ({fact: ${number} | source}, {given: ${number}})`);
}

// --- Names -------------------------------------------------------------------------------

function checkNames({ parts }) {
  const figures = new Set();
  const questions = new Set();
  for (const { kind, value, report } of parts) {
    if (kind === 'figure') {
      if (figures.has(value.name)) report('/name', `there are two figures “${value.name}”`);
      figures.add(value.name);
    }
    if (kind === 'question') {
      if (questions.has(value.id)) report('/id', `there are two questions “${value.id}”`);
      questions.add(value.id);
    }
  }
  const known = (report, pointer, name) => {
    if (name !== undefined && !figures.has(name)) report(pointer, `there is no figure “${name}” in this lesson`);
  };
  for (const { kind, value, report } of parts) {
    if (['reveal', 'listen', 'orders', 'circle'].includes(kind) && value.after !== undefined && !questions.has(value.after)) report('/after', `there is no question “${value.after}” in this lesson`);
    if (['reveal', 'watch', 'question', 'circle'].includes(kind)) known(report, '/figure', value.figure);
    if (kind === 'listen') value.figures.forEach(({ figure }, i) => known(report, `/figures/${i}/figure`, figure));
    if (kind !== 'question') continue;
    known(report, '/run', value.run);
    for (const key of ['choices', 'misses', 'items']) {
      for (const [i, one] of (value[key] ?? []).entries()) {
        known(report, `/${key}/${i}/run`, one.run);
        known(report, `/${key}/${i}/figure`, one.figure);
      }
    }
    if (value.kind === 'change' && !value.figure) report('', '“figure” is missing: what is to be changed');
    if (value.kind === 'choice') {
      if (value.choices.length < 2) report('/choices', 'there should be two choices or more');
    }
  }
}
