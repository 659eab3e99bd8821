// EventEmitter and the functions of node:events.

import { AbortFailure, argumentType, coded, isError, missing, needFunction, outOfRange } from './core.js';
import { inspect } from './inspect.js';
import { warn } from './process.js';

export const errorMonitor = Symbol('events.errorMonitor');
const capture = Symbol('kCapture');
const shapeMode = Symbol('shapeMode');
let mostListeners = 10;
const invoke = Reflect.apply;

export function EventEmitter(options) {
  invoke(EventEmitter.init, this, [options]);
}
Object.assign(EventEmitter.prototype, { _events: undefined, _eventsCount: 0, _maxListeners: undefined });

EventEmitter.init = function (options) {
  if (options?.captureRejections) {
    throw missing('captureRejections', "Catch the errors in the listener and emit 'error' there.");
  }
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = Object.create(null);
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
  this[shapeMode] = false;
  this[capture] = false;
};

function add(emitter, type, listener, first) {
  needFunction(listener, 'listener');
  let events = emitter._events;
  if (events === undefined) {
    events = emitter._events = Object.create(null);
    emitter._eventsCount = 0;
  } else if (events.newListener !== undefined) {
    emitter.emit('newListener', type, listener.listener ?? listener);
    events = emitter._events;
  }
  const there = events[type];
  if (there === undefined) {
    events[type] = listener;
    emitter._eventsCount++;
    return emitter;
  }
  const all = typeof there === 'function' ? (events[type] = first ? [listener, there] : [there, listener]) : there;
  if (all === there) {
    if (first) all.unshift(listener);
    else all.push(listener);
  }
  const most = emitter.getMaxListeners();
  if (most > 0 && all.length > most && !all.warned) {
    Object.defineProperty(all, 'warned', { value: true });
    const warning = new Error(
      `Possible EventEmitter memory leak detected. ${all.length} ${String(type)} listeners ` +
        `added to ${inspect(emitter, { depth: -1 })}. MaxListeners is ${most}. Use emitter.setMaxListeners() to increase limit`,
    );
    warning.name = 'MaxListenersExceededWarning';
    warn(Object.assign(warning, { emitter, type, count: all.length }));
  }
  return emitter;
}

function onceWrapper(emitter, type, listener) {
  needFunction(listener, 'listener');
  let fired = false;
  const wrapped = function (...values) {
    if (fired) return undefined;
    emitter.removeListener(type, wrapped);
    fired = true;
    return invoke(listener, emitter, values);
  };
  Object.defineProperty(wrapped, 'name', { value: 'bound onceWrapper' });
  wrapped.listener = listener;
  return wrapped;
}

