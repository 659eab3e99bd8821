// Adds to a context everything that Node 20 or a browser adds to the language.
//
// `install(global, host, options)` is called once for each context before the program. The modules of Node are
// functions that are evaluated when they are first required, so that a program pays only for what it uses.

import { begin, coded, hidden, host, inBrowser, missing, settings } from './core.js';
import { format, inspect, rememberBuiltIns } from './inspect.js';
import { makeConsole } from './console.js';
import { installScenario, installTimers, makeTimersPromises, nodeTimers } from './timers.js';
import { formatUncaught, hooks, makeProcess, warn } from './process.js';
import { makeEvents } from './events.js';
import { makePerformance, performanceClasses } from './performance.js';
import { installPatches } from './patches.js';
import { library } from './library.js';

const makers = {
  assert: (require) => library().makeAssert(require),
  'assert/strict': (require) => require('assert').strict,
  buffer: () => library().makeBuffer(),
  console: () => globals.console,
  crypto: (require) => library().makeCrypto(require),
  events: () => makeEvents(),
  fs: (require) => library().makeFiles(require),
  'fs/promises': (require) => library().makeFilesPromises(require),
  http: (require) => library().makeHttp(require, 'http:'),
  https: (require) => library().makeHttp(require, 'https:'),
  os: () => library().makeOs(),
  path: () => library().makePath(),
  'path/posix': (require) => require('path'),
  perf_hooks: () => ({
    performance: lazy('performance'),
    ...performanceClasses,
    monitorEventLoopDelay: () => {
      throw missing('monitorEventLoopDelay', 'The timeline shows how late each callback is.');
    },
  }),
  process: () => lazy('process'),
  querystring: () => library().makeQuerystring(),
  stream: (require) => library().makeStream(require),
  'stream/promises': (require) => require('stream').promises,
  string_decoder: (require) => library().makeStringDecoder(require),
  timers: () => ({ ...nodeTimers, promises: requireBuiltIn('timers/promises') }),
  'timers/promises': () => makeTimersPromises(),
  url: () => library().makeUrl(),
  util: (require) => library().makeUtil(require),
  'util/types': () => library().makeTypes(),
  zlib: (require) => library().makeZlib(require),
};

// Known modules that the simulator does not have, and what to use instead.
const instead = {
  async_hooks: 'Pass the values as arguments.',
  child_process: 'A scenario can have other tasks besides this program.',
  cluster: 'A scenario can have more tasks and cores.',
  dgram: 'Use device(name, ms) to wait for a named device.',
  diagnostics_channel: 'Use an EventEmitter.',
  dns: 'Use device(name, ms) to wait for a named device.',
  http2: 'Use http.get or fetch.',
  inspector: 'The timeline shows every callback.',
  module: '',
  net: 'Use device(name, ms) to wait for a named device.',
  readline: 'Put the input into the program, or read a file and split it into lines.',
  'readline/promises': 'Put the input into the program, or read a file and split it into lines.',
  repl: '',
  test: 'Use assert.',
  tls: 'Use https.get or fetch.',
  tty: '',
  v8: '',
  vm: '',
  wasi: '',
  worker_threads: 'busy(ms) computes on this thread, and crypto.pbkdf2 computes on the thread pool.',
};

const loaded = new Map(),
  lazies = new Map();
const globals = {};

export function requireBuiltIn(name) {
  name = `${name}`;
  const short = name.startsWith('node:') ? name.slice(5) : name;
  if (Object.hasOwn(makers, short) && !inBrowser) {
    if (!loaded.has(short))
      host.uncounted(() => {
        loaded.set(short, makers[short](requireBuiltIn));
      });
    return loaded.get(short);
  }
  const error = inBrowser
    ? coded(Error, 'MODULE_NOT_FOUND', `A browser has no module '${name}'. Switch to Node to use it.`)
    : Object.hasOwn(instead, short)
      ? coded(Error, 'MODULE_NOT_FOUND', `The module '${name}' is not part of the simulator. ${instead[short]}`.trim())
      : coded(Error, 'MODULE_NOT_FOUND', `Cannot find module '${name}'\nRequire stack:\n- /app/${settings.fileName}`, {
          requireStack: [`/app/${settings.fileName}`],
        });
  throw error;
}

