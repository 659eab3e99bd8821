// Converts a program of the reader to a scenario, and back. Only this file of the page knows how a scenario contains one
// (docs/format.md, "javascript").
//
//   text, {runtime}  ->  scenarioOf()  ->  a scenario  ->  openProgram()  ->  a run, or mistakes with their places
//   a scenario       ->  programIn()   ->  {text, runtime, module}, or null if it has no program

import { say } from './say.js';

export const longestProgram = 200_000;  // characters; a scenario may have 256 KiB
export const runtimes = { node: () => say('Node.js'), browser: () => say('Browser') };

// Returns the scenario that runs a program. It takes its machine, devices and comparison from `before`, a scenario (an
// object), or else has the same ones as on the command line.
export function scenarioOf(session, text, { runtime, module = isModule(text) }, before = null) {
  const fresh = JSON.parse(session.model.newProgram(text, runtime, module));
  if (!before) return fresh;
  const { javascript, functions, programs, work, title, description, strategy, ...rest } = before;
  return {
    ...rest, version: 1, title: fresh.title, javascript: fresh.javascript,
    strategy: { ...strategy, kind: 'event-loop', runtime, module },
  };
}

export const isModule = text => /^[ \t]*(?:import\b(?![ \t]*\()|export\b)/m.test(text);

export function programIn(scenario) {
  const { javascript, strategy = {} } = Object(scenario);
  if (typeof javascript !== 'string' && !Array.isArray(javascript)) return null;
  return {
    text: [javascript].flat().join('\n'),
    runtime: Object.hasOwn(runtimes, strategy.runtime) ? strategy.runtime : 'node',
    module: Boolean(strategy.module),
  };
}

// Opens a program in a session. Like Node.js, it treats a text as a module if top-level `await` would otherwise be an
// error. Returns {scenario}, or {error}.
export async function openProgram(session, scenario) {
  const first = await load(session, scenario);
  if (!first.error || scenario.strategy.module || !/\bawait\b/.test([scenario.javascript].flat().join('\n'))) return { ...first, scenario };
  const asModule = { ...scenario, strategy: { ...scenario.strategy, module: true } };
  const second = await load(session, asModule);
  if (!second.error) return { ...second, scenario: asModule };
  return isLater(second.error, first.error) ? second : first;  // the one that got further
}

const isLater = (a, b) => a.line > b.line || (a.line === b.line && a.column > b.column);

const load = (session, scenario) => session.withLanguage(() => session.load(JSON.stringify(scenario), { continues: true }));

// Returns what is wrong, in words, and where in the text of the program: {message, line, column}; line is 0 if the
// mistake is not in the program.
export function mistakeOf({ message, line, column, pointer }) {
  const inside = /^(\/compare\/\d+)?\/javascript\b/.test(pointer ?? '');
  return inside ? { message, line: Math.max(1, line), column: Math.max(1, column) } : { message: pointer ? `${message} (${pointer})` : message, line: 0, column: 0 };
}

// What went wrong in the run of a program: the first error that nothing handled, or the limit that has ended it.
// program: the panel of the program. Returns a mistake, or null.
export const failureOf = ({ failure }) => (failure ? { ...failure, column: Math.max(1, failure.column) } : null);

// The parameters that matter for a program, in this order.
const settings = [/^machine\.cores$/, /^strategy\.workers$/, /^strategy\.step$/, /^machine\.costs\.callback$/, /^devices\.[^.]+\.time$/, /^seed$/];
export const settingsIn = parameters => settings.flatMap(one => parameters.filter(({ id }) => one.test(id)));

// Keeps the program that a scenario runs as a version to compare with, or forgets it.
export function withComparison(scenario, title) {
  const { javascript, compare, ...rest } = scenario;
  if (!title) return { ...rest, javascript };
  return { ...rest, javascript, compare: [{ title, javascript, strategy: { runtime: rest.strategy.runtime, module: rest.strategy.module } }] };
}
export const hasComparison = scenario => Array.isArray(scenario?.compare) && scenario.compare.length > 0;
