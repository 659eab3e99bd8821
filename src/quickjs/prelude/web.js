// What Node and browsers share besides the language: events, abort signals, structuredClone and message channels.

import { argumentType, classOf, coded, failed, hidden, host, inBrowser, missing, world } from './core.js';
import { customInspect, inspect } from './inspect.js';
import { startTimer, startImmediate } from './timers.js';

const codes = {
  IndexSizeError: 1,
  HierarchyRequestError: 3,
  InvalidCharacterError: 5,
  NotFoundError: 8,
  NotSupportedError: 9,
  InvalidStateError: 11,
  SyntaxError: 12,
  InvalidAccessError: 15,
  TypeMismatchError: 17,
  SecurityError: 18,
  NetworkError: 19,
  AbortError: 20,
  URLMismatchError: 21,
  QuotaExceededError: 22,
  TimeoutError: 23,
  DataCloneError: 25,
};
const titles = new WeakMap();
export class DOMException extends Error {
  constructor(message = '', options = 'Error') {
    super(message);
    const name = typeof options === 'object' ? (options.name ?? 'Error') : `${options}`;
    titles.set(this, name);
    if (options?.cause !== undefined) hidden(this, 'cause', options.cause);
    const frames = String(this.stack)
      .replace(/^(?! {4}at )[^]*?(\n(?= {4}at )|$)/, '')
      .replace(/\n+$/, '');
    hidden(this, 'stack', `${name}: ${message}${frames ? `\n${frames}` : ''}`);
  }
  get name() {
    return titles.get(this) ?? 'Error';
  }
  get code() {
    return codes[this.name] ?? 0;
  }
}
Object.defineProperty(DOMException.prototype, Symbol.toStringTag, { value: 'DOMException', configurable: true });

const needsOne = '1 argument required, but only 0 present.';

// Events

