// Deep equality, as assert and util.isDeepStrictEqual define it.

import { classOf, isError } from './core.js';

export const sameStrictly = (a, b) => same(a, b, true, []);
export const sameLoosely = (a, b) => same(a, b, false, []);

const hasEnumerable = Object.prototype.propertyIsEnumerable;
const ownKeys = (value, strict) => {
  const keys = Object.keys(value);
  if (strict) {
    for (const symbol of Object.getOwnPropertySymbols(value)) if (hasEnumerable.call(value, symbol)) keys.push(symbol);
  }
  return keys;
};

function same(a, b, strict, path) {
  if (strict ? Object.is(a, b) : a === b || (a !== a && b !== b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return (
      !strict &&
      (a === null || typeof a !== 'object') &&
      (b === null || typeof b !== 'object') &&
      // eslint-disable-next-line eqeqeq
      typeof a !== 'function' &&
      typeof b !== 'function' &&
      a == b
    );
  }
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const kind = classOf(a);
  if (kind !== classOf(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  switch (kind) {
    case 'Date':
      if (+a !== +b) return false;
      break;
    case 'RegExp':
      if (String(a) !== String(b) || a.lastIndex !== b.lastIndex) return false;
      break;
    case 'Number':
    case 'String':
    case 'Boolean':
    case 'BigInt':
    case 'Symbol':
      if (!Object.is(a.valueOf(), b.valueOf())) return false;
      break;
    case 'Promise':
    case 'WeakMap':
    case 'WeakSet':
      return false;
  }
  if (
    isError(a) &&
    (a.message !== b.message ||
      a.name !== b.name ||
      !same(a.cause, b.cause, strict, path) ||
      !same(a.errors, b.errors, strict, path))
  )
    return false;
  if (ArrayBuffer.isView(a) && kind !== 'DataView') {
    if (a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (strict ? !Object.is(a[i], b[i]) : a[i] !== b[i]) return false;
    return true;
  }
  if (Array.isArray(a) && a.length !== b.length) return false;
  for (const [one, other] of path) if (one === a) return other === b;
  path.push([a, b]);
  try {
    const keys = ownKeys(a, strict);
    if (keys.length !== ownKeys(b, strict).length) return false;
    for (const key of keys) if (!hasEnumerable.call(b, key) || !same(a[key], b[key], strict, path)) return false;
    if (kind === 'Set' || kind === 'Map') {
      if (a.size !== b.size) return false;
      const left = [...b];
      for (const item of a) {
        const [key, value] = kind === 'Map' ? item : [item];
        if ((typeof key !== 'object' || key === null) && b.has(key)) {
          if (kind === 'Set' || same(value, b.get(key), strict, path)) {
            left.splice(
              left.findIndex((other) => Object.is(kind === 'Map' ? other[0] : other, key)),
              1,
            );
            continue;
          }
          return false;
        }
        const at = left.findIndex((other) => same(item, other, strict, path));
        if (at < 0) return false;
        left.splice(at, 1);
      }
    }
    return true;
  } finally {
    path.pop();
  }
}