// Loads a module for `import`. The error for a missing module is worded like the one for a missing package.
function importBuiltIn(name) {
  try {
    return requireBuiltIn(name);
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    const short = `${name}`.replace(/^node:/, '');
    if (!inBrowser && !Object.hasOwn(instead, short)) {
      const from = `imported from /app/${settings.fileName}`;
      throw coded(
        Error,
        'ERR_MODULE_NOT_FOUND',
        /^\.?\.?\//.test(name)
          ? `Cannot find module '${name}' ${from}. A program is a single file here: put everything it needs into it.`
          : `Cannot find package '${name}' ${from}`,
      );
    }
    error.code = 'ERR_MODULE_NOT_FOUND';
    throw error;
  }
}

// A global that is created when it is first read.
function lazy(name) {
  if (!lazies.has(name))
    host.uncounted(() => {
      lazies.set(name, globals[name]());
    });
  return lazies.get(name);
}

function define(global, name, value) {
  hidden(global, name, value);
}
function defineLazily(global, name, make) {
  globals[name] = make;
  Object.defineProperty(global, name, {
    get: () => lazy(name),
    set(value) {
      define(global, name, value);
    },
    configurable: true,
    enumerable: false,
  });
}

export function install(global, hostFunctions, options) {
  begin(global, hostFunctions, options);
  host.uncounted ||= (f) => f();
  host.queueMicrotask ||= (f) => {
    Promise.resolve().then(f);
  };
  rememberBuiltIns(global);

  installPatches();
  globals.console = makeConsole();
  define(global, 'console', globals.console);
  installTimers(global, () => requireBuiltIn('timers/promises'));
  installScenario(global, settings);
  for (const name of [
    'structuredClone',
    'AbortController',
    'AbortSignal',
    'Event',
    'EventTarget',
    'CustomEvent',
    'DOMException',
    'MessageChannel',
    'MessagePort',
    'MessageEvent',
  ])
    defineLazily(global, name, () => library()[name]);
  if (!global.Intl) defineLazily(global, 'Intl', () => library().makeIntl());
  defineLazily(global, 'performance', makePerformance);
  const text = () =>
    lazies.has('buffer module')
      ? lazies.get('buffer module')
      : (lazies.set('buffer module', inBrowser ? library().makeBuffer() : requireBuiltIn('buffer')),
        lazies.get('buffer module'));
  for (const name of ['TextEncoder', 'TextDecoder'])
    defineLazily(global, name, () => text()[Symbol.for('interleave.text')][name]);
  for (const name of ['atob', 'btoa', 'Blob']) if (name !== 'Blob') defineLazily(global, name, () => text()[name]);
  const urls = () => (inBrowser ? lazyUrl() : requireBuiltIn('url'));
  for (const name of ['URL', 'URLSearchParams']) defineLazily(global, name, () => urls()[name]);
  for (const name of ['fetch', 'Response', 'Headers', 'Request']) defineLazily(global, name, () => lazyFetch()[name]);
  defineLazily(global, 'crypto', () => (inBrowser ? library().makeWebCrypto() : requireBuiltIn('crypto').webcrypto));
  if (!Error.captureStackTrace) {
    hidden(Error, 'captureStackTrace', function captureStackTrace(target) {
      hidden(
        target,
        'stack',
        `${Error.prototype.toString.call(target)}\n${String(new Error('').stack)
          .split('\n')
          .filter((line) => /^ {4}at /.test(line))
          .join('\n')}`,
      );
    });
  }
  if (Error.stackTraceLimit === undefined) Error.stackTraceLimit = 10;

  if (inBrowser) {
    for (const name of [
      'Worker',
      'SharedWorker',
      'XMLHttpRequest',
      'WebSocket',
      'EventSource',
      'indexedDB',
      'alert',
      'prompt',
      'confirm',
    ]) {
      const how = { XMLHttpRequest: 'Use fetch.', Worker: 'busy(ms) computes on this thread.' }[name];
      Object.defineProperty(global, name, {
        get() {
          throw missing(name, how);
        },
        set(value) {
          define(global, name, value);
        },
        configurable: true,
        enumerable: false,
      });
    }
    for (const name of ['ErrorEvent', 'PromiseRejectionEvent', 'TaskController'])
      defineLazily(global, name, () => library()[name]);
    defineLazily(global, 'scheduler', () => library().makeScheduler());
    library().installBrowser(global);
  } else {
    defineLazily(global, 'process', () =>
      makeProcess((bytes) => requireBuiltIn('buffer').Buffer.from(bytes).toString()),
    );
    defineLazily(global, 'Buffer', () => requireBuiltIn('buffer').Buffer);
    define(global, 'global', global);
    lazy('process');
    // The names that for-in and Object.keys find, in Node's order.
    for (const name of [
      'global',
      'clearImmediate',
      'setImmediate',
      'clearInterval',
      'clearTimeout',
      'setInterval',
      'setTimeout',
      'queueMicrotask',
      'structuredClone',
      'atob',
      'btoa',
      'performance',
      'fetch',
      'crypto',
    ]) {
      const property = Object.getOwnPropertyDescriptor(global, name);
      delete global[name];
      Object.defineProperty(global, name, { ...property, enumerable: true });
    }
  }
  Object.defineProperty(globalThis, Symbol.toStringTag, {
    value: inBrowser ? 'Window' : 'global',
    writable: false,
    enumerable: false,
    configurable: true,
  });

  return {
    require: requireBuiltIn,
    import: importBuiltIn,
    moduleNames: inBrowser ? [] : Object.keys(makers),
    // The names that `import { … }` can take from a module.
    exportNames: (name) =>
      Object.keys(requireBuiltIn(name)).filter((key) => key !== 'default' && /^[A-Za-z_$][\w$]*$/.test(key)),
    commonJs,
    format,
    inspect,
    formatUncaught,
    hooks,
    warn,
    sendEvent: (...values) => library().sendEvent(...values),
  };
}

