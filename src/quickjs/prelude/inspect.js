// util.inspect and util.format: a value as console.log shows it, laid out as Node 20 does.
//
// Properties are shown down to a depth of 2. A group is written on one line if it fits into about 72 columns and is not
// nested more than three deep; arrays of more than six entries are arranged in columns. This code can call user code
// (custom inspect functions and the `toString` of proxies, but not getters), and user code may have replaced methods of
// arrays. Therefore it uses plain loops.

import { classOf, getter, host, isError, setInspect } from './core.js';

const defaults = {
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false,
};
const colours = {
  special: [36, 39],
  number: [33, 39],
  bigint: [33, 39],
  boolean: [33, 39],
  undefined: [90, 39],
  null: [1, 22],
  string: [32, 39],
  symbol: [32, 39],
  date: [35, 39],
  regexp: [31, 39],
  module: [4, 24],
};
export const customInspect = Symbol.for('nodejs.util.inspect.custom');

const { apply } = Reflect;
const functionText = Function.prototype.toString;
const eachOfSet = Set.prototype.forEach,
  eachOfMap = Map.prototype.forEach;
const hasOwn = Object.prototype.hasOwnProperty;
const isEnumerable = Object.prototype.propertyIsEnumerable;
const isBuiltIn = new Set(); // names of the language's own classes
export function rememberBuiltIns(global) {
  for (const name of Object.getOwnPropertyNames(global)) if (/^[A-Z][a-zA-Z0-9]+$/.test(name)) isBuiltIn.add(name);
}

const plain = (text) => text;
const coloured = (text, style) =>
  colours[style] ? `\x1b[${colours[style][0]}m${text}\x1b[${colours[style][1]}m` : text;
export const withoutColours = (text) => text.replace(/[\x1b\x9b]\[[0-?]*[ -/]*[@-~]/g, '');

export function inspect(value, options, oldDepth, oldColors) {
  const context = { budget: {}, indentation: 0, seen: [], currentDepth: 0, stylize: plain, circular: undefined };
  Object.assign(context, defaults);
  if (oldDepth !== undefined) context.depth = oldDepth;
  if (oldColors !== undefined) context.colors = oldColors;
  if (typeof options === 'boolean') context.showHidden = options;
  else if (options) {
    for (const key of Object.keys(options)) {
      if (key in defaults || key === 'stylize') context[key] = options[key];
      else context.own = options;
    }
  }
  if (context.colors) context.stylize = coloured;
  if (context.maxArrayLength === null) context.maxArrayLength = Infinity;
  if (context.maxStringLength === null) context.maxStringLength = Infinity;
  return formatValue(context, value, 0);
}
setInspect(inspect);
inspect.custom = customInspect;
inspect.colors = { __proto__: null };
inspect.styles = { __proto__: null };
getter(
  inspect,
  'defaultOptions',
  () => defaults,
  (options) => Object.assign(defaults, options),
);

// Strings

const escapes = { 8: '\\b', 9: '\\t', 10: '\\n', 12: '\\f', 13: '\\r', 39: "\\'", 92: '\\\\' };
const escapeOne = (text) => {
  if (text.length > 1) return text; // a whole surrogate pair
  const code = text.charCodeAt(0);
  if (escapes[code]) return escapes[code];
  return code < 256 ? `\\x${code.toString(16).toUpperCase().padStart(2, '0')}` : `\\u${code.toString(16)}`;
};
const escapeAll = (text) =>
  text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\x00-\x1f'\\\x7f-\x9f\ud800-\udfff]/g, escapeOne);
const escapeButQuotes = (text) =>
  text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\x00-\x1f\\\x7f-\x9f\ud800-\udfff]/g, escapeOne);

export function quoted(text) {
  if (text.includes("'")) {
    if (!text.includes('"')) return `"${escapeButQuotes(text)}"`;
    if (!text.includes('`') && !text.includes('${')) return `\`${escapeButQuotes(text)}\``;
  }
  return `'${escapeAll(text)}'`;
}

const isWide = (code) =>
  code >= 0x1100 &&
  (code <= 0x115f ||
    (code >= 0x2e80 && code <= 0xa4c6 && code !== 0x303f) ||
    (code >= 0xa960 && code <= 0xa97c) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6b) ||
    (code >= 0xff01 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1f64f) ||
    (code >= 0x1f680 && code <= 0x1f6ff) ||
    (code >= 0x1f900 && code <= 0x1f9ff) ||
    (code >= 0x20000 && code <= 0x3fffd) ||
    code === 0x2705 ||
    code === 0x274c ||
    code === 0x2728 ||
    code === 0x26a1);
const isZeroWide = (code) =>
  code < 32 ||
  (code >= 127 && code < 160) ||
  (code >= 0x300 && code <= 0x36f) ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x20d0 && code <= 0x20ff) ||
  (code >= 0xfe00 && code <= 0xfe0f);

