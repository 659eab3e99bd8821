// A figure as data (docs/figure.md), in addresses and attributes. Both hold strings; here they are turned into the JSON
// of a figure, and back. The module decides whether what they say can be used (src/session/figure.h).
//
//   address -> readOptions            what concerns the page: activate, play, ...
//   address -> readFigure -> figure -> openFigure -> session -> figureNow -> figure -> addressOf -> address
//
// In an address, `set` and `mark` repeat, and lists are separated by commas: "none" is an empty one. In an attribute,
// the entries of `set` and `mark` are separated by semicolons. What has no such form (a question with a text of its
// own) is packed:
//
//   #f=1.PACKED   the whole figure; options in the address come before what it says
//   #s=1.PACKED   the scenario
//
// where PACKED is base64url(deflate-raw(JSON)). Addresses are not trusted: a part that cannot be used is dropped, with
// the reason, and the rest works.

import { pack, unpack } from './pack.js';
import { say } from './say.js';
import { BadValue, cleanText, plainCopy } from './values.js';

const longestFragment = 128 * 1024;
const longestScenario = 256 * 1024;               // bytes of text, unpacked
const longestFigure = longestScenario + 16 * 1024;  // a whole scenario and what a figure says besides
const mostDropped = 12;
export const longestAddress = 8000;  // characters; longer ones are cut off by some programs

// Every key of a figure but its version, in the order in which addresses have them, and what its value is.
export const keys = {
  scenario: 'text', set: 'settings', title: 'text', caption: 'text', runs: 'numbers', lanes: 'words', show: 'words',
  numbers: 'words', knobs: 'words', view: 'text', t: 'text', from: 'text', to: 'text', focus: 'number', baseline: 'number', aim: 'number', sel: 'text',
  range: 'text', mark: 'texts', ask: 'text', theme: 'text', engine: 'number',
};

// What concerns the page and not the figure: lists of words, the first of which is the default, or tests.
const words = {
  activate: ['click', 'visible', 'now'],
  links: ['1', '0'],
  play: ['0', '1'],
  resize: ['none', 'auto'],
};
const tests = {
  lang: value => /^[A-Za-z0-9-]{1,35}$/.test(value),
  parent: value => URL.canParse(value) && new URL(value).origin === value,
};

// --- Reading -----------------------------------------------------------------------------

// The options of the page in an address.
export function readOptions(href) {
  const options = { lang: null, parent: null };
  for (const [name, [first]] of Object.entries(words)) options[name] = first;
  const dropped = [];
  const drop = (name, value, why) => { if (dropped.length < mostDropped) dropped.push({ part: cleanText(`${name}=${value}`, 80), why }); };
  for (const [name, value] of new URL(href).searchParams) {
    if (Object.hasOwn(words, name)) {
      if (words[name].includes(value)) options[name] = value;
      else drop(name, value, say('It should be one of: {words}.', { words: words[name].join(', ') }));
    } else if (Object.hasOwn(tests, name)) {
      if (tests[name](value)) options[name] = value;
      else drop(name, value, say('It is not recognised.'));
    } else if (!Object.hasOwn(keys, name)) {
      drop(name, value, say('It is not recognised.'));
    }
  }
  return { ...options, dropped };
}

// The figure of an address. `instead`: the id of a scenario for when the packed one cannot be used.
export async function readFigure(href) {
  const url = new URL(href);
  const dropped = [];
  const { packed, scenario } = await readFragment(url.hash.slice(1), dropped);
  const options = [...url.searchParams].filter(([name, value]) => Object.hasOwn(keys, name) && isShort(name, value, dropped));
  const { figure, instead } = figureFrom(options, dropped, { packed, scenario });
  return { figure, instead, dropped: dropped.slice(0, mostDropped) };
}

// No option of a figure is longer than this; the module has a limit for each.
const longestOption = 4000;
function isShort(name, value, dropped) {
  if (value.length <= longestOption) return true;
  dropped.push({ part: cleanText(`${name}=${value.slice(0, 80)}`, 80), why: say('It is too long.') });
  return false;
}

async function readFragment(fragment, dropped) {
  if (!fragment) return {};
  try {
    if (fragment.length > longestFragment) throw new Error(say('It is too long.'));
    if (!/^[fs]=1\./.test(fragment)) throw new Error(say('It is not a scenario or a figure of this version.'));
    const whole = fragment[0] === 'f';
    const json = figureOf(await unpack(fragment.slice(4), whole ? longestFigure : longestScenario));
    return whole ? { packed: json } : { scenario: json };
  } catch (error) {
    const why = error instanceof BadValue ? say('It is not a scenario or a figure: {mistake}.', { mistake: error.message }) : error.message;
    dropped.push({ part: '#' + fragment.slice(0, 24) + (fragment.length > 24 ? '…' : ''), why });
    return {};
  }
}

// A figure from names and strings, as an address has them. packed: a figure that they add to; scenario: a scenario that
// was packed.
function figureFrom(options, dropped, { packed = {}, scenario = null } = {}) {
  const figure = { ...packed, figure: packed.figure ?? 1 };
  let instead = null;
  const lists = new Map();
  const given = new Map();
  for (const [name, value] of options) {
    if (given.has(name) && !isRepeated(name)) dropped.push({ part: cleanText(`${name}=${given.get(name)}`, 80), why: say('It is given twice; the last one counts.') });
    given.set(name, value);
    if (name === 'scenario' && scenario) instead = value;
    else if (keys[name] === 'settings') addSetting(figure, value, dropped);
    else if (keys[name] === 'texts') lists.set(name, [...(lists.get(name) ?? []), value]);
    else figure[name] = valueOf(keys[name], value);
  }
  for (const [name, list] of lists) figure[name] = list;
  if (scenario) figure.scenario = scenario;
  return { figure, instead };
}

