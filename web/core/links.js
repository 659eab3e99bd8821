// Links that name a scenario, its settings, a moment and a view of it, and what was marked there:
//
//   ?scenario=ID&set=machine.cores:4&set=...&t=21.4ms&from=0ms&to=60ms
//     &focus=RUN&sel=RUN:SPAN&range=10ms-20ms&mark=5ms&mark=...&lang=de#s=1.TEXT
//
// `sel` may also name a callback, as RUN:callback:NUMBER, or a gap, as RUN:KIND:LANE:TIME (src/session/selection_text.h).
// `focus` is the run whose numbers at the moment are shown, counted from 0.
//
// TEXT is base64url(deflate-raw(scenario)). Links are not trusted: a part that cannot be used is left
// out and named in `dropped`, with a sentence that says why; the rest works.
// words.js handles the language, which is kept in the links that are made here.

import { say } from './say.js';
import { durationText, parseDuration } from './units.js';
import { languageOf } from './words.js';

const longestFragment = 128 * 1024;
const mostSet = 32;
const mostDropped = 12;

// limits: of the module, {text_bytes, marks}
export async function readLink(href, limits) {
  const url = new URL(href);
  const link = { scenario: null, text: null, set: [], t: null, from: null, to: null, focus: null, sel: null, range: null, marks: [], dropped: [] };
  const drop = (part, why) => {
    if (link.dropped.length < mostDropped) link.dropped.push({ part: part.slice(0, 80), why });
  };

  for (const [name, value] of url.searchParams) {
    const part = `${name}=${value}`;
    if (name === 'scenario') {
      if (/^[a-z0-9-]{1,64}$/.test(value)) link.scenario = value;
      else drop(part, say('It is not the name of a scenario.'));
    } else if (name === 'set') {
      const match = /^([A-Za-z0-9_.-]{1,200})[:=](.{0,1000})$/s.exec(value);
      if (link.set.length >= mostSet) drop(part, say('A link can have {n|one setting|{n} settings}.', { n: mostSet }));
      else if (match) link.set.push({ id: match[1], value: match[2] });
      else drop(part, say('It should look like {example}.', { example: 'set=machine.cores:4' }));
    } else if (name === 't' || name === 'from' || name === 'to') {
      const ns = parseDuration(value);
      if (ns === null) drop(part, say('It should be a time such as {example}.', { example: '21.4ms' }));
      else link[name] = ns;
    } else if (name === 'focus') {
      if (/^\d{1,4}$/.test(value)) link.focus = Number(value);
      else drop(part, say('It should look like {example}.', { example: 'focus=1' }));
    } else if (name === 'sel') {
      if (/^\d{1,4}(:[a-z\d]{1,24}){1,5}$/.test(value)) link.sel = value;  // the module parses it
      else drop(part, say('It should look like {example}.', { example: 'sel=0:12' }));
    } else if (name === 'range') {
      const [from, to, ...more] = value.split('-').map(parseDuration);
      if (more.length === 0 && Number.isFinite(from) && Number.isFinite(to) && from < to) link.range = { from, to };
      else drop(part, say('It should look like {example}.', { example: 'range=10ms-20ms' }));
    } else if (name === 'mark') {
      const ns = parseDuration(value);
      if (ns === null) drop(part, say('It should be a time such as {example}.', { example: '21.4ms' }));
      else if (link.marks.length >= limits.marks) drop(part, say('A link can have {n|one mark|{n} marks}.', { n: limits.marks }));
      else link.marks.push(ns);
    } else if (name !== 'lang') {
      drop(part, say('It is not recognised.'));
    }
  }
  if ((link.from === null) !== (link.to === null) || (link.from !== null && link.from >= link.to)) {
    drop('from/to', say('“from” and “to” go together, and “from” comes first.'));
    link.from = link.to = null;
  }

  const fragment = url.hash.slice(1);
  if (fragment) {
    try {
      if (!fragment.startsWith('s=1.')) throw new Error(say('It is not a scenario of this version.'));
      if (fragment.length > longestFragment) throw new Error(say('It is too long.'));
      link.text = await unpack(fragment.slice(4), limits.text_bytes);
    } catch (error) {
      drop('#' + fragment.slice(0, 24) + (fragment.length > 24 ? '…' : ''), error.message);
    }
  }
  return link;
}