// The number of columns that a text takes on a terminal.
export function widthOf(text, removeColours = true) {
  if (removeColours) text = withoutColours(text);
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i);
    if (code > 0xffff) i++;
    width += isWide(code) ? 2 : isZeroWide(code) ? 0 : 1;
  }
  return width;
}

// Numbers

const inThrees = (digits) => digits.replace(/(\d)(?=(\d{3})+$)/g, '$1_');
function numberText(number, separate) {
  if (Object.is(number, -0)) return '-0';
  const text = String(number);
  if (!separate || !/^-?\d+(\.\d+)?$/.test(text)) return text;
  const [whole, fraction] = text.split('.');
  return inThrees(whole) + (fraction ? `.${fraction.replace(/\d{3}(?=\d)/g, '$&_')}` : '');
}
const bigText = (big, separate) => `${separate ? inThrees(String(big)) : big}n`;

function formatPrimitive(stylize, value, context) {
  switch (typeof value) {
    case 'string': {
      let trailer = '';
      if (value.length > context.maxStringLength) {
        const more = value.length - context.maxStringLength;
        value = value.slice(0, context.maxStringLength);
        trailer = `... ${more} more character${more > 1 ? 's' : ''}`;
      }
      if (
        context.compact !== true &&
        value.length > 16 &&
        value.length > context.breakLength - context.indentation - 4
      ) {
        let text = '';
        for (const line of value.split(/(?<=\n)/)) {
          if (text) text += ` +\n${' '.repeat(context.indentation + 2)}`;
          text += stylize(quoted(line), 'string');
        }
        return text + trailer;
      }
      return stylize(quoted(value), 'string') + trailer;
    }
    case 'number':
      return stylize(numberText(value, context.numericSeparator), 'number');
    case 'bigint':
      return stylize(bigText(value, context.numericSeparator), 'bigint');
    case 'symbol':
      return stylize(apply(Symbol.prototype.toString, value, []), 'symbol');
    default:
      return stylize(String(value), typeof value);
  }
}

// Objects

const safely = (f, otherwise) => {
  try {
    return f();
  } catch {
    return otherwise;
  }
};

function constructorName(object, context, depth, inherited) {
  const self = object;
  let first;
  while (object) {
    const own = Object.getOwnPropertyDescriptor(object, 'constructor');
    const known = object === Object.prototype ? 'Object' : object === Function.prototype ? 'Function' : undefined;
    if (known && self !== object) {
      if (inherited && first !== object) inheritedProperties(context, self, first || self, depth, inherited);
      return known;
    }
    if (
      own &&
      typeof own.value === 'function' &&
      own.value.name !== '' &&
      safely(() => self instanceof own.value, false)
    ) {
      if (inherited && (first !== object || !isBuiltIn.has(own.value.name))) {
        inheritedProperties(context, self, first || self, depth, inherited);
      }
      return String(own.value.name);
    }
    object = Object.getPrototypeOf(object);
    if (first === undefined) first = object;
  }
  if (first === null) return null;
  const name = ownClassName(self);
  if (depth > context.depth && context.depth !== null) return `${name} <Complex prototype>`;
  const above = constructorName(first, context, depth + 1, inherited);
  if (above === null) return `${name} <${inspect(first, { ...optionsOf(context), customInspect: false, depth: -1 })}>`;
  return `${name} <${above}>`;
}
const ownClassName = (value) => {
  const name = classOf(value);
  return name === 'Arguments' || !name ? 'Object' : /Function$/.test(name) ? 'Function' : name;
};

function inheritedProperties(context, self, object, depth, output) {
  const above = new Set();
  for (let layer = 0; layer < 3; layer++) {
    if (layer !== 0 || self === object) {
      object = Object.getPrototypeOf(object);
      if (object === null) return;
      const made = Object.getOwnPropertyDescriptor(object, 'constructor');
      if (made && typeof made.value === 'function' && isBuiltIn.has(made.value.name)) return;
    }
    const keys = Reflect.ownKeys(object);
    context.seen.push(self);
    for (const key of keys) {
      if (key === 'constructor' || apply(hasOwn, self, [key]) || (layer !== 0 && above.has(key))) continue;
      const property = Object.getOwnPropertyDescriptor(object, key);
      if (typeof property.value === 'function') continue;
      const text = formatProperty(context, object, depth, key, 0, property, self);
      output.push(context.colors ? `\x1b[2m${text}\x1b[22m` : text);
    }
    context.seen.pop();
    for (const key of keys) above.add(key);
  }
}

function prefixOf(name, tag, fallback, size = '') {
  if (name === null) {
    return `[${fallback}${size}: null prototype] ${tag !== '' && fallback !== tag ? `[${tag}] ` : ''}`;
  }
  return `${name}${size} ${tag !== '' && name !== tag ? `[${tag}] ` : ''}`;
}

