// What the blocks of a lesson contain. One table: it checks blocks, and makes their JSON Schema for editors.
//
//   checkBlock('question', value, report)       report(pointer, message) for every mistake
//   schemaOf()                                  the JSON Schema of all blocks
//
// A type is one of the words below, [type] for a list, {…} for an object, or a function that gives one of these from the
// value (for the kinds of questions). A key that ends in ? may be left out.

const prose = 'prose';            // a text of a lesson: CommonMark with computed numbers
const expression = 'expression';  // course/expression.js
const name = 'name';              // of a figure: small letters, digits and _
const id = 'id';                  // small letters, digits and -

const anyQuestion = { id, kind: ['choice', 'number', 'order', 'classify', 'change'], text: prose, 'figure?': name, 'because': prose };
const ofKind = {
  // `when` of exactly one choice is true: that is the right one.
  choice: { choices: [{ text: prose, when: expression, 'why?': prose, 'run?': name }] },
  // `near`: numbers that follow from a misconception. `otherwise` is said of every other wrong number.
  number: { key: expression, unit: 'text', 'within?': 'share', 'misses?': [{ near: expression, why: prose, 'run?': name }], otherwise: prose, 'run?': name },
  // The right order is that of the values of `at`, the smallest first. `why` is said of the first item that is out of place.
  order: { items: [{ text: prose, at: expression, why: prose }], 'run?': name },
  // The key is the verdict of each figure. A wrong box is met by the sentence of its word.
  classify: { items: [{ text: prose, figure: name, why: { concurrent: prose, parallel: prose, asynchronous: prose } }] },
  // The goal is reached by changing the figure. `solution`: changes that reach it, as few as there can be.
  change: { goal: expression, shows: expression, solution: 'settings', 'misses?': [{ when: expression, why: prose }] },
};

export const blocks = {
  lesson: { minutes: 'count', 'needs?': ['count'], about: 'text', summary: [prose] },
  figure: { name, alt: 'text', 'caption?': prose, 'shown?': 'truth', 'covered?': 'duration', '*': 'figure' },
  question: value => (Object.hasOwn(ofKind, value.kind) ? { ...anyQuestion, ...ofKind[value.kind] } : anyQuestion),
  reveal: { after: id, text: 'paragraphs', 'figure?': name },
  watch: { figure: name, points: [prose], 'try?': prose },
  listen: { 'after?': id, work: 'text', deadline: 'text', figures: [{ figure: name, text: prose }] },
  orders: { 'after?': id, name, threads: 'count', 'locked?': 'truth' },
  circle: { 'after?': id, figure: name },
  quiz: { runtime: ['node', 'node'] },
  map: { shares: ['share'], tasks: ['count'], cores: ['count'], seeds: ['count'], life: 'text' },
  teacher: { aims: [prose], timing: prose, misconceptions: [prose], 'ideas?': [prose] },
};

const tests = {
  text: [value => typeof value === 'string' && value.trim() !== '' && value.length <= 400, 'a text of up to 400 characters'],
  prose: [value => typeof value === 'string' && value.trim() !== '' && value.length <= 1200, 'a text of up to 1,200 characters'],
  paragraphs: [value => [value].flat().length > 0 && [value].flat().every(one => typeof one === 'string' && one.trim() !== '' && one.length <= 1200), 'a text, or a list of paragraphs'],
  expression: [value => typeof value === 'string' && value.trim() !== '' && value.length <= 200, 'an expression of up to 200 characters'],
  name: [value => /^[a-z][a-z0-9_]{0,39}$/.test(value), 'a name of small letters, digits and _'],
  id: [value => /^[a-z][a-z0-9-]{0,39}$/.test(value), 'a name of small letters, digits and -'],
  count: [value => Number.isInteger(value) && value >= 0 && value <= 1000, 'a whole number'],
  share: [value => typeof value === 'number' && value >= 0 && value <= 1, 'a number from 0 to 1'],
  duration: [value => /^\d+(\.\d+)?(ns|us|ms|s|min|h)$/.test(value), 'a duration, as in 20ms'],
  truth: [value => typeof value === 'boolean', 'true or false'],
  settings: [value => Object(value) === value && !Array.isArray(value) && Object.keys(value).length > 0 && Object.values(value).every(one => typeof one === 'string'), 'an object of parameters and their values as texts'],
};

export function checkBlock(kind, value, report) {
  check(blocks[kind], value, '', report);
}

function check(type, value, pointer, report) {
  if (typeof type === 'function') {
    if (!isObject(value)) return report(pointer, 'it should be an object');
    return check(type(value), value, pointer, report);
  }
  if (typeof type === 'string') {
    const [test, what] = tests[type];
    return test(value) ? undefined : report(pointer, `it should be ${what}`);
  }
  if (Array.isArray(type)) {
    if (type.length > 1) return type.includes(value) ? undefined : report(pointer, `it should be one of: ${[...new Set(type)].join(', ')}`);
    if (!Array.isArray(value) || value.length === 0 || value.length > 40) return report(pointer, 'it should be a list of 1 to 40 entries');
    return value.forEach((entry, i) => check(type[0], entry, `${pointer}/${i}`, report));
  }
  if (!isObject(value)) return report(pointer, 'it should be an object');
  for (const [key, of] of Object.entries(type)) {
    const wanted = key.replace('?', '');
    if (key === '*') continue;
    if (Object.hasOwn(value, wanted)) check(of, value[wanted], `${pointer}/${wanted}`, report);
    else if (wanted === key) report(pointer, `“${wanted}” is missing`);
  }
  if (type['*']) return;  // the engine knows the other keys
  const known = Object.keys(type).map(key => key.replace('?', ''));
  for (const key of Object.keys(value)) {
    if (!known.includes(key) && !key.startsWith('x-')) report(`${pointer}/${key}#key`, `there is no “${key}” here; there are ${known.join(', ')}`);
  }
}

const isObject = value => Object(value) === value && !Array.isArray(value);

// --- JSON Schema -------------------------------------------------------------------------

const simple = {
  text: { type: 'string', minLength: 1, maxLength: 400 }, prose: { type: 'string', minLength: 1, maxLength: 1200 },
  paragraphs: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' }, minItems: 1 }] },
  expression: { type: 'string', minLength: 1, maxLength: 200 }, name: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}$' },
  id: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,39}$' }, count: { type: 'integer', minimum: 0, maximum: 1000 },
  share: { type: 'number', minimum: 0, maximum: 1 }, truth: { type: 'boolean' }, duration: { type: 'string' },
  settings: { type: 'object', minProperties: 1, additionalProperties: { type: 'string' } },
};

function schema(type) {
  if (typeof type === 'string') return simple[type];
  if (Array.isArray(type)) return type.length > 1 ? { enum: type } : { type: 'array', items: schema(type[0]), minItems: 1, maxItems: 40 };
  const entries = Object.entries(type).filter(([key]) => key !== '*');
  return {
    type: 'object', required: entries.map(([key]) => key).filter(key => !key.endsWith('?')),
    properties: Object.fromEntries(entries.map(([key, of]) => [key.replace('?', ''), schema(of)])),
    ...(type['*'] ? {} : { additionalProperties: false, patternProperties: { '^x-': {} } }),
  };
}

export function schemaOf() {
  const questions = Object.entries(ofKind).map(([kind, keys]) => schema({ ...anyQuestion, kind: [kind, kind], ...keys }));
  const all = Object.entries(blocks).map(([kind, type]) => [kind, typeof type === 'function' ? { oneOf: questions } : schema(type)]);
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'blocks of a lesson', $defs: Object.fromEntries(all) };
}
