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
// The module of figures (src/figure/figure.h) comes in two parts: first what is needed until one of the figures of
// quick.js can be played, scrubbed, zoomed and changed. `module.whole` is a promise of the rest, with which a figure explains
// what is under the pointer; it is loaded after the first frame.
//
// The language of JavaScript programs is a separate module, which few pages need. A call that opens such a program before
// the module is loaded returns an error: `module.withLanguage(call)` then loads it and calls again.
//
// After a trap or an abort nothing in the module can be trusted, so it is not entered again: that call
// and every later one throws a ModuleStopped, after onStop() has been called. It need not be caught: the
// console shows the cause once, and not again for each listener that runs into it.

import { isQuick } from './quick.js';

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
    const first = compile('figure.wasm');
    first.catch(() => {});  // it is reported below
    const [{ default: start }, { makePainter }] = await Promise.all([import('../figure.js'), import('./painter.js')]);
    return startInTwoParts(start, await first, makePainter());
  },
  async whole() {
    const { default: start } = await import('../interleave.js');
    return { wasm: await start(), waits: () => 0, whole: Promise.resolve(), isWhole: () => true, loadRest() {} };
  },
};

const file = name => new URL('../' + name, import.meta.url);

async function compile(name) {
  const answer = await fetch(file(name));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  if (answer.headers.get('content-type') === 'application/wasm') return WebAssembly.compileStreaming(answer);
  return WebAssembly.compile(await answer.arrayBuffer());
}

// The module of figures comes in two parts (tools/site/split.mjs). The second part is loaded when loadRest() says so. A
// function of it that is called before that is a placeholder, which loads it at once while everything waits.
async function startInTwoParts(start, first, painter) {
  let exports = null;
  let table = null;
  let joined = false;
  let waits = 0;  // how often something of the second part was needed before it was there
  const join = second => {
    if (!joined) new WebAssembly.Instance(second, { primary });
    joined = true;
  };
  // What the second part imports of the first: an entry of its table, or an export (tools/site/joints.mjs).
  const primary = new Proxy({}, { get: (_, name) => (name[0] === '#' ? table.get(Number(name.slice(1))) : exports[name]) });
  const placeholder = new Proxy({}, {
    get: (_, index) => (...values) => {
      ++waits;
      if (!joined) join(new WebAssembly.Module(fetchNow('figure.rest.wasm')));
      return table.get(index)(...values);
    },
  });
  const wasm = await start({
    painter,
    instantiateWasm(info, receive) {
      WebAssembly.instantiate(first, { ...info, placeholder }).then(instance => {
        exports = instance.exports;
        table = Object.values(exports).find(one => one instanceof WebAssembly.Table);
        receive(instance, first);
      });
      return {};
    },
  });
  let loadRest;
  const whole = new Promise(resolve => { loadRest = resolve; }).then(() => compile('figure.rest.wasm')).then(join);
  whole.catch(() => {});  // what cannot be loaded now is asked for again when it is needed
  return { wasm, waits: () => waits, whole, isWhole: () => joined, loadRest };
}

// The bytes of a file, while everything waits.
function fetchNow(name) {
  const request = new XMLHttpRequest();
  request.open('GET', file(name), false);
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  return Uint8Array.from(request.responseText, character => character.charCodeAt(0) & 255);
}

async function load(which) {
  const parts = await starts[which]();
  const { wasm } = parts;
  const stops = new Set();
  const module = {
    stopped: null, table: [], open, onStop,
    isWhole: parts.isWhole,
    drawn: Promise.resolve(),         // when the last session has drawn its first frame
    whole: Promise.resolve(),         // of all that the last session can do
    // Wait for this before a figure is opened: the first part of the module may not be enough for it.
    async ready(figure) {
      if (isQuick(figure)) return;
      parts.loadRest();
      await parts.whole;
    },
    async withLanguage(act) {
      const answer = act();
      if (!answer.error || !wasm.languageNeeded) return answer;
      const own = await import('./own-language.js').catch(() => null);
      return own ? own.actWithLanguage(act, wasm, compile) : answer;
    },
    waits: parts.waits,               // for tests: of placeholders, which stop everything while they load
  };

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
    let closed = false;
    const model = {
      close() {
        closed = true;
        enter(() => wasm._il_close(session), []);
      },
    };
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
    if (which === 'light') {
      model.whole(false);
      module.drawn = firstFrame(model);
      module.drawn.then(parts.loadRest);
      module.whole = parts.whole.then(() => { if (!closed && !module.stopped) model.whole(true); }, error => console.warn(error));
    }
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
    bytes: () => wasm.answer,
  };
  return module;
}

// A promise of the first frame of a model. One that is not in view draws none, and is not waited for.
const noFrame_ms = 1500;
const firstFrame = model => new Promise(resolve => {
  const { frame } = model;
  const timer = setTimeout(resolve, noFrame_ms);
  model.frame = now_ms => {
    const wait_ms = frame(now_ms);
    model.frame = frame;
    clearTimeout(timer);
    setTimeout(resolve);
    return wait_ms;
  };
});

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoded = value => (typeof value === 'string' ? encoder.encode(value) : value);
const camel = name => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
