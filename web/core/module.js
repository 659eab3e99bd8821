// The WebAssembly module, as JavaScript. One module serves every session of a page.
//
// What can be asked of a session is a table in the module (src/app/calls/shared_calls.cpp and web_calls.cpp), which says what each
// argument may be and what is returned. A model has a function for each row of it:
//
//   const module = await loadModule();
//   const model = module.open();
//   model.loadBuiltin('waiting-on-the-database');
//   model.seek(20e6);
//   model.close();
//
// A number that is not finite, not in its range or not whole, and a text that is too long, are
// refused: such a call returns {error} if the table says "outcome"; others throw a RangeError.
//
// After a trap or an abort nothing in the module can be trusted, so it is not entered again: that call
// and every later one throws a ModuleStopped, after onStop() has been called. It need not be caught: the
// console shows the cause once, and not again for each listener that runs into it.

export class ModuleStopped extends Error {
  constructor(cause) {
    super('the simulation has stopped because of an error in it', { cause });
    this.name = 'ModuleStopped';
  }
}

addEventListener('error', event => { if (event.error instanceof ModuleStopped) event.preventDefault(); });
addEventListener('unhandledrejection', event => { if (event.reason instanceof ModuleStopped) event.preventDefault(); });

const loading = { light: null, whole: null };

// light: the module of figures (src/figure/figure.h), which is half as large. It has no recordings, no exports, no search
// and no built-in scenarios, and it draws on the 2D context of a canvas.
export function loadModule({ light = false } = {}) {
  const which = light ? 'light' : 'whole';
  loading[which] ??= load(which).catch(error => {
    loading[which] = null;  // it can be tried again
    throw error;
  });
  return loading[which];
}

const starts = {
  async light() {
    const [{ default: start }, { makePainter }] = await Promise.all([import('../figure.js'), import('./painter.js')]);
    return start({ painter: makePainter() });
  },
  async whole() {
    const { default: start } = await import('../interleave.js');
    return start();
  },
};

async function load(which) {
  const wasm = await starts[which]();
  const stops = new Set();
  const module = { stopped: null, table: [], open, onStop };

  // Enters the module. Arguments and answers are properties of `wasm`, where the module looks for them.
  function enter(call, given) {
    if (module.stopped) throw module.stopped;
    wasm.given = given;
    try {
      return call();
    } catch (error) {
      module.stopped = new ModuleStopped(error);
      loading[which] = null;
      console.error(error);
      for (const stop of stops) stop(module.stopped);
      throw module.stopped;
    }
  }

  const text = () => decoder.decode(wasm.answer);
  enter(() => wasm._il_table(), []);
  module.table = JSON.parse(text());

  // A session, as its model. Throws when there are too many.
  function open() {
    const session = enter(() => wasm._il_open(), []);
    if (!session) throw new Error('too many sessions are open');
    const model = { close: () => enter(() => wasm._il_close(session), []) };
    module.table.forEach((row, number) => {
      model[camel(row.name)] = (...values) => {
        const good = enter(() => wasm._il_call(session, number), values.map(encoded));
        if (!good) {
          const message = text();
          if (row.answer === 'outcome') return { error: { message, line: 0, column: 0, pointer: '' } };
          throw new RangeError(message);
        }
        return answers[row.answer]();
      };
    });
    return model;
  }

  // Calls stop(error) when the module stops. Returns a function that cancels this.
  function onStop(stop) {
    stops.add(stop);
    return () => stops.delete(stop);
  }

  const answers = {
    nothing: () => undefined,
    flag: () => wasm.answer !== 0,
    number: () => wasm.answer,
    text,
    json: () => JSON.parse(text()),
    outcome: () => JSON.parse(text()),
  };
  return module;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoded = value => (typeof value === 'string' ? encoder.encode(value) : value);
const camel = name => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
