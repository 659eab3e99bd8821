// node:util.

import { classOf, coded, hidden, host, isError, needFunction } from './core.js';
import { format, formatWithOptions, inspect, withoutColours } from './inspect.js';
import { promisifyCustom } from './timers.js';
import { sameStrictly } from './same.js';
import { warn } from './process.js';

export function promisify(original) {
  needFunction(original, 'original');
  if (original[promisifyCustom]) {
    const own = original[promisifyCustom];
    needFunction(own, 'util.promisify.custom');
    return Object.defineProperty(own, promisifyCustom, { value: own, configurable: true });
  }
  const names = original[promisifyNames];
  function f(...values) {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [
        ...values,
        (error, ...results) => {
          if (error) reject(error);
          else if (names && results.length > 1)
            resolve(Object.fromEntries(names.map((name, i) => [name, results[i]])));
          else resolve(results[0]);
        },
      ]);
    });
  }
  Object.setPrototypeOf(f, Object.getPrototypeOf(original));
  Object.defineProperty(f, promisifyCustom, { value: f, configurable: true });
  return Object.defineProperties(f, Object.getOwnPropertyDescriptors(original));
}
export const promisifyNames = Symbol('customPromisifyArgs');
promisify.custom = promisifyCustom;

function callbackify(original) {
  needFunction(original, 'original');
  function callbackified(...values) {
    const callback = values.pop();
    needFunction(callback, 'last argument');
    Reflect.apply(original, this, values).then(
      (value) => host.nextTick(callback.bind(this), null, value),
      (reason) => {
        if (!reason) {
          reason = coded(Error, 'ERR_FALSY_VALUE_REJECTION', 'Promise was rejected with falsy value', { reason });
        }
        host.nextTick(callback.bind(this), reason);
      },
    );
  }
  const properties = Object.getOwnPropertyDescriptors(original);
  if (typeof properties.length.value === 'number') properties.length.value++;
  if (typeof properties.name.value === 'string') properties.name.value += 'Callbackified';
  return Object.defineProperties(callbackified, properties);
}

function inherits(Class, Above) {
  needFunction(Class, 'ctor');
  needFunction(Above, 'superCtor');
  hidden(Class, 'super_', Above);
  Object.setPrototypeOf(Class.prototype, Above.prototype);
}

const warned = new Set();
export function deprecate(original, message, code) {
  let said = false;
  function deprecated(...values) {
    if (!said) {
      said = true;
      if (!code || !warned.has(code)) {
        warned.add(code);
        warn(message, 'DeprecationWarning', code);
      }
    }
    return new.target ? Reflect.construct(original, values, new.target) : Reflect.apply(original, this, values);
  }
  Object.setPrototypeOf(deprecated, original);
  if (original.prototype) deprecated.prototype = original.prototype;
  return deprecated;
}

export function makeTypes() {
  const is =
    (...names) =>
    (value) =>
      names.includes(classOf(value));
  const types = {
    isProxy: (value) => classOf(value) !== '' && host.proxyDetails(value) !== undefined,
    isAsyncFunction: is('AsyncFunction', 'AsyncGeneratorFunction'),
    isGeneratorFunction: is('GeneratorFunction', 'AsyncGeneratorFunction'),
    isGeneratorObject: is('Generator', 'AsyncGenerator'),
    isNativeError: is('Error'),
    isArgumentsObject: is('Arguments'),
    isModuleNamespaceObject: is('Module'),
    isMapIterator: is('Map Iterator'),
    isSetIterator: is('Set Iterator'),
    isAnyArrayBuffer: is('ArrayBuffer', 'SharedArrayBuffer'),
    isArrayBufferView: ArrayBuffer.isView,
    isTypedArray: (value) => ArrayBuffer.isView(value) && !(value instanceof DataView),
    isBoxedPrimitive: is('Number', 'String', 'Boolean', 'BigInt', 'Symbol'),
    isExternal: () => false,
  };
  for (const name of [
    'Promise',
    'Map',
    'Set',
    'WeakMap',
    'WeakSet',
    'Date',
    'RegExp',
    'ArrayBuffer',
    'SharedArrayBuffer',
    'DataView',
    'Int8Array',
    'Uint8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
    'Float32Array',
    'Float64Array',
    'BigInt64Array',
    'BigUint64Array',
  ])
    types[`is${name}`] = is(name);
  for (const name of ['Number', 'String', 'Boolean', 'BigInt', 'Symbol']) types[`is${name}Object`] = is(name);
  return types;
}

export function makeUtil(require) {
  const { TextEncoder, TextDecoder } = require('buffer')[Symbol.for('interleave.text')];
  const kind = (type) => (value) => typeof value === type;
  return {
    promisify,
    callbackify,
    inherits,
    deprecate,
    inspect,
    format,
    formatWithOptions,
    types: require('util/types'),
    isDeepStrictEqual: sameStrictly,
    TextEncoder,
    TextDecoder,
    stripVTControlCharacters: withoutColours,
    toUSVString: (text) => `${text}`.toWellFormed(),
    debuglog: () => Object.assign(() => {}, { enabled: false }),
    debug: () => Object.assign(() => {}, { enabled: false }),
    aborted: (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
    parseArgs: () => {
      throw coded(Error, 'ERR_NOT_SIMULATED', 'util.parseArgs is not part of the simulator.');
    },
    isArray: Array.isArray,
    isBoolean: kind('boolean'),
    isNumber: kind('number'),
    isString: kind('string'),
    isFunction: kind('function'),
    isSymbol: kind('symbol'),
    isUndefined: kind('undefined'),
    isNull: (value) => value === null,
    isNullOrUndefined: (value) => value == null,
    isObject: (value) => value !== null && typeof value === 'object',
    isError,
    isDate: (value) => classOf(value) === 'Date',
    isRegExp: (value) => classOf(value) === 'RegExp',
  };
}
