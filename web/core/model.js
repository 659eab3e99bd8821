// The simulation, as JavaScript: loads the wasm module and wraps what src/app/web_api.h exports.
// Structured answers come as JSON texts and leave here as objects.

import { longestScenario } from './links.js';

// Texts reach the module through its stack, which has room for these and not for any.
const longestValue = 4096;
const tooLong = { error: { message: 'a scenario may have 256 KiB of text; this is longer', line: 1, column: 1, pointer: '' } };

export async function loadModel() {
  const { default: start } = await import('../interleave.js');
  return wrap(await start());
}

function wrap(module) {
  const call = (name, returns, types, values) => module.ccall('il_' + name, returns, types, values);
  const run = (name, types = [], values = []) => call(name, null, types, values);
  const number = (name, types = [], values = []) => call(name, 'number', types, values);
  const text = (name, types = [], values = []) => call(name, 'string', types, values);
  const json = (name, types, values) => JSON.parse(text(name, types, values));
  const numbers = count => Array(count).fill('number');

  return {
    // Life
    start(canvas, width, height, density, dark) {
      module.canvas = canvas;
      return number('start', numbers(4), [width, height, density, dark ? 1 : 0]) !== 0;
    },
    resize: (width, height, density) => run('resize', numbers(3), [width, height, density]),
    frame: now => number('frame', numbers(1), [now]),
    theme: dark => run('theme', numbers(1), [dark ? 1 : 0]),
    coarse: on => run('coarse', numbers(1), [on ? 1 : 0]),  // rows as tall as fingers want
    contextLost: () => run('context_lost'),
    contextRestored: () => run('context_restored'),

    // Input
    pointer: (kind, id, x, y, buttons, mods, touch) =>
      run('pointer', numbers(7), [kind, id, x, y, buttons, mods, touch ? 1 : 0]),
    wheel: (x, y, dx, dy, mods) => run('wheel', numbers(5), [x, y, dx, dy, mods]),
    pinch: (factor, x, y) => run('pinch', numbers(3), [factor, x, y]),
    key: (code, mods) => number('key', ['string', 'number'], [code, mods]) !== 0,
    blur: () => run('blur'),
    scroll: y => run('scroll', numbers(1), [y]),

    // Scenario
    builtins: () => json('builtins'),
    loadBuiltin: id => json('load_builtin', ['string'], [id]),
    load: scenario => (scenario.length > longestScenario ? tooLong : json('load', ['string'], [scenario])),
    scenario: () => text('scenario'),
    parameters: () => json('parameters'),
    set: (id, value) => json('set', ['string', 'string'], [id.slice(0, 256), String(value).slice(0, longestValue)]),
    settle: () => run('settle'),  // what was set until now is one step of undo
    strategies: () => json('strategies'),
    toggleStrategy: id => JSON.parse(text('toggle_strategy', ['string'], [id]) || '{"ok":true}'),

    // Recordings and files out. A file comes in pieces, Uint8Arrays; false: something is wrong with them.
    isRecording: (beginning, size) => number('is_recording', ['string', 'number'], [beginning, size]) !== 0,
    beginRecording: () => run('recording_begin'),
    feedRecording(piece) {
      module.piece = piece;
      const good = number('recording_feed') !== 0;
      module.piece = null;
      return good;
    },
    openRecording: name => json('recording_open', ['string'], [name.slice(0, 256)]),
    formats: () => json('formats'),
    exported: id => text('export', ['string'], [id]),
    exportTaken: () => run('export_taken'),

    // Commands
    commands: () => json('commands'),
    command: id => json('command', ['string'], [id]),

    // What is on screen
    state: () => json('state'),
    results: () => json('results'),
    now: () => json('now'),
    range: () => json('range'),
    program: () => json('program'),
    layout: () => json('layout'),
    svg: () => text('svg'),
    seek: ns => run('seek', numbers(1), [ns]),
    show: (begin, end) => run('show', numbers(2), [begin, end]),
    find: wanted => number('find', ['string'], [wanted.slice(0, 256)]),
    measure: (begin, end) => run('measure', numbers(2), [begin, end]),
    mark: t => run('mark', numbers(1), [t]),
    select: name => number('select', ['string'], [name.slice(0, 256)]) !== 0,  // a bar or a gap, as links name it
    cover: (begin, end) => run('cover', numbers(2), [begin, end]),
    guess: (core, task, begin, end) => run('guess', numbers(4), [core, task, begin, end]),
    focus: pane => run('focus', numbers(1), [pane]),
    goToLine: line => number('line', numbers(1), [line]) !== 0,
    goToPrinted: line => number('printed', numbers(1), [line]) !== 0,
  };
}