function styleOf(value, name, tag) {
  let fallback = '';
  if (name === null) {
    fallback = ownClassName(value);
    if (fallback === tag) fallback = 'Object';
  }
  return prefixOf(name, tag, fallback);
}

function keysOf(value, showHidden, withoutIndexes) {
  // A list of all indexes as texts would take too much memory, so the other keys of a very long array are omitted.
  if (withoutIndexes && value.length > 100000 && apply(hasOwn, value, [value.length - 1])) return [];
  let keys = showHidden
    ? Object.getOwnPropertyNames(value)
    : (safely(() => Object.keys(value)) ?? Object.getOwnPropertyNames(value));
  if (withoutIndexes) {
    // Indexes come first.
    let indexes = 0;
    while (indexes < keys.length && /^(0|[1-9]\d{0,9})$/.test(keys[indexes]) && +keys[indexes] < 4294967295) indexes++;
    keys = keys.slice(indexes);
  }
  for (const symbol of Object.getOwnPropertySymbols(value)) {
    if (showHidden || apply(isEnumerable, value, [symbol])) keys.push(symbol);
  }
  return keys;
}

function optionsOf(context) {
  const options = {};
  for (const key of Object.keys(defaults)) options[key] = context[key];
  return { ...options, stylize: context.stylize, ...context.own };
}

function formatValue(context, value, depth, typedArray) {
  if (value === null) return context.stylize('null', 'null');
  if (typeof value !== 'object' && typeof value !== 'function')
    return formatPrimitive(context.stylize, value, context);
  const self = value;
  let proxy = host.proxyDetails(value);
  if (proxy) {
    if (proxy[0] === null) return context.stylize('<Revoked Proxy>', 'special');
    if (context.showProxy) {
      if (depth > context.depth && context.depth !== null) return context.stylize('Proxy [Array]', 'special');
      context.indentation += 2;
      const parts = [formatValue(context, proxy[0], depth + 1), formatValue(context, proxy[1], depth + 1)];
      context.indentation -= 2;
      return joined(context, parts, '', ['Proxy [', ']'], 2, depth + 1);
    }
    do {
      value = proxy[0];
      if (value === null) return context.stylize('<Revoked Proxy>', 'special');
      proxy = host.proxyDetails(value);
    } while (proxy);
  }
  if (context.customInspect) {
    const custom = value[customInspect];
    if (
      typeof custom === 'function' &&
      custom !== inspect &&
      !(value.constructor && value.constructor.prototype === value)
    ) {
      const left = context.depth === null ? null : context.depth - depth;
      const text = apply(custom, self, [left, optionsOf(context), inspect]);
      if (text !== self) {
        if (typeof text !== 'string') return formatValue(context, text, depth);
        return text.split('\n').join(`\n${' '.repeat(context.indentation)}`);
      }
    }
  }
  if (context.seen.includes(value)) {
    const circular = (context.circular ??= new Map());
    if (!circular.has(value)) circular.set(value, circular.size + 1);
    return context.stylize(`[Circular *${circular.get(value)}]`, 'special');
  }
  return formatObject(context, value, depth, typedArray);
}

const typedName = /^(Big)?(Ui|I)nt\d+(Clamped)?Array$|^Float\d+Array$/;
const nothing = () => [];
const moreItems = (count) => `... ${count} more item${count > 1 ? 's' : ''}`;

