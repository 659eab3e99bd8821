// A small prelude: console, timers, microtasks, busy and db.

const formatted = (value) => {
  if (typeof value === 'string') return value;
  if (typeof value === 'symbol') return value.toString();
  if (typeof value === 'object' && value !== null) {
    if (value instanceof Error) return value.stack;
    try { return JSON.stringify(value); } catch { return String(value); }
  }
  return String(value);
};

export function install(global, host, options) {
  const print = (stream) => (...values) => host.print(stream, values.map(formatted).join(' '));
  global.console = { log: print(1), info: print(1), debug: print(1), warn: print(2), error: print(2) };
  global.globalThis = global;
  global.setTimeout = (f, ms, ...args) => host.setTimer(f, ms, false, ...args);
  global.setInterval = (f, ms, ...args) => host.setTimer(f, ms, true, ...args);
  global.clearTimeout = global.clearInterval = (id) => host.clear(id);
  global.queueMicrotask = (f) => host.queueMicrotask(f);
  global.performance = { now: () => host.now() };
  global.busy = (ms) => host.compute(ms);
  global.db = (name, ms) => new Promise((resolve) => host.device(name, ms, resolve, 'db'));
  if (options.runtime === 'node') {
    global.setImmediate = (f, ...args) => host.setImmediate(f, ...args);
    global.clearImmediate = (id) => host.clear(id);
    global.process = { nextTick: (f, ...args) => host.nextTick(f, ...args), exit: (code) => host.exit(code ?? 0) };
  } else {
    global.requestAnimationFrame = (f) => host.requestFrame(() => f(host.now()));
    global.cancelAnimationFrame = (id) => host.clear(id);
  }
  return {
    require: (name) => { throw new Error(`Cannot find module '${name}'`); },
    formatUncaught: (error) => (error instanceof Error ? error.stack : `Uncaught ${String(error)}`),
    hooks: {},
  };
}
