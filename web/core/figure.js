// A figure as data, as the page of one figure reads, opens and writes it. The module decides what is right
// (docs/figure.md); here strings are only turned into JSON, and the options that concern the page are read.
//
//   address -> readOptions            what concerns the page: theme, activate, play, ...
//   address -> readFigure -> figure -> openFigure -> session -> figureNow -> figure
//
// Addresses are not trusted: a part that cannot be used is dropped, with the reason, and the rest works.

import { pack, settingsBetween, unpack } from './links.js';
import { say } from './say.js';
import { durationText, parseDuration } from './units.js';
import { cleanText } from './values.js';

const longestFragment = 128 * 1024;
const mostDropped = 12;

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
const themes = ['auto', 'light', 'dark'];
const lists = ['runs', 'lanes', 'show', 'numbers', 'knobs'];
const texts = { title: 200, caption: 500 };
const others = ['scenario', 'set', 'view', 't', 'from', 'to', 'focus', 'sel', 'range', 'mark', 'ask', 'theme', 'engine'];

// The options of the page in an address, and what of the figure its poster needs. Nothing is unpacked for that.
export function readOptions(href) {
  const options = { lang: null, parent: null, title: '', caption: '', scenario: null, theme: 'auto' };
  for (const [name, [first]] of Object.entries(words)) options[name] = first;
  const dropped = [];
  const drop = (name, value, why) => { if (dropped.length < mostDropped) dropped.push({ part: cleanText(`${name}=${value}`, 80), why }); };
  const oneOf = (name, value, allowed) => {
    if (allowed.includes(value)) options[name] = value;
    else drop(name, value, say('It should be one of: {words}.', { words: allowed.join(', ') }));
  };
  for (const [name, value] of new URL(href).searchParams) {
    if (Object.hasOwn(words, name)) oneOf(name, value, words[name]);
    else if (name === 'theme') oneOf(name, value, themes);
    else if (Object.hasOwn(tests, name)) tests[name](value) ? options[name] = value : drop(name, value, say('It is not recognised.'));
    else if (Object.hasOwn(texts, name)) options[name] = cleanText(value, texts[name]);
    else if (name === 'scenario' && /^[a-z0-9-]{1,64}$/.test(value)) options.scenario = value;
    else if (![...lists, ...others].includes(name)) drop(name, value, say('It is not recognised.'));
  }
  return { ...options, dropped };
}

// The figure of an address. text_bytes: the longest text that may be unpacked.
export async function readFigure(href, text_bytes) {
  const url = new URL(href);
  const dropped = [];
  let figure = { figure: 1 };
  const fragment = url.hash.slice(1);
  if (fragment) {
    try {
      if (fragment.length > longestFragment) throw new Error(say('It is too long.'));
      if (!/^[fs]=1\./.test(fragment)) throw new Error(say('It is not a figure or a scenario of this version.'));
      const json = JSON.parse(await unpack(fragment.slice(4), text_bytes));
      if (fragment[0] === 's') figure.scenario = json;
      else figure = json;
    } catch (error) {
      dropped.push({ part: '#' + fragment.slice(0, 24) + (fragment.length > 24 ? '…' : ''), why: error instanceof SyntaxError ? say('It is damaged.') : error.message });
    }
  }
  const seen = new Set();
  for (const [name, value] of url.searchParams) {
    if (name === 'set') {
      const [, id, to] = /^([A-Za-z0-9_.-]{1,200})[:=](.{0,1000})$/s.exec(value) ?? [];
      if (!id || id === '__proto__') dropped.push({ part: cleanText(`set=${value}`, 80), why: say('It should look like {example}.', { example: 'set=machine.cores:4' }) });
      else figure.set = { ...figure.set, [id]: to };
    } else if (name === 'mark') {
      figure.mark = [...(seen.has(name) ? figure.mark : []), value];
    } else if (lists.includes(name)) {
      const list = value === 'none' || value === '' ? [] : value.split(',');
      figure[name] = name === 'runs' ? list.map(wholeOf) : list;
    } else if (name === 'focus' || name === 'engine') {
      figure[name] = wholeOf(value);
    } else if (name === 'scenario' && fragment.startsWith('s=')) {
      // The whole scenario comes first.
    } else if (name === 'view' || name === 'scenario' || name in texts || others.includes(name)) {
      figure[name] = value;
    }
    seen.add(name);
  }
  return { figure, dropped: dropped.slice(0, mostDropped) };
}

const wholeOf = text => (/^\d{1,9}$/.test(text) ? Number(text) : text);

// Opens a figure in a session. Returns {ok, dropped} or {error}.
export function openFigure(session, figure) {
  const dropped = [];
  const drop = (part, why) => dropped.push({ part: cleanText(part, 80), why });
  const { scenario = 'waiting-on-the-database', set = {}, lanes, focus, mark = [] } = figure;
  const answer = typeof scenario === 'string' ? session.loadBuiltin(scenario) : session.load(JSON.stringify(scenario));
  if (answer.error) return answer;
  for (const [id, value] of Object.entries(set)) {
    const { error } = session.set(id, String(value), { announce: false });
    if (error) drop(`set=${id}:${value}`, error.message);
  }
  const { model } = session;
  if (Array.isArray(lanes)) {
    for (const [lane, on] of Object.entries(session.state.lanes)) if (on !== lanes.includes(lane)) model.command(`lanes-${lane}`);
  }
  const time = name => {
    const ns = typeof figure[name] === 'string' ? parseDuration(figure[name]) : null;
    if (ns === null && figure[name] !== undefined) drop(`${name}=${figure[name]}`, say('It should be a time such as {example}.', { example: '21.4ms' }));
    return ns;
  };
  const [from, to, t] = [time('from'), time('to'), time('t')];
  for (const one of mark) if (parseDuration(String(one)) !== null) model.mark(parseDuration(String(one)));
  if (figure.sel) model.select(String(figure.sel));
  if (from !== null && to !== null && from < to) model.show(from, to);
  if (t !== null) model.seek(t);
  if (Number.isInteger(focus)) model.focus(focus);
  return { ok: true, dropped };
}

// A figure that shows what a session shows now; what it does not know of is taken from `figure`, which was opened in it.
export function figureNow(session, figure) {
  const { model, source, state } = session;
  const text = model.scenario();
  const set = source.id ? settingsBetween(source.text, text) : null;
  const now = { ...figure, figure: 1, scenario: set ? source.id : JSON.parse(text), set: Object.fromEntries((set ?? []).map(({ id, value }) => [id, value])) };
  for (const name of ['t', 'from', 'to', 'focus', 'sel', 'mark']) delete now[name];
  if (state.playhead_ns > 0) now.t = durationText(state.playhead_ns);
  if (state.begin_ns > 0 || state.end_ns < session.end()) Object.assign(now, { from: durationText(state.begin_ns), to: durationText(state.end_ns) });
  if (state.focus > 0) now.focus = state.focus;
  if (state.sel) now.sel = state.sel;
  if (state.marks.length > 0) now.mark = state.marks.map(durationText);
  return now;
}

// The address of a page that shows a figure: `page` is that page.
export async function addressOf(page, figure) {
  const url = new URL(page);
  url.hash = 'f=1.' + await pack(JSON.stringify(figure));
  return url.href;
}