// Opens what a link names in a session, or otherwise `fallback`. Adds to `dropped` what could not be used.
export function openLink(session, link, fallback) {
  const drop = (part, why) => link.dropped.push({ part, why });
  let answer = null;
  if (link.text !== null) {
    answer = session.load(link.text);
    if (answer.error) drop('#s=1.…', `${answer.error.line}:${answer.error.column}: ${answer.error.message}`);
  }
  if ((!answer || answer.error) && link.scenario) {
    answer = session.loadBuiltin(link.scenario);
    if (answer.error) drop(`scenario=${link.scenario}`, answer.error.message);
  }
  if (!answer || answer.error) {
    answer = session.loadBuiltin(fallback);
    if (answer.error) session.loadBuiltin(session.model.builtins()[0].id);
  }
  for (const { id, value } of link.set) {
    const set = session.set(id, value, { announce: false });
    if (set.error) drop(`set=${id}:${value}`, set.error.message);
  }
}

// Shows the moment and the view of it that a link names, and what was marked there. Requires that the canvas has its size.
export function showLink({ model }, { t, from, to, focus, sel, range, marks, dropped }) {
  if (sel && !model.select(sel)) dropped.push({ part: `sel=${sel}`, why: say('These runs do not have it so far.') });
  if (range) model.measure(range.from, range.to);
  for (const mark of marks) model.mark(mark);
  if (from !== null) model.show(from, to);
  if (t !== null) model.seek(t);
  if (focus !== null) model.focus(focus);
}

export async function writeLink(base, { scenario, set = [], text, t, from, to, focus, sel, range, marks = [] }) {
  const url = new URL(base);
  const lang = languageOf(base);
  url.search = '';
  url.hash = '';
  if (scenario) url.searchParams.append('scenario', scenario);
  for (const { id, value } of set) url.searchParams.append('set', `${id}:${value}`);
  if (t !== undefined) url.searchParams.append('t', durationText(t));
  if (from !== undefined && to !== undefined) {
    url.searchParams.append('from', durationText(from));
    url.searchParams.append('to', durationText(to));
  }
  if (focus) url.searchParams.append('focus', focus);
  if (sel) url.searchParams.append('sel', sel);
  if (range) url.searchParams.append('range', `${durationText(range.from)}-${durationText(range.to)}`);
  for (const mark of marks) url.searchParams.append('mark', durationText(mark));
  if (lang) url.searchParams.append('lang', lang);
  url.search = url.search.replaceAll('%3A', ':');
  if (text) url.hash = 's=1.' + await pack(text);
  return url.href;
}

// A link to what a session shows. A built-in scenario is named, with its changes; anything else is included as text.
export async function linkToNow(base, session) {
  const text = session.model.scenario();
  const set = session.source.id ? settingsBetween(session.source.text, text) : null;
  const { playhead_ns, begin_ns, end_ns, focus, sel, range, marks } = session.state;
  const link = set ? { scenario: session.source.id, set } : { text };
  if (playhead_ns > 0 || sel) link.t = playhead_ns;  // the selection may lie at another moment
  if (focus > 0) link.focus = focus;
  if (begin_ns > 0 || end_ns < session.end()) Object.assign(link, { from: Math.round(begin_ns), to: Math.round(end_ns) });
  if (sel) link.sel = sel;
  if (range) link.range = { from: range.begin_ns, to: range.end_ns };
  return writeLink(base, { ...link, marks });
}

export async function pack(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

// Counts while it inflates: a small text can hide gigabytes.
export async function unpack(packed, max_bytes) {
  if (!/^[A-Za-z0-9_-]+$/.test(packed)) throw new Error(say('It has characters that do not belong there.'));
  const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, c => c.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.length;
      if (size > max_bytes) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    throw new Error(say('It is damaged.'));
  }
  reader.cancel().catch(() => {});
  throw new Error(say('It holds more than {size} KiB.', { size: max_bytes / 1024 }));
}

// The settings that lead from one scenario text to another, as paths of the file; null if
// settings alone are not enough: then the whole text goes into the link.
export function settingsBetween(before, after) {
  const from = leaves(JSON.parse(before));
  const to = leaves(JSON.parse(after));
  for (const path of from.keys()) if (!to.has(path)) return null;
  const set = [];
  for (const [path, value] of to) {
    if (from.get(path) === value) continue;
    const parent = path.slice(0, path.lastIndexOf('.') + 1);
    const known = parent === '' || [...from.keys()].some(other => other.startsWith(parent));
    if (!known || typeof value === 'object' || /[^A-Za-z0-9_.-]/.test(path)) return null;
    set.push({ id: path, value: String(value) });
  }
  return set.length <= 8 ? set : null;
}

function leaves(value, path = '', found = new Map()) {
  if (value !== null && typeof value === 'object' && Object.keys(value).length > 0) {
    for (const [key, child] of Object.entries(value)) leaves(child, path ? `${path}.${key}` : key, found);
  } else {
    found.set(path, value);
  }
  return found;
}
