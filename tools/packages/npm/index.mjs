// The engine for programs: import { run, render, check } from 'interleave-figure'
//
// index.d.ts says what the functions take and return. Each of them is a command of interleave-cli, run in memory, and
// returns a promise that is rejected with an InterleaveError if the scenario or an option cannot be used.

import { call } from './engine.mjs';

const INPUT = '/input.json';
const WORDS = '/words.json';
const codes = { 2: 'usage', 3: 'invalid' }; // of src/cli/commands.h; the others come with results

export class InterleaveError extends Error {
  constructor(code, { message, line, column, pointer }) {
    super(message);
    this.name = 'InterleaveError';
    this.code = code;
    if (line) Object.assign(this, { line, column });
    if (pointer) this.pointer = pointer;
  }
}

// "/input.json:2:23: "cores" must be a whole number (/machine/cores)", as base/result.cpp writes it.
function parts(text) {
  const [, line, column, rest] = /^(?:\/input\.json)?(?::(\d+):(\d+))?(?:: )?(.*)$/s.exec(text);
  const [, message, pointer] = /^(.*) \((\/.*)\)$/s.exec(rest) ?? [, rest];
  return { message, pointer, line: Number(line), column: Number(column) };
}

function lines(text) {
  return text.split('\n').filter(Boolean);
}

// The command line's words for a mistake, in this interface's names.
function reworded(err) {
  const unknown = /^(\S+): no such file/.exec(err);
  if (unknown) return `There is no built-in scenario "${unknown[1]}"; list() has their names.`;
  return err.replace('\nRun with --help for more information.', '').replace(/^--variant/, 'run').replace(/^--/, '').trim();
}

async function ask(words, files) {
  const { code, out, err } = await call(words, files);
  if (codes[code]) throw new InterleaveError(codes[code], parts(reworded(err)));
  return { out, err };
}

const textOf = value => (typeof value === 'string' ? value : JSON.stringify(value));

function file(scenario) {
  const text = textOf(scenario);
  if (text === undefined) throw new TypeError('A scenario is an object, its JSON text, or the id of a built-in one.');
  return { [INPUT]: text };
}

// The id of a built-in scenario is a word; everything else becomes a file.
function source(scenario) {
  if (typeof scenario === 'string' && /^[a-z0-9][a-z0-9-]{0,63}$/.test(scenario)) return { word: scenario, files: {} };
  return { word: INPUT, files: file(scenario) };
}

function common({ set = {}, seed, run = 'all', maxEvents, maxSpans }) {
  const words = Object.entries(set).map(([id, value]) => `--set=${id}=${value}`);
  words.push(`--variant=${run}`);
  if (seed !== undefined) words.push(`--seed=${seed}`);
  if (maxEvents !== undefined) words.push(`--max-events=${maxEvents}`);
  if (maxSpans !== undefined) words.push(`--max-spans=${maxSpans}`);
  return words;
}

export async function run(scenario, options = {}) {
  const { word, files } = source(scenario);
  const words = ['run', word, '--format=json', ...common(options)];
  if (options.tasks) words.push('--tasks');
  if (options.spans) words.push('--spans');
  return JSON.parse((await ask(words, files)).out);
}

export async function render(scenario, options = {}) {
  const { word, files } = source(scenario);
  const { from, to, theme, width, lanes, view, at } = options;
  const words = ['render', word, '--output=-', ...common(options)];
  for (const name of ['title', 'legend', 'verdict']) if (options[name]) words.push(`--${name}`);
  for (const [name, value] of Object.entries({ from, to, theme, width, lanes: lanes?.join(','), view, at })) {
    if (value !== undefined) words.push(`--${name}=${value}`);
  }
  if (options.words !== undefined) words.push(`--words=${WORDS}`);
  return (await ask(words, { ...files, ...(options.words === undefined ? {} : { [WORDS]: textOf(options.words) }) })).out;
}

export async function check(scenario) {
  const { err } = await ask(['check', INPUT], file(scenario));
  return { warnings: lines(err).map(line => parts(line).message.replace(/^warning: /, '')) };
}

export async function list() {
  return lines((await ask(['list'])).out).map(line => {
    const [, id, title] = /^(\S+) +(.*)$/.exec(line);
    return { id, title };
  });
}

export async function schema(what = 'scenario') {
  return JSON.parse((await ask(['schema', `${what}`])).out);
}
