// The code that all parts of the prelude share: the host, the run's options, and errors with Node's wording.
//
// A context has one prelude, so these are plain variables of the bundle. Nothing here runs before `install`.

export let host;
export let settings;
export let world; // the program's global object
export let inBrowser = false;

export function begin(global, hostFunctions, options) {
  world = global;
  host = hostFunctions;
  settings = options;
  inBrowser = options.runtime === 'browser';
}

export const hidden = (target, name, value) =>
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });

export const getter = (target, name, get, set) =>
  Object.defineProperty(target, name, { get, set, configurable: true, enumerable: true });

// An error with one of Node's codes. `extra` is copied onto it.
export function coded(Base, code, message, extra) {
  const error = new Base(message);
  // Node shows the code in the first line of the stack, but not in `name`.
  const stack = error.stack;
  if (typeof stack === 'string') {
    const head = `${error.name}: ${message}`;
    const frames = stack.startsWith(head) ? stack.slice(head.length) : `\n${stack}`;
    hidden(error, 'stack', `${error.name} [${code}]: ${message}${frames.replace(/\n$/, '')}`);
  }
  hidden(error, 'toString', function () {
    return `${this.name} [${code}]: ${this.message}`;
  });
  error.code = code;
  return extra ? Object.assign(error, extra) : error;
}

let show; // inspect; inspect.js sets it, so that the two files need not import each other
export const setInspect = (inspect) => {
  show = inspect;
};

// Returns the end of many of Node's messages, such as "Received type string ('abc')".
export function received(value) {
  if (value == null) return ` Received ${value}`;
  if (typeof value === 'function') return ` Received function ${value.name}`;
  if (typeof value === 'object') {
    return value.constructor?.name
      ? ` Received an instance of ${value.constructor.name}`
      : ` Received ${show(value, { depth: -1 })}`;
  }
  let text = show(value, { colors: false });
  if (text.length > 28) text = `${text.slice(0, 25)}...`;
  return ` Received type ${typeof value} (${text})`;
}

// `expected` is worded as Node does: 'of type function', 'an instance of Buffer'.
export const argumentType = (name, expected, value) =>
  coded(
    TypeError,
    'ERR_INVALID_ARG_TYPE',
    `The ${name.endsWith(' argument') ? name : `"${name}" ${name.includes('.') ? 'property' : 'argument'}`} must be ` +
      `${expected}.${received(value)}`,
  );

export const outOfRange = (name, range, value) =>
  coded(
    RangeError,
    'ERR_OUT_OF_RANGE',
    `The value of "${name}" is out of range. It must be ${range}. Received ${show(value)}`,
  );

// Returns the error of a function of the browser: what it failed to do, and why.
export const failed = (what, why) => new TypeError(`Failed to ${what}: ${why}`);

export const needFunction = (value, name) => {
  if (typeof value !== 'function') throw argumentType(name, 'of type function', value);
};
export const needString = (value, name) => {
  if (typeof value !== 'string') throw argumentType(name, 'of type string', value);
};
export const needNumber = (value, name) => {
  if (typeof value !== 'number') throw argumentType(name, 'of type number', value);
};

// Returns the error for something that the simulator does not have: its name, and what to use instead.
export const missing = (what, instead) =>
  coded(Error, 'ERR_NOT_SIMULATED', `${what} is not part of the simulator.${instead ? ` ${instead}` : ''}`);

export const classOf = (value) =>
  value !== null && (typeof value === 'object' || typeof value === 'function') ? host.className(value) : '';

export const isError = (value) => classOf(value) === 'Error' || value instanceof Error;

export class AbortFailure extends Error {
  constructor(message = 'The operation was aborted', options) {
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}
Object.defineProperty(AbortFailure, 'name', { value: 'AbortError' });