const inner = Symbol('event');
export class Event {
  constructor(type, options) {
    if (arguments.length === 0) {
      if (inBrowser) throw failed("construct 'Event'", needsOne);
      throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "type" argument must be specified');
    }
    Object.defineProperty(this, inner, {
      value: {
        type: `${type}`,
        bubbles: !!options?.bubbles,
        cancelable: !!options?.cancelable,
        composed: !!options?.composed,
        timeStamp: host.now(),
        target: null,
        currentTarget: null,
        prevented: false,
        stopped: false,
        halted: false,
        phase: 0,
      },
    });
  }
  get type() {
    return this[inner].type;
  }
  get bubbles() {
    return this[inner].bubbles;
  }
  get cancelable() {
    return this[inner].cancelable;
  }
  get composed() {
    return this[inner].composed;
  }
  get timeStamp() {
    return this[inner].timeStamp;
  }
  get target() {
    return this[inner].target;
  }
  get srcElement() {
    return this[inner].target;
  }
  get currentTarget() {
    return this[inner].currentTarget;
  }
  get eventPhase() {
    return this[inner].phase;
  }
  get defaultPrevented() {
    return this[inner].prevented;
  }
  get returnValue() {
    return !this[inner].prevented;
  }
  get cancelBubble() {
    return this[inner].stopped;
  }
  get isTrusted() {
    return !!this[inner].trusted;
  }
  composedPath() {
    return this[inner].target ? [this[inner].target] : [];
  }
  preventDefault() {
    if (this[inner].cancelable && !this[inner].passive) this[inner].prevented = true;
  }
  stopPropagation() {
    this[inner].stopped = true;
  }
  stopImmediatePropagation() {
    this[inner].stopped = this[inner].halted = true;
  }
  [customInspect](depth, options) {
    const fields = {};
    for (const key of ['type', 'defaultPrevented', 'cancelable', 'timeStamp']) fields[key] = this[key];
    if (depth < 0) return this.constructor.name;
    return `${this.constructor.name} ${inspect(fields, options)}`;
  }
}
Object.assign(Event, { NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 });
export class CustomEvent extends Event {
  #detail;
  constructor(type, options) {
    super(type, options);
    this.#detail = options?.detail ?? null;
  }
  get detail() {
    return this.#detail;
  }
}
for (const Class of [Event, CustomEvent]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

// Makes an event that the scenario sends and not the program, such as a click.
export function trusted(event) {
  event[inner].trusted = true;
  return event;
}

const lists = new WeakMap();
const report = (error) => {
  if (inBrowser) host.reportError(error);
  else
    host.nextTick(() => {
      throw error;
    });
};

// Calls the listeners that an event reaches, one for each turn of the generator. First those that capture it, from the
// outside to the target; then the others, from the target to the outside if it bubbles.
function* listenersCalled(origin, event) {
  const state = event[inner];
  state.target = origin;
  const path = [];
  for (let up = origin; up; up = up.parentNode) path.push(up);
  const visits = [...path].reverse().map((target) => [target, true]);
  for (const target of path) if (target === origin || state.bubbles) visits.push([target, false]);
  for (const [target, capture] of visits) {
    if (state.stopped) break;
    state.currentTarget = target;
    state.phase = target === origin ? 2 : capture ? 1 : 3;
    for (const entry of lists.get(target)?.get(state.type) || []) {
      if (state.halted) break;
      if (entry.removed || entry.capture !== capture) continue;
      if (entry.once) EventTarget.prototype.removeEventListener.call(target, state.type, entry.listener, entry.capture);
      state.passive = entry.passive;
      const { listener } = entry;
      try {
        const result = typeof listener === 'function' ? listener.call(target, event) : listener.handleEvent(event);
        if (!inBrowser) result?.then?.(undefined, report);
      } catch (error) {
        report(error);
      }
      yield;
    }
  }
  state.phase = 0;
  state.currentTarget = null;
  state.stopped = state.halted = false;
}

// Dispatches an event in a task of its own: nothing is on the stack between two listeners, so the microtasks of one run
// before the next. Calls `after` when all have run.
export function dispatchInTask(target, event, after) {
  const calls = listenersCalled(target, trusted(event));
  const turn = () => {
    if (!calls.next().done) host.postTask(turn, 0);
    else after?.();
  };
  turn();
}
export class EventTarget {
  addEventListener(type, listener, options) {
    if (listener == null) return;
    if (typeof listener !== 'function' && typeof listener !== 'object') {
      throw argumentType('listener', 'an instance of EventListener', listener);
    }
    const {
      once = false,
      signal,
      passive = false,
      capture = false,
    } = typeof options === 'object' && options !== null ? options : { capture: !!options };
    if (signal?.aborted) return;
    let all = lists.get(this);
    if (!all) lists.set(this, (all = new Map()));
    const list = all.get(`${type}`) || [];
    if (list.some((entry) => entry.listener === listener && entry.capture === !!capture)) return;
    all.set(`${type}`, [...list, { listener, once, passive, capture: !!capture }]);
    signal?.addEventListener('abort', () => this.removeEventListener(type, listener, options), { once: true });
  }
  removeEventListener(type, listener, options) {
    const all = lists.get(this),
      list = all?.get(`${type}`);
    if (!list) return;
    const capture = !!(typeof options === 'object' && options !== null ? options.capture : options);
    all.set(
      `${type}`,
      list.filter((entry) => {
        const goes = entry.listener === listener && entry.capture === capture;
        if (goes) entry.removed = true;
        return !goes;
      }),
    );
  }
  dispatchEvent(event) {
    if (!(event instanceof Event)) {
      if (inBrowser) throw failed("execute 'dispatchEvent' on 'EventTarget'", "parameter 1 is not of type 'Event'.");
      throw argumentType('event', 'an instance of Event', event);
    }
    const state = event[inner];
    if (state.phase) {
      if (inBrowser)
        throw new DOMException(
          "Failed to execute 'dispatchEvent' on 'EventTarget': The event is already being dispatched.",
          'InvalidStateError',
        );
      throw coded(Error, 'ERR_EVENT_RECURSION', `The event "${state.type}" is already being dispatched`);
    }
    for (const _ of listenersCalled(this, event));
    return !state.prevented;
  }
}
Object.defineProperty(EventTarget.prototype, Symbol.toStringTag, { value: 'EventTarget', configurable: true });

export const hasListener = (target, type) => (lists.get(target)?.get(type) ?? []).length > 0;

// `on…` attributes: the handler keeps its place in the order until it is removed. It returns false to prevent what the
// event does (the handler for errors in a page returns true).
export function attribute(target, type) {
  let handler = null;
  const forErrors = type === 'error' && target === world;
  const listener = function (event) {
    if (!forErrors || !(event instanceof ErrorEvent)) {
      if (handler.call(this, event) === false && inBrowser) event.preventDefault();
    } else if (handler.call(this, event.message, event.filename, event.lineno, event.colno, event.error) === true) {
      event.preventDefault();
    }
  };
  Object.defineProperty(target, `on${type}`, {
    get: () => handler,
    set(value) {
      const before = handler;
      handler = typeof value === 'function' ? value : null;
      if (handler && !before) this.addEventListener(type, listener);
      if (!handler && before) this.removeEventListener(type, listener);
    },
    configurable: true,
    enumerable: true,
  });
}

// Abort signals

const aborts = new WeakMap();
const wasAborted = () =>
  new DOMException(inBrowser ? 'signal is aborted without reason' : 'This operation was aborted', 'AbortError');
const pass = {};
export class AbortSignal extends EventTarget {
  constructor(key) {
    if (key !== pass) {
      if (inBrowser) throw failed("construct 'AbortSignal'", 'Illegal constructor');
      throw coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    }
    super();
    aborts.set(this, { aborted: false, reason: undefined });
    attribute(this, 'abort');
    Object.defineProperty(this, 'onabort', { enumerable: false });
  }
  get aborted() {
    return aborts.get(this).aborted;
  }
  get reason() {
    return aborts.get(this).reason;
  }
  throwIfAborted() {
    if (this.aborted) throw this.reason;
  }
  static abort(reason = wasAborted()) {
    const signal = new AbortSignal(pass);
    aborts.set(signal, { aborted: true, reason });
    return signal;
  }
  static timeout(ms) {
    const signal = new AbortSignal(pass);
    const timer = startTimer(
      () =>
        abort(
          signal,
          new DOMException(
            inBrowser ? 'signal timed out' : 'The operation was aborted due to timeout',
            'TimeoutError',
          ),
          inBrowser,
        ),
      ms,
    );
    timer.unref?.();
    return signal;
  }
  static any(signals) {
    const signal = new AbortSignal(pass);
    for (const one of signals) {
      if (one.aborted) {
        abort(signal, one.reason);
        return signal;
      }
    }
    for (const one of signals) one.addEventListener('abort', () => abort(signal, one.reason), { once: true });
    return signal;
  }
  [customInspect](depth, options) {
    return depth < 0 ? '[AbortSignal]' : `AbortSignal { aborted: ${this.aborted} }`;
  }
}
function abort(signal, reason, inTask) {
  const state = aborts.get(signal);
  if (state.aborted) return;
  state.aborted = true;
  state.reason = reason;
  if (inTask) dispatchInTask(signal, new Event('abort'));
  else signal.dispatchEvent(trusted(new Event('abort')));
}
export class AbortController {
  #signal;
  constructor() {
    this.#signal = new AbortSignal(pass);
  }
  get signal() {
    return this.#signal;
  }
  abort(reason = wasAborted()) {
    abort(this.#signal, reason);
  }
  [customInspect](depth, options) {
    return depth < 0 ? '[AbortController]' : `AbortController ${inspect({ signal: this.signal }, options)}`;
  }
}
for (const Class of [AbortSignal, AbortController]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

// structuredClone

const refuseClone = (value) => {
  const text =
    typeof value === 'function'
      ? Function.prototype.toString.call(value)
      : typeof value === 'symbol'
        ? String(value)
        : `#<${classOf(value)}>`;
  throw new DOMException(`${text} could not be cloned.`, 'DataCloneError');
};
export function structuredClone(value, options) {
  if (arguments.length === 0) {
    if (inBrowser) throw failed("execute 'structuredClone' on 'Window'", needsOne);
    throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "value" argument must be specified');
  }
  const copies = new Map();
  const copy = (from) => {
    if (typeof from === 'symbol' || typeof from === 'function') refuseClone(from);
    if (typeof from !== 'object' || from === null) return from;
    if (copies.has(from)) return copies.get(from);
    const keep = (to) => {
      copies.set(from, to);
      return to;
    };
    const kind = classOf(from);
    switch (kind) {
      case 'Date':
        return keep(new Date(+from));
      case 'RegExp':
        return keep(new RegExp(from.source, from.flags));
      case 'Number':
      case 'String':
      case 'Boolean':
      case 'BigInt':
        return keep(Object(from.valueOf()));
      case 'ArrayBuffer':
        return keep(from.slice(0));
      case 'Map': {
        const to = keep(new Map());
        for (const [key, item] of [...from]) to.set(copy(key), copy(item));
        return to;
      }
      case 'Set': {
        const to = keep(new Set());
        for (const item of [...from]) to.add(copy(item));
        return to;
      }
      case 'Error': {
        const Class = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }[from.name] || Error;
        const to = keep(new Class(from.message));
        hidden(to, 'stack', from.stack);
        if ('cause' in from) hidden(to, 'cause', copy(from.cause));
        return to;
      }
      case 'Proxy':
      case 'Promise':
      case 'WeakMap':
      case 'WeakSet':
      case 'WeakRef':
      case 'Generator':
        refuseClone(from);
    }
    if (ArrayBuffer.isView(from)) {
      const buffer = copy(from.buffer);
      const Class =
        kind === 'DataView'
          ? DataView
          : Object.getPrototypeOf(from.constructor.prototype).constructor.name === 'Uint8Array'
            ? Uint8Array
            : from.constructor;
      return keep(new Class(buffer, from.byteOffset, kind === 'DataView' ? from.byteLength : from.length));
    }
    const to = keep(Array.isArray(from) ? new Array(from.length) : {});
    for (const key of Object.keys(from)) to[key] = copy(from[key]);
    return to;
  };
  const result = copy(value);
  for (const one of options?.transfer ?? []) {
    if (classOf(one) !== 'ArrayBuffer') throw missing(`structuredClone with a ${classOf(one)} in its transfer`);
    host.detach(one);
  }
  return result;
}

// MessageChannel
//
// In a page, a port that has waited for a message takes one message in a task. When that has ended, it requests another
// task for all messages that have arrived by then, and so on. That is how Chromium does it. The microtasks of a message
// run before the next message.

export class MessagePort extends EventTarget {
  constructor() {
    super();
    let handler = null;
    Object.defineProperties(this, {
      other: { value: null, writable: true },
      queue: { value: [], writable: true },
      open: { value: false, writable: true },
      takes: { value: false, writable: true }, // in a page: a task takes messages from the queue, or will
      onmessage: {
        get: () => handler,
        set(value) {
          if (!handler) this.addEventListener('message', (event) => handler?.call(this, event));
          handler = value;
          this.start();
        },
      },
    });
  }
  postMessage(value) {
    const data = structuredClone(value),
      { other } = this;
    if (!other) return;
    if (!other.open) other.queue.push(data);
    else if (inBrowser) takeMessages(other, data);
    else deliver(other, data);
  }
  start() {
    if (this.open) return;
    this.open = true;
    if (inBrowser) takeMessages(this, ...this.queue.splice(0));
    else for (const data of this.queue.splice(0)) deliver(this, data);
  }
  on(type, listener) {
    this.addEventListener(type, (event) => listener(event.data));
    this.start();
    return this;
  }
  once(type, listener) {
    this.addEventListener(type, (event) => listener(event.data), { once: true });
    this.start();
    return this;
  }
  ref() {}
  unref() {}
  close() {
    if (this.other) this.other.other = null;
    this.other = null;
    if (inBrowser) this.queue.length = 0;
  }
}
export class MessageEvent extends Event {
  constructor(type, options) {
    super(type, options);
    this.data = options?.data ?? null;
    this.ports = [];
  }
}
function deliver(port, data) {
  task(() => port.dispatchEvent(trusted(new MessageEvent('message', { data }))));
}
function takeMessages(port, ...more) {
  port.queue.push(...more);
  if (port.takes || port.queue.length === 0) return;
  port.takes = true;
  const take = (count) => {
    if (port.queue.length === 0) {
      port.takes = false; // the port was closed
      return;
    }
    const event = new MessageEvent('message', { data: port.queue.shift() });
    dispatchInTask(port, event, () => {
      const here = port.queue.length;
      if (count > 1) take(count - 1);
      else if (here > 0) task(() => take(here));
      else port.takes = false;
    });
  };
  task(() => take(1));
}

// A task that runs as soon as the loop reaches it.
export function task(callback) {
  if (inBrowser) host.postTask(callback, 4);
  else startImmediate(callback);
}

// What is sent to the window of a page when nothing handles an error or a rejection.
export class ErrorEvent extends Event {
  constructor(type, options = {}) {
    super(type, options);
    const { message = '', filename = '', lineno = 0, colno = 0, error } = options;
    Object.assign(this, { message: `${message}`, filename: `${filename}`, lineno, colno, error });
  }
}
export class PromiseRejectionEvent extends Event {
  constructor(type, options) {
    super(type, options);
    this.promise = options.promise;
    this.reason = options.reason;
  }
}

export class MessageChannel {
  constructor() {
    this.port1 = new MessagePort();
    this.port2 = new MessagePort();
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}