function formatObject(context, value, depth, typedArray) {
  const { showHidden } = context;
  let inherited = showHidden && (depth <= context.depth || context.depth === null) ? [] : undefined;
  const name = constructorName(value, context, depth, inherited);
  if (inherited && inherited.length === 0) inherited = undefined;
  let tag = safely(() => value[Symbol.toStringTag]);
  if (
    typeof tag !== 'string' ||
    (tag !== '' && apply(showHidden ? hasOwn : isEnumerable, value, [Symbol.toStringTag]))
  ) {
    tag = '';
  }
  const kind = classOf(value);
  let base = '',
    format = nothing,
    braces = ['{', '}'],
    keys,
    extras = 0,
    iterates = true;

  if (Array.isArray(value)) {
    keys = keysOf(value, showHidden, true);
    const prefix = name !== 'Array' || tag !== '' ? prefixOf(name, tag, 'Array', `(${value.length})`) : '';
    braces = [`${prefix}[`, ']'];
    if (value.length === 0 && keys.length === 0 && !inherited) return `${braces[0]}]`;
    extras = 2;
    format = formatArray;
  } else if (kind === 'Set' || kind === 'Map') {
    const size = sizeOf(value, kind);
    keys = keysOf(value, showHidden);
    const prefix = prefixOf(name, tag, kind, `(${size})`);
    if (size === 0 && keys.length === 0 && !inherited) return `${prefix}{}`;
    braces[0] = `${prefix}{`;
    format = kind === 'Set' ? formatSet : formatMap;
  } else if (typedName.test(kind)) {
    keys = keysOf(value, showHidden, true);
    braces = [`${prefixOf(name, tag, name === null ? kind : '', `(${value.length})`)}[`, ']'];
    if (value.length === 0 && keys.length === 0 && !showHidden) return `${braces[0]}]`;
    extras = 2;
    format = formatTypedArray;
  } else if (kind === 'Map Iterator' || kind === 'Set Iterator') {
    keys = keysOf(value, showHidden);
    braces[0] = `[${tag !== kind && tag !== '' ? `${tag}] [` : ''}${kind}] {`;
    format = (...all) => formatIterator(braces, ...all);
  } else {
    iterates = false;
  }
  if (!iterates) {
    keys = keysOf(value, showHidden);
    const bare = () => keys.length === 0 && !inherited;
    if (typeof value === 'function') {
      base = functionBase(value, name, tag);
      if (bare()) return context.stylize(base, 'special');
    } else if (kind === 'Module') {
      braces[0] = `${prefixOf(name, tag, 'Module')}{`;
      const names = keys;
      keys = [];
      format = (...all) => formatNamespace(names, ...all);
    } else if (name === 'Object') {
      if (kind === 'Arguments') braces[0] = '[Arguments] {';
      else if (tag !== '') braces[0] = `${prefixOf(name, tag, 'Object')}{`;
      if (bare()) return `${braces[0]}}`;
    } else if (kind === 'RegExp') {
      base = apply(RegExp.prototype.toString, value, []);
      const prefix = prefixOf(name, tag, 'RegExp');
      if (prefix !== 'RegExp ') base = prefix + base;
      if (bare() || (depth > context.depth && context.depth !== null)) return context.stylize(base, 'regexp');
    } else if (kind === 'Date') {
      const time = apply(Date.prototype.getTime, value, []);
      base = time !== time ? 'Invalid Date' : apply(Date.prototype.toISOString, value, []);
      const prefix = prefixOf(name, tag, 'Date');
      if (prefix !== 'Date ') base = prefix + base;
      if (bare()) return context.stylize(base, 'date');
    } else if (isError(value)) {
      base = formatError(context, value, name, tag, keys);
      if (bare()) return base;
    } else if (kind === 'ArrayBuffer' || kind === 'SharedArrayBuffer') {
      const prefix = prefixOf(name, tag, kind);
      if (!typedArray) format = formatArrayBuffer;
      else if (bare())
        return `${prefix}{ byteLength: ${formatPrimitive(context.stylize, value.byteLength, context)} }`;
      braces[0] = `${prefix}{`;
      keys.unshift('byteLength');
    } else if (kind === 'DataView') {
      braces[0] = `${prefixOf(name, tag, 'DataView')}{`;
      keys.unshift('byteLength', 'byteOffset', 'buffer');
    } else if (kind === 'Promise') {
      braces[0] = `${prefixOf(name, tag, 'Promise')}{`;
      format = formatPromise;
    } else if (kind === 'WeakSet' || kind === 'WeakMap') {
      braces[0] = `${prefixOf(name, tag, kind)}{`;
      format = () => [context.stylize('<items unknown>', 'special')];
    } else if (/^(Number|String|Boolean|BigInt|Symbol)$/.test(kind)) {
      base = boxedBase(context, value, kind, keys, name, tag);
      if (bare()) return base;
    } else if (value[urlText] && !(depth > context.depth && context.depth !== null)) {
      base = value.href;
      if (bare()) return base;
    } else {
      if (bare()) return `${styleOf(value, name, tag)}{}`;
      braces[0] = `${styleOf(value, name, tag)}{`;
    }
  }
  if (depth > context.depth && context.depth !== null) {
    const short = styleOf(value, name, tag).slice(0, -1);
    return context.stylize(name === null ? short : `[${short}]`, 'special');
  }
  depth++;
  context.seen.push(value);
  context.currentDepth = depth;
  const { indentation } = context;
  let output;
  try {
    output = format(context, value, depth);
    for (let i = 0; i < keys.length; i++) output.push(formatProperty(context, value, depth, keys[i], extras));
    if (inherited) for (const text of inherited) output.push(text);
  } catch (error) {
    if (!(error instanceof RangeError && /call stack/.test(error.message))) throw error;
    context.seen.pop();
    context.indentation = indentation;
    return context.stylize(
      `[${styleOf(value, name, tag).slice(0, -1)}: Inspection interrupted prematurely. ` +
        'Maximum call stack size exceeded.]',
      'special',
    );
  }
  const index = context.circular?.get(value);
  if (index !== undefined) {
    const mark = context.stylize(`<ref *${index}>`, 'special');
    if (context.compact !== true) base = base === '' ? mark : `${mark} ${base}`;
    else braces[0] = `${mark} ${braces[0]}`;
  }
  context.seen.pop();
  if (context.sorted) {
    const order = context.sorted === true ? undefined : context.sorted;
    if (extras === 0) output.sort(order);
    else if (keys.length > 1) output.push(...output.splice(output.length - keys.length).sort(order));
  }
  const text = joined(context, output, base, braces, extras, depth, value);
  const length = (context.budget[context.indentation] || 0) + text.length;
  context.budget[context.indentation] = length;
  if (length > 2 ** 24) context.depth = -1;
  return text;
}