const methods = {
  setMaxListeners(count) {
    if (typeof count !== 'number' || !(count >= 0))
      throw outOfRange('setMaxListeners', 'a non-negative number', count);
    this._maxListeners = count;
    return this;
  },
  getMaxListeners() {
    return this._maxListeners === undefined ? mostListeners : this._maxListeners;
  },
  emit(type, ...values) {
    const events = this._events;
    if (type === 'error') {
      if (events !== undefined && events[errorMonitor] !== undefined) this.emit(errorMonitor, ...values);
      if (events === undefined || events.error === undefined) {
        const [error] = values;
        if (isError(error)) throw error;
        let text;
        try {
          text = inspect(error);
        } catch {
          text = error;
        }
        throw coded(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${text})`, { context: error });
      }
    }
    const there = events?.[type];
    if (there === undefined) return false;
    if (typeof there === 'function') {
      invoke(there, this, values);
    } else {
      const all = there.slice();
      for (let i = 0; i < all.length; i++) invoke(all[i], this, values);
    }
    return true;
  },
  addListener(type, listener) {
    return add(this, type, listener, false);
  },
  prependListener(type, listener) {
    return add(this, type, listener, true);
  },
  once(type, listener) {
    return this.on(type, onceWrapper(this, type, listener));
  },
  prependOnceListener(type, listener) {
    return this.prependListener(type, onceWrapper(this, type, listener));
  },
  removeListener(type, listener) {
    needFunction(listener, 'listener');
    const events = this._events,
      there = events?.[type];
    if (there === undefined) return this;
    let removed;
    if (there === listener || there.listener === listener) {
      removed = there;
      this._eventsCount--;
      delete events[type];
    } else if (typeof there !== 'function') {
      let at = there.length - 1;
      while (at >= 0 && there[at] !== listener && there[at].listener !== listener) at--;
      if (at < 0) return this;
      removed = there[at];
      there.splice(at, 1);
      if (there.length === 1) events[type] = there[0];
    }
    if (removed !== undefined && events.removeListener !== undefined) {
      this.emit('removeListener', type, removed.listener || listener);
    }
    return this;
  },
  removeAllListeners(type) {
    const events = this._events;
    if (events === undefined) return this;
    if (events.removeListener !== undefined) {
      if (type === undefined) {
        for (const key of Reflect.ownKeys(events)) if (key !== 'removeListener') this.removeAllListeners(key);
        this.removeAllListeners('removeListener');
      } else {
        const all = events[type];
        if (typeof all === 'function') this.removeListener(type, all);
        else if (all) for (let i = all.length - 1; i >= 0; i--) this.removeListener(type, all[i]);
        return this;
      }
    }
    if (type === undefined) {
      this._events = Object.create(null);
      this._eventsCount = 0;
    } else if (events[type] !== undefined) {
      delete events[type];
      this._eventsCount--;
    }
    return this;
  },
  listeners(type) {
    return this.rawListeners(type).map((listener) => listener.listener || listener);
  },
  rawListeners(type) {
    const there = this._events?.[type];
    return there === undefined ? [] : typeof there === 'function' ? [there] : there.slice();
  },
  listenerCount(type, listener) {
    const all = this.rawListeners(type);
    return listener ? all.filter((one) => one === listener || one.listener === listener).length : all.length;
  },
  eventNames() {
    return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
  },
};
methods.on = methods.addListener;
methods.off = methods.removeListener;
Object.assign(EventEmitter.prototype, methods);

const isTarget = (emitter) => typeof emitter?.addEventListener === 'function';
function listen(emitter, type, listener, once) {
  if (typeof emitter?.on === 'function') emitter[once ? 'once' : 'on'](type, listener);
  else if (isTarget(emitter)) emitter.addEventListener(type, listener, { once });
  else throw argumentType('emitter', 'an instance of EventEmitter', emitter);
}
const unlisten = (emitter, type, listener) => {
  if (typeof emitter.removeListener === 'function') emitter.removeListener(type, listener);
  else emitter.removeEventListener(type, listener);
};

async function once(emitter, type, options = {}) {
  const { signal } = options;
  if (signal?.aborted) throw new AbortFailure(undefined, { cause: signal.reason });
  return new Promise((resolve, reject) => {
    const onError = (error) => {
      unlisten(emitter, type, onEvent);
      signal?.removeEventListener('abort', onAbort);
      reject(error);
    };
    const onEvent = (...values) => {
      if (!isTarget(emitter)) unlisten(emitter, 'error', onError);
      signal?.removeEventListener('abort', onAbort);
      resolve(values);
    };
    const onAbort = () => {
      unlisten(emitter, type, onEvent);
      if (!isTarget(emitter)) unlisten(emitter, 'error', onError);
      reject(new AbortFailure(undefined, { cause: signal.reason }));
    };
    listen(emitter, type, onEvent, true);
    if (type !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

const AsyncIteratorPrototype = () => Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}.prototype));

function on(emitter, type, options = {}) {
  const { signal, close = [] } = options;
  if (signal?.aborted) throw new AbortFailure(undefined, { cause: signal.reason });
  const values = [],
    waiting = [];
  let failure = null,
    finished = false;
  const onEvent = (...event) => {
    const next = waiting.shift();
    if (next) next.resolve({ value: event, done: false });
    else values.push(event);
  };
  const onError = (error) => {
    const next = waiting.shift();
    if (next) next.reject(error);
    else failure = error;
    iterator.return();
  };
  const onAbort = () => onError(new AbortFailure(undefined, { cause: signal.reason }));
  const end = () => {
    unlisten(emitter, type, onEvent);
    unlisten(emitter, 'error', onError);
    for (const name of close) unlisten(emitter, name, end);
    signal?.removeEventListener('abort', onAbort);
    finished = true;
    for (const next of waiting.splice(0)) next.resolve({ value: undefined, done: true });
    return Promise.resolve({ value: undefined, done: true });
  };
  const iterator = Object.assign(Object.create(AsyncIteratorPrototype()), {
    next() {
      if (values.length) return Promise.resolve({ value: values.shift(), done: false });
      if (failure) {
        const error = failure;
        failure = null;
        return Promise.reject(error);
      }
      if (finished) return end();
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
      });
    },
    return: end,
    throw(error) {
      if (!isError(error)) throw argumentType('EventEmitter.AsyncIterator', 'an instance of Error', error);
      onError(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  });
  listen(emitter, type, onEvent);
  if (type !== 'error' && typeof emitter.on === 'function') emitter.on('error', onError);
  for (const name of close) listen(emitter, name, end);
  signal?.addEventListener('abort', onAbort, { once: true });
  return iterator;
}

export function makeEvents() {
  Object.assign(EventEmitter, {
    once,
    on,
    EventEmitter,
    errorMonitor,
    captureRejectionSymbol: Symbol.for('nodejs.rejection'),
    usingDomains: false,
    getEventListeners: (emitter, type) =>
      emitter.listeners ? emitter.listeners(type) : (emitter.listenersOf?.(type) ?? []),
    listenerCount: (emitter, type) => emitter.listenerCount(type),
    getMaxListeners: (emitter) => emitter.getMaxListeners(),
    setMaxListeners(count = 10, ...emitters) {
      if (!emitters.length) mostListeners = count;
      for (const emitter of emitters) emitter.setMaxListeners?.(count);
    },
  });
  Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
    get: () => mostListeners,
    set: (count) => {
      mostListeners = count;
    },
    enumerable: true,
    configurable: true,
  });
  return EventEmitter;
}