// Elements have the same options as attributes: [["scenario", "typing-and-music"], ["set", "machine.cores:4;seed:2"]].
export function figureFromAttributes(attributes) {
  const dropped = [];
  const options = attributes.filter(([name]) => Object.hasOwn(keys, name)).flatMap(([name, value]) =>
    (isRepeated(name) ? value.split(';').map(one => one.trim()).filter(Boolean).map(one => [name, one]) : [[name, value]]));
  return { figure: figureFrom(options, dropped).figure, dropped };
}

const isRepeated = name => keys[name] === 'settings' || keys[name] === 'texts';

function addSetting(figure, value, dropped) {
  const [, id, to] = /^([^:=]{1,200})[:=](.{1,1000})$/s.exec(value) ?? [];
  if (!id || ['__proto__', 'constructor', 'prototype'].includes(id)) {
    dropped.push({ part: cleanText(`set=${value}`, 80), why: say('It should look like {example}.', { example: 'set=machine.cores:4' }) });
  } else {
    figure.set = { ...(Object(figure.set) === figure.set ? figure.set : {}), [id]: to };
  }
}

// What is no number stays a text: the module says what is wrong with it.
const numberOf = text => (/^\d{1,9}$/.test(text) ? Number(text) : text);

function valueOf(kind, text) {
  if (kind === 'text') return text;
  if (kind === 'number') return numberOf(text);
  const list = text === 'none' || text === '' ? [] : text.split(',');
  return kind === 'numbers' ? list.map(numberOf) : list;
}

// A figure from a text or an object. Throws a BadValue.
export function figureOf(from) {
  let value = from;
  try {
    if (typeof from === 'string') value = JSON.parse(from);
  } catch {
    throw new BadValue('it is not JSON', '');
  }
  if (Object(value) !== value || Array.isArray(value)) throw new BadValue('it is not an object', '');
  return plainCopy(value, { bytes: longestFigure, depth: 64 });
}

// --- In a session ------------------------------------------------------------------------

// Opens a figure in a session. Returns {ok, dropped} or {error}.
export const openFigure = (session, figure) => session.openFigure(figure);

// Passes the text of the figure's scenario to a module that has none built in. `site` is where the scenarios are.
export async function giveScenario(session, { scenario }, site) {
  if (typeof scenario !== 'string' || !/^[a-z0-9-]{1,64}$/.test(scenario)) return;
  if (session.model.builtins?.().some(({ id }) => id === scenario)) return;
  const response = await fetch(new URL(`scenarios/${scenario}.json`, site));
  if (response.ok) session.model.builtinText(scenario, await response.text());
}

// A figure that shows what a session shows now.
export const figureNow = session => JSON.parse(session.model.figure());

// --- Writing -----------------------------------------------------------------------------

// Whether strings can say everything that a figure says; a scenario of its own goes into the fragment.
const isPlain = ({ ask }) => Object(ask) !== ask;

// The options of an address, as names and strings. Requires a figure without a question with a text of its own.
function optionsOf(figure) {
  const options = [];
  for (const [name, kind] of Object.entries(keys)) {
    const value = figure[name];
    if (value === undefined || Object(value) === value && name === 'scenario') continue;
    if (kind === 'settings') for (const [id, to] of Object.entries(value)) options.push([name, `${id}:${to}`]);
    else if (kind === 'texts') for (const one of value) options.push([name, one]);
    else options.push([name, Array.isArray(value) ? value.join(',') || 'none' : String(value)]);
  }
  return options;
}

// The attributes of an element that shows a figure, or null if they cannot say everything.
export function attributesOf(figure) {
  if (!isPlain(figure) || Object(figure.scenario) === figure.scenario) return null;
  const attributes = new Map();
  const options = optionsOf(figure);
  if (options.some(([name, value]) => isRepeated(name) && (value.includes(';') || value !== value.trim()))) return null;
  for (const [name, value] of options) attributes.set(name, attributes.has(name) ? `${attributes.get(name)};${value}` : value);
  return [...attributes];
}

// The address of a page that shows a figure: `page` is that page. lang: the language in which it is shown.
export async function addressOf(page, figure, lang = null) {
  const url = new URL(page);
  url.search = url.hash = '';
  if (isPlain(figure)) {
    for (const [name, value] of optionsOf(figure)) url.searchParams.append(name, value);
    if (Object(figure.scenario) === figure.scenario) url.hash = 's=1.' + await pack(JSON.stringify(figure.scenario));
  } else {
    url.hash = 'f=1.' + await pack(JSON.stringify(figure));
  }
  if (lang) url.searchParams.append('lang', lang);
  url.search = url.search.replaceAll('%3A', ':').replaceAll('%2C', ',');
  return url.href;
}

// How long an address is, and whether that is more than every program takes.
export const lengthOf = address => ({ length: address.length, tooLong: address.length > longestAddress });