export const urlText = Symbol('href'); // marks the class URL, shown by its text

const sizeOf = (value, kind) =>
  apply(Object.getOwnPropertyDescriptor((kind === 'Set' ? Set : Map).prototype, 'size').get, value, []);

function boxedBase(context, value, kind, keys, name, tag) {
  if (kind === 'String') keys.splice(0, value.length);
  const bare = apply({ Number, String, Boolean, BigInt, Symbol }[kind].prototype.valueOf, value, []);
  const own = kind === name ? '' : name === null ? ' (null prototype)' : ` (${name})`;
  const text =
    `[${kind}${own}: ${formatPrimitive(plain, bare, context)}]` + (tag !== '' && tag !== name ? ` [${tag}]` : '');
  return keys.length !== 0 ? text : context.stylize(text, kind.toLowerCase());
}

function functionBase(value, name, tag) {
  const text = apply(functionText, value, []);
  if (text.startsWith('class') && text.endsWith('}') && /^class\b\s*[^(]*?\{|^class\b[^{]*\bextends\b/.test(text)) {
    let base = `class ${(apply(hasOwn, value, ['name']) && value.name) || '(anonymous)'}`;
    if (name !== 'Function' && name !== null) base += ` [${name}]`;
    if (tag !== '' && name !== tag) base += ` [${tag}]`;
    if (name === null) base += ' extends [null prototype]';
    else {
      const above = Object.getPrototypeOf(value).name;
      if (above) base += ` extends ${above}`;
    }
    return `[${base}]`;
  }
  const kind = host.className(value);
  const type = /^(Async)?(Generator)?Function$/.test(kind) ? kind : 'Function';
  let base = `[${type}${name === null ? ' (null prototype)' : ''}`;
  base +=
    value.name === '' ? ' (anonymous)]' : `: ${typeof value.name === 'symbol' ? String(value.name) : value.name}]`;
  if (name !== type && name !== null) base += ` ${name}`;
  if (tag !== '' && name !== tag) base += ` [${tag}]`;
  return base;
}

// Errors

const firstLine = (error) => safely(() => apply(Error.prototype.toString, error, []), 'Error');

// Returns the stack with its first line, even if the engine provides only the frames.
export function stackOf(error) {
  const stack = safely(() => error.stack);
  if (!stack) return firstLine(error);
  const text = String(stack).replace(/\n+$/, '');
  return /^ {4}at /.test(text) ? `${firstLine(error)}\n${text}` : text;
}

function formatError(context, error, name, tag, keys) {
  const title = error.name != null ? String(error.name) : 'Error';
  let stack = stackOf(error);
  if (!context.showHidden) {
    for (const key of ['name', 'message', 'stack']) {
      const index = keys.indexOf(key);
      if (index !== -1 && (typeof error[key] !== 'string' || key === 'stack' || stack.includes(error[key]))) {
        keys.splice(index, 1);
      }
    }
  }
  if ('cause' in error && !keys.includes('cause')) keys.push('cause');
  if (Array.isArray(error.errors) && !keys.includes('errors')) keys.push('errors');

  // The name of the class comes first if the stack has only the name of a superclass.
  let length = title.length;
  if (
    name === null ||
    (title.endsWith('Error') &&
      stack.startsWith(title) &&
      (stack.length === length || stack[length] === ':' || stack[length] === '\n'))
  ) {
    let fallback = 'Error';
    if (name === null) {
      const start = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n {4}at)/.exec(stack) || /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
      fallback = start?.[1] || '';
      length = fallback.length;
      fallback ||= 'Error';
    }
    const prefix = prefixOf(name, tag, fallback).slice(0, -1);
    if (title !== prefix) {
      if (!prefix.includes(title)) stack = `${prefix} [${title}]${stack.slice(length)}`;
      else stack = length === 0 ? `${prefix}: ${stack}` : prefix + stack.slice(length);
    }
  }
  let from = (error.message && stack.indexOf(error.message)) || -1;
  if (from !== -1) from += error.message.length;
  const frames = stack.indexOf('\n    at', from);
  if (frames === -1) stack = `[${stack}]`;
  else stack = `${stack.slice(0, frames)}\n${withoutCause(error, stack.slice(frames + 1).split('\n')).join('\n')}`;
  return context.indentation ? stack.split('\n').join(`\n${' '.repeat(context.indentation)}`) : stack;
}

// The frames that an error shares with its cause are omitted.
function withoutCause(error, frames) {
  const cause = safely(() => error.cause);
  if (cause == null || !isError(cause)) return frames;
  const text = stackOf(cause);
  const start = text.indexOf('\n    at');
  if (start === -1) return frames;
  const others = text.slice(start + 1).split('\n');
  for (let i = 0; i < frames.length - 3; i++) {
    const at = others.indexOf(frames[i]);
    if (at === -1) continue;
    let same = 1;
    while (i + same < frames.length && at + same < others.length && frames[i + same] === others[at + same]) same++;
    if (same > 3) {
      frames.splice(i + 1, same - 2, `    ... ${same - 2} lines matching cause stack trace ...`);
      break;
    }
  }
  return frames;
}

// Contents

function formatArray(context, value, depth) {
  const shown = Math.min(Math.max(0, context.maxArrayLength), value.length);
  const output = [];
  for (let i = 0; i < shown; i++) {
    if (!apply(hasOwn, value, [i])) return formatHoles(context, value, depth, shown, output, i);
    output.push(formatProperty(context, value, depth, i, 1));
  }
  if (value.length > shown) output.push(moreItems(value.length - shown));
  return output;
}

function formatHoles(context, value, depth, most, output, at) {
  const keys = Object.keys(value);
  let index = at;
  const hole = (count) => output.push(context.stylize(`<${count} empty item${count > 1 ? 's' : ''}>`, 'undefined'));
  for (let i = at; i < keys.length && output.length < most; i++) {
    const key = keys[i];
    if (`${index}` !== key) {
      if (!/^(0|[1-9]\d*)$/.test(key) || +key > 4294967294) break;
      hole(+key - index);
      index = +key;
      if (output.length === most) break;
    }
    output.push(formatProperty(context, value, depth, key, 1));
    index++;
  }
  const rest = value.length - index;
  if (rest > 0) {
    if (output.length !== most) hole(rest);
    else output.push(moreItems(rest));
  }
  return output;
}

function formatTypedArray(context, value, depth) {
  const shown = Math.min(Math.max(0, context.maxArrayLength), value.length);
  const output = [];
  for (let i = 0; i < shown; i++) output.push(formatPrimitive(context.stylize, value[i], context));
  if (value.length > shown) output.push(moreItems(value.length - shown));
  if (context.showHidden) {
    context.indentation += 2;
    for (const key of ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer']) {
      output.push(`[${key}]: ${formatValue(context, value[key], depth, true)}`);
    }
    context.indentation -= 2;
  }
  return output;
}

export const hexOf = (bytes, most = bytes.length) => {
  let text = '';
  for (let i = 0; i < bytes.length && i < most; i++)
    text += (i ? ' ' : '') + (bytes[i] < 16 ? '0' : '') + bytes[i].toString(16);
  return text;
};
function formatArrayBuffer(context, value) {
  const bytes = safely(() => new Uint8Array(value));
  if (!bytes) return [context.stylize('(detached)', 'special')];
  const more = bytes.length - context.maxArrayLength;
  return [
    `${context.stylize('[Uint8Contents]', 'special')}: <${hexOf(bytes, context.maxArrayLength)}` +
      `${more > 0 ? ` ... ${more} more byte${more > 1 ? 's' : ''}` : ''}>`,
  ];
}

function formatEntries(context, entries, format, size = entries.length) {
  const shown = Math.min(Math.max(0, context.maxArrayLength), entries.length);
  const output = [];
  context.indentation += 2;
  for (let i = 0; i < shown; i++) output.push(format(entries[i]));
  context.indentation -= 2;
  if (size > shown) output.push(moreItems(size - shown));
  return output;
}
// This does not use for-of: its iterator could be replaced, and the loop would never end if an entry's inspect function
// added entries.
const listOf = (value, kind, most) => {
  const list = [];
  apply(kind === 'Set' ? eachOfSet : eachOfMap, value, [
    (item, key) => {
      if (list.length < most) list.push(kind === 'Set' ? item : [key, item]);
    },
  ]);
  return list;
};
const formatSet = (context, value, depth) =>
  formatEntries(
    context,
    listOf(value, 'Set', context.maxArrayLength),
    (item) => formatValue(context, item, depth),
    sizeOf(value, 'Set'),
  );
const formatMap = (context, value, depth) =>
  formatEntries(
    context,
    listOf(value, 'Map', context.maxArrayLength),
    ([key, item]) => `${formatValue(context, key, depth)} => ${formatValue(context, item, depth)}`,
    sizeOf(value, 'Map'),
  );

function formatIterator(braces, context, value, depth) {
  const left = host.iteratorEntries(value) || [];
  // An iterator of entries yields pairs; for a set, each pair is [key, key].
  let pairs = left.length > 0;
  for (let i = 0; i < left.length; i++) if (!Array.isArray(left[i]) || left[i].length !== 2) pairs = false;
  if (!pairs) return formatEntries(context, left, (item) => formatValue(context, item, depth));
  braces[0] = braces[0].replace(/ Iterator\] \{$/, ' Entries] {');
  return formatEntries(context, left, (pair) =>
    joined(
      context,
      [formatValue(context, pair[0], depth), formatValue(context, pair[1], depth)],
      '',
      ['[', ']'],
      2,
      depth,
    ),
  );
}

function formatPromise(context, value, depth) {
  const [state, result] = host.promiseState(value);
  if (state === 0) return [context.stylize('<pending>', 'special')];
  context.indentation += 2;
  const text = formatValue(context, result, depth);
  context.indentation -= 2;
  return [state === 2 ? `${context.stylize('<rejected>', 'special')} ${text}` : text];
}

function formatNamespace(names, context, value, depth) {
  const output = [];
  for (const name of names) {
    output.push(
      safely(() => formatProperty(context, value, depth, name, 0)) ??
        `${name}: ${context.stylize('<uninitialized>', 'special')}`,
    );
  }
  return output;
}

// `type`: 0 a property, 1 an entry of an array, 2 another property of an array.
function formatProperty(context, value, depth, key, type, property, self = value) {
  property ||= Object.getOwnPropertyDescriptor(value, key) || { value: value[key], enumerable: true };
  const { stylize } = context;
  let text,
    gap = ' ';
  if (property.value !== undefined) {
    const step = context.compact !== true || type !== 0 ? 2 : 3;
    context.indentation += step;
    text = formatValue(context, property.value, depth);
    if (step === 3 && context.breakLength < widthOf(text, context.colors))
      gap = `\n${' '.repeat(context.indentation)}`;
    context.indentation -= step;
  } else if (property.get !== undefined) {
    const label = property.set !== undefined ? 'Getter/Setter' : 'Getter';
    const wanted = context.getters;
    if (wanted === true || (wanted && (wanted === 'get') === (property.set === undefined))) {
      context.indentation += 2;
      try {
        const got = apply(property.get, self, []);
        if (got !== null && typeof got === 'object')
          text = `${stylize(`[${label}]`, 'special')} ${formatValue(context, got, depth)}`;
        else
          text = `${stylize(`[${label}:`, 'special')} ${formatValue(context, got, depth)}${stylize(']', 'special')}`;
      } catch (error) {
        text = `${stylize(`[${label}:`, 'special')} <Inspection threw (${error.message})>${stylize(']', 'special')}`;
      }
      context.indentation -= 2;
    } else {
      text = stylize(`[${label}]`, 'special');
    }
  } else {
    text = property.set !== undefined ? stylize('[Setter]', 'special') : stylize('undefined', 'undefined');
  }
  if (type === 1) return text;
  let name;
  if (typeof key === 'symbol') name = `[${stylize(escapeAll(apply(Symbol.prototype.toString, key, [])), 'symbol')}]`;
  else if (key === '__proto__') name = "['__proto__']";
  else if (property.enumerable === false) name = `[${escapeAll(key)}]`;
  else if (/^[a-zA-Z_][a-zA-Z_0-9]*$/.test(key)) name = stylize(key, 'name');
  else name = stylize(quoted(key), 'string');
  return `${name}:${gap}${text}`;
}

// Layout

const list = (output, between) => {
  let text = output[0] ?? '';
  for (let i = 1; i < output.length; i++) text += between + output[i];
  return text;
};

function fits(context, output, start, base) {
  let total = output.length + start;
  if (total + output.length > context.breakLength) return false;
  for (let i = 0; i < output.length; i++) {
    total += context.colors ? withoutColours(output[i]).length : output[i].length;
    if (total > context.breakLength) return false;
  }
  return base === '' || !base.includes('\n');
}

function joined(context, output, base, braces, extras, depth, value) {
  if (context.compact === true) {
    if (fits(context, output, 0, base))
      return `${braces[0]}${base ? ` ${base}` : ''} ${list(output, ', ')} ${braces[1]}`;
    const indent = ' '.repeat(context.indentation);
    const start = base === '' && braces[0].length === 1 ? ' ' : `${base ? ` ${base}` : ''}\n${indent}  `;
    return `${braces[0]}${start}${list(output, `,\n${indent}  `)} ${braces[1]}`;
  }
  const front = base ? `${base} ` : '';
  if (typeof context.compact === 'number' && context.compact >= 1) {
    const entries = output.length;
    if (extras === 2 && entries > 6) output = inColumns(context, output, value);
    if (context.currentDepth - depth < context.compact && entries === output.length) {
      const start = output.length + context.indentation + braces[0].length + base.length + 10;
      if (fits(context, output, start, base)) {
        const line = list(output, ', ');
        if (!line.includes('\n')) return `${front}${braces[0]} ${line} ${braces[1]}`;
      }
    }
  }
  const indent = `\n${' '.repeat(context.indentation)}`;
  return `${front}${braces[0]}${indent}  ${list(output, `,${indent}  `)}${indent}${braces[1]}`;
}

function inColumns(context, output, value) {
  const hasMore = context.maxArrayLength < output.length;
  const count = output.length - (hasMore ? 1 : 0);
  const widths = [];
  let total = 0,
    widest = 0;
  for (let i = 0; i < count; i++) {
    widths[i] = widthOf(output[i], context.colors);
    total += widths[i] + 2;
    if (widest < widths[i]) widest = widths[i];
  }
  const cell = widest + 2;
  if (cell * 3 + context.indentation >= context.breakLength || !(total / cell > 5 || widest <= 6)) return output;
  // The number of columns makes the whole about square, because a character is 2.5 times as high as it is wide.
  const biased = Math.max(cell - 3 - Math.sqrt(cell - total / output.length), 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * biased * count) / biased),
    Math.floor((context.breakLength - context.indentation) / cell),
    context.compact * 4,
    15,
  );
  if (columns <= 1) return output;
  const columnWidths = [];
  for (let i = 0; i < columns; i++) {
    let most = 0;
    for (let j = i; j < output.length; j += columns) if (widths[j] > most) most = widths[j];
    columnWidths.push(most + 2);
  }
  let toRight = true;
  if (value !== undefined) {
    for (let i = 0; i < output.length; i++) {
      if (typeof value[i] !== 'number' && typeof value[i] !== 'bigint') {
        toRight = false;
        break;
      }
    }
  }
  const lines = [];
  for (let i = 0; i < count; i += columns) {
    const end = Math.min(i + columns, count);
    let line = '',
      j = i;
    for (; j < end - 1; j++) {
      const width = columnWidths[j - i] + output[j].length - widths[j];
      line += toRight ? `${output[j]}, `.padStart(width) : `${output[j]}, `.padEnd(width);
    }
    line += toRight ? output[j].padStart(columnWidths[j - i] + output[j].length - widths[j] - 2) : output[j];
    lines.push(line);
  }
  if (hasMore) lines.push(output[count]);
  return lines;
}

// util.format

function hasOwnText(value) {
  const proxy = host.proxyDetails(value);
  if (proxy) {
    if (proxy[0] === null) return false;
    value = proxy[0];
  }
  const primitive = Symbol.toPrimitive;
  if (typeof value.toString !== 'function' && typeof value[primitive] !== 'function') return false;
  if (
    (typeof value.toString === 'function' && apply(hasOwn, value, ['toString'])) ||
    (typeof value[primitive] === 'function' && apply(hasOwn, value, [primitive]))
  )
    return true;
  let object = value;
  do object = Object.getPrototypeOf(object);
  while (
    object &&
    !(typeof value.toString === 'function' && apply(hasOwn, object, ['toString'])) &&
    !(typeof value[primitive] === 'function' && apply(hasOwn, object, [primitive]))
  );
  const made = object && Object.getOwnPropertyDescriptor(object, 'constructor');
  return !(made && typeof made.value === 'function' && isBuiltIn.has(made.value.name));
}

export const format = (...values) => formatWithOptions(undefined, ...values);

export function formatWithOptions(options, ...values) {
  const number = (value) =>
    typeof value === 'bigint'
      ? bigText(value, options?.numericSeparator)
      : numberText(value, options?.numericSeparator);
  const first = values[0];
  let text = '',
    at = 0,
    between = '';
  if (typeof first === 'string') {
    if (values.length === 1) return first;
    let from = 0;
    for (let i = 0; i < first.length - 1; i++) {
      if (first[i] !== '%') continue;
      const kind = first[++i];
      let part;
      if (kind === '%') {
        text += first.slice(from, i);
        from = i + 1;
        continue;
      }
      if (at + 1 === values.length) continue;
      const value = values[at + 1];
      if (kind === 's') {
        if (typeof value === 'number' || typeof value === 'bigint') part = number(value);
        else if (typeof value !== 'object' || value === null || hasOwnText(value)) part = String(value);
        else part = inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
      } else if (kind === 'd' || kind === 'i' || kind === 'f') {
        if (typeof value === 'symbol') part = 'NaN';
        else if (typeof value === 'bigint' && kind !== 'f') part = number(value);
        else part = number(kind === 'd' ? Number(value) : kind === 'i' ? parseInt(value) : parseFloat(value));
      } else if (kind === 'j') {
        part = jsonText(value);
      } else if (kind === 'O') {
        part = inspect(value, options);
      } else if (kind === 'o') {
        part = inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 });
      } else if (kind === 'c') {
        part = '';
      } else {
        continue;
      }
      at++;
      text += first.slice(from, i - 1) + part;
      from = i + 1;
    }
    if (from !== 0) {
      at++;
      between = ' ';
      if (from < first.length) text += first.slice(from);
    }
  }
  for (; at < values.length; at++) {
    text += between + (typeof values[at] === 'string' ? values[at] : inspect(values[at], options));
    between = ' ';
  }
  return text;
}

function jsonText(value) {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (/circular/i.test(error.message)) return '[Circular]';
    throw error;
  }
}