let fetching, urling;
const lazyFetch = () => (fetching ||= library().makeFetch());
const lazyUrl = () => (urling ||= library().makeUrl());

// The arguments with which a CommonJS program is called.
function commonJs() {
  const file = `/app/${settings.fileName || 'app.js'}`;
  const module = { id: '.', path: '/app', exports: {}, filename: file, loaded: false, children: [], paths: [] };
  const read = new Map();
  function require(id) {
    if (typeof id !== 'string') {
      throw coded(
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        `The "id" argument must be of type string. Received ${inspect(id)}`,
      );
    }
    if (/^\.?\.?\//.test(id)) {
      const name = id.replace(/^\.\/|^\/app\//, '');
      for (const path of [name, `${name}.json`]) {
        if (!/\.json$/.test(path) || settings.files?.[path] === undefined) continue;
        if (!read.has(path)) read.set(path, JSON.parse(requireBuiltIn('fs').readFileSync(path, 'utf8')));
        return read.get(path);
      }
      throw coded(
        Error,
        'MODULE_NOT_FOUND',
        `Cannot find module '${id}'. A program is a single file here: put everything it needs into it.`,
      );
    }
    return requireBuiltIn(id);
  }
  require.main = module;
  require.cache = Object.create(null);
  require.resolve = (id) => id;
  return { exports: module.exports, require, module, __filename: file, __dirname: '/app' };
}
