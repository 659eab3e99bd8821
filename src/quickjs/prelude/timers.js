// setTimeout and the related functions, whose timers are objects in Node and numbers in browsers, and timers/promises.

import { AbortFailure, failed, getter, hidden, host, inBrowser, needFunction } from './core.js';
import { warn } from './process.js';

const bind = Function.prototype.call.bind(Function.prototype.bind);
const longest = 2147483647;

function wholeMs(ms) {
  ms *= 1;
  if (ms >= 1 && ms <= longest) return Math.trunc(ms);
  if (ms > longest) {
    warn(`${ms} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`, 'TimeoutOverflowWarning');
  }
  return 1;
}

const idOf = Symbol('asyncId');

export class Timeout {
  constructor(callback, ms, values, repeats) {
    this._idleTimeout = wholeMs(ms);
    this._onTimeout = callback;
    this._timerArgs = values.length ? values : undefined;
    this._repeat = repeats ? this._idleTimeout : null;
    this._destroyed = false;
    Object.defineProperty(this, idOf, { value: 0, writable: true });
    Object.defineProperty(this, refed, { value: true, writable: true });
    start(this);
  }
  ref() {
    this[refed] = true;
    host.ref(this[idOf], true);
    return this;
  }
  unref() {
    this[refed] = false;
    host.ref(this[idOf], false);
    return this;
  }
  hasRef() {
    return this[refed];
  }
  refresh() {
    host.clear(this[idOf]);
    start(this);
    return this;
  }
  close() {
    stopTimer(this);
    return this;
  }
  [Symbol.toPrimitive]() {
    return this[idOf];
  }
}
const refed = Symbol('refed');

function start(timer) {
  timer._destroyed = false;
  // The callback is bound and not wrapped, so that it remains the program's own function, with its place.
  timer[idOf] = host.setTimer(
    bind(timer._onTimeout, timer),
    timer._idleTimeout,
    timer._repeat !== null,
    ...(timer._timerArgs || []),
  );
  if (!timer[refed]) host.ref(timer[idOf], false);
}

export class Immediate {
  constructor(callback, values) {
    this._onImmediate = callback;
    this._argv = values.length ? values : undefined;
    this._destroyed = false;
    Object.defineProperty(this, idOf, { value: host.setImmediate(bind(callback, this), ...values) });
    Object.defineProperty(this, refed, { value: true, writable: true });
  }
  ref() {
    this[refed] = true;
    host.ref(this[idOf], true);
    return this;
  }
  unref() {
    this[refed] = false;
    host.ref(this[idOf], false);
    return this;
  }
  hasRef() {
    return this[refed];
  }
}

export const nodeTimers = {
  setTimeout(callback, ms, ...values) {
    needFunction(callback, 'callback');
    return new Timeout(callback, ms, values, false);
  },
  setInterval(callback, ms, ...values) {
    needFunction(callback, 'callback');
    return new Timeout(callback, ms, values, true);
  },
  setImmediate(callback, ...values) {
    needFunction(callback, 'callback');
    return new Immediate(callback, values);
  },
  clearTimeout(timer) {
    if (timer instanceof Timeout) {
      timer._destroyed = true;
      host.clear(timer[idOf]);
    } else if (typeof timer === 'number' || typeof timer === 'string') {
      host.clear(+timer);
    }
  },
  clearInterval(timer) {
    stopTimer(timer);
  },
  clearImmediate(immediate) {
    if (!(immediate instanceof Immediate)) return;
    immediate._destroyed = true;
    host.clear(immediate[idOf]);
  },
};
export const startTimer = nodeTimers.setTimeout,
  startImmediate = nodeTimers.setImmediate;
const { setInterval: startInterval, clearTimeout: stopTimer, clearImmediate: stopImmediate } = nodeTimers;

const callable = (callback) =>
  typeof callback === 'function'
    ? callback
    : () => {
        (0, eval)(String(callback));
      };
