// The few texts that exist only in the page, each one template: the small twin of src/base/say.h, which has the rules.
//
//   say('{n|{n} file|{n} files} of {name}', { n: 3, name })   a string
//   sayRich('*{name}* is open', { name })                    a list whose every second text is strong
//
// The English template is the key. Before the first text, a page can set a catalogue, which tools/words
// makes; the module takes the same one.

const english = { language: 'en', templates: {}, texts: {} };
let catalogue = english;

// `json`: a parsed catalogue, or null for English. Throws if it is not a catalogue.
export function setCatalogue(json) {
  if (json === null) return void (catalogue = english);
  const { version, language, templates = {}, texts = {} } = json;
  if (version !== 1 || !isTable(templates) || !isTable(texts)) throw new Error('this is not a catalogue');
  new Intl.PluralRules(language);  // throws if it is not a language
  catalogue = { language, templates, texts };
}

const isTable = value => Object(value) === value && Object.values(value).every(text => typeof text === 'string');

export const language = () => catalogue.language;

export function sayRich(template, values = {}) {
  const other = Object.hasOwn(catalogue.templates, template) ? catalogue.templates[template] : null;
  try {
    if (other !== null) return filled(other, values, catalogue.language);
  } catch (error) {
    console.warn(error);  // a mistake in a translation: the English text is better than none
  }
  return filled(template, values, 'en');
}

// Even pieces are plain, odd ones are strong.
function filled(template, values, language) {
  const pieces = [''];
  fill(template, values, language, { pieces, strong: false });
  return pieces;
}

export const say = (template, values) => sayRich(template, values).join('');

// A text that is not a template: nothing in it is special.
export const translated = text => (Object.hasOwn(catalogue.texts, text) ? catalogue.texts[text] : text);

function fill(text, values, language, out) {
  while (text) {
    const [, literal, escaped, rest] = /^([^\\*{}]*)(?:\\([^]))?([^]*)$/.exec(text);
    add(literal + (escaped ?? ''), out);
    text = rest;
    if (escaped !== undefined) continue;
    if (text[0] === '*') {
      out.strong = !out.strong;
      text = text.slice(1);
    } else if (text[0] === '{') {
      const close = findOutside(text.slice(1), '}') + 1;
      fillPlace(text.slice(1, close), values, language, out);
      text = text.slice(close + 1);
    } else if (text) {
      throw new Error(`${text[0]} is out of place in a template`);
    }
  }
}

function fillPlace(place, values, language, out) {
  if (place[0] === '@') return;
  const [, capital, name, forms] = /^(\^?)(\w+)(?:\|([^]*))?$/.exec(place);
  if (!(name in values)) throw new Error(`the place {${name}} has no value`);
  if (forms !== undefined) return fill(formOf(forms, values[name], language), values, language, out);
  const text = String(values[name]);
  add(capital ? text.slice(0, 1).toUpperCase() + text.slice(1) : text, out);
}

function add(text, { pieces, strong }) {
  if (!text) return;
  if (((pieces.length - 1) % 2 === 1) !== strong) pieces.push('');
  pieces[pieces.length - 1] += text;
}

// Forms are in the order of Unicode's categories; a language has some of them.
const categories = ['zero', 'one', 'two', 'few', 'many', 'other'];

function formOf(forms, number, language) {
  const all = [];
  for (let bar; (bar = findOutside(forms, '|')) < forms.length; forms = forms.slice(bar + 1)) all.push(forms.slice(0, bar));
  all.push(forms);
  const rules = new Intl.PluralRules(language);
  const own = categories.filter(category => rules.resolvedOptions().pluralCategories.includes(category));
  return all[Math.min(own.indexOf(rules.select(number)), all.length - 1)];
}

// The first `wanted` outside of braces, or the end.
function findOutside(text, wanted) {
  let depth = 0;
  for (let i = 0; i < text.length; ++i) {
    if (depth === 0 && text[i] === wanted) return i;
    if (text[i] === '\\') ++i;
    else if (text[i] === '{') ++depth;
    else if (text[i] === '}') --depth;
  }
  return text.length;
}