export const browserTimers = {
  setTimeout(callback, ms = 0, ...values) {
    return host.setTimer(callable(callback), Math.max(0, ms | 0), false, ...values);
  },
  setInterval(callback, ms = 0, ...values) {
    return host.setTimer(callable(callback), Math.max(0, ms | 0), true, ...values);
  },
  clearTimeout(id) {
    if (id > 0) host.clear(+id);
  },
  clearInterval(id) {
    if (id > 0) host.clear(+id);
  },
};

export function queueMicrotask(callback) {
  if (inBrowser && typeof callback !== 'function')
    throw failed(
      "execute 'queueMicrotask' on 'Window'",
      arguments.length === 0
        ? '1 argument required, but only 0 present.'
        : "parameter 1 is not of type 'Function'.",
    );
  needFunction(callback, 'callback');
  host.queueMicrotask(callback);
}

// Returns a promise that a signal can reject. `begin(resolve)` starts the wait and returns a function that stops it.
function abortable(signal, begin) {
  if (signal?.aborted) return Promise.reject(new AbortFailure(undefined, { cause: signal.reason }));
  return new Promise((resolve, reject) => {
    let stop, onAbort;
    const done = (value) => {
      if (signal) signal.removeEventListener('abort', onAbort);
      resolve(value);
    };
    if (signal) {
      onAbort = () => {
        stop();
        reject(new AbortFailure(undefined, { cause: signal.reason }));
      };
      signal.addEventListener('abort', onAbort);
    }
    stop = begin(signal ? done : resolve);
  });
}

export function makeTimersPromises() {
  const wait = (ms, value, options) =>
    abortable(options?.signal, (resolve) => {
      const timer = startTimer(resolve, ms, value);
      if (options?.ref === false) timer.unref();
      return () => stopTimer(timer);
    });
  return {
    setTimeout: (ms, value, options) => wait(ms, value, options),
    setImmediate: (value, options) =>
      abortable(options?.signal, (resolve) => {
        const immediate = startImmediate(resolve, value);
        return () => stopImmediate(immediate);
      }),
    setInterval: async function* (ms, value, options) {
      const signal = options?.signal;
      if (signal?.aborted) throw new AbortFailure(undefined, { cause: signal.reason });
      let ready = 0,
        wake;
      const timer = startInterval(() => {
        ready++;
        wake?.();
      }, ms);
      if (options?.ref === false) timer.unref();
      const onAbort = () => {
        stopTimer(timer);
        wake?.();
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        while (!signal?.aborted) {
          if (ready === 0)
            await new Promise((resolve) => {
              wake = resolve;
            });
          for (; ready > 0; ready--) yield value;
        }
        throw new AbortFailure(undefined, { cause: signal.reason });
      } finally {
        stopTimer(timer);
        signal?.removeEventListener('abort', onAbort);
      }
    },
    scheduler: {
      wait: (ms, options) => wait(ms, undefined, options),
      yield: () =>
        new Promise((resolve) => {
          startImmediate(resolve);
        }),
    },
  };
}

export const promisifyCustom = Symbol.for('nodejs.util.promisify.custom');

export function installTimers(global, promises) {
  const functions = inBrowser ? browserTimers : nodeTimers;
  for (const name of Object.keys(functions)) global[name] = functions[name];
  global.queueMicrotask = queueMicrotask;
  if (inBrowser) return;
  for (const name of ['setTimeout', 'setImmediate']) getter(functions[name], promisifyCustom, () => promises()[name]);
}

// busy, db and device: the additional functions of a scenario's program.
export function installScenario(global, settings) {
  const devices = settings.devices || [];
  hidden(global, 'busy', function busy(ms) {
    if (!(ms >= 0) || ms === Infinity)
      throw new RangeError(`busy(ms) needs a number of milliseconds, not ${String(ms)}`);
    host.compute(+ms);
  });
  hidden(global, 'device', function device(name, ms) {
    return new Promise((resolve) => {
      host.device(String(name), ms, () => resolve(name), String(name));
    });
  });
  hidden(global, 'db', function db(name = 'query', ms = undefined) {
    if (typeof name === 'number') [name, ms] = ['query', name];
    return new Promise((resolve) => {
      host.device(devices.includes(name) ? name : 'db', ms, () => resolve(name), String(name));
    });
  });
}
