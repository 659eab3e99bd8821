// The strict reader of what other pages send: every message of the protocol goes through it before anything looks at it.
//
// Only what JSON can hold is accepted: null, booleans, finite numbers, strings, arrays without gaps, and plain objects.
// A copy is returned, in which objects have no prototype's setters to run into. The keys __proto__, constructor and
// prototype are refused everywhere, and so is what is too deep or too large; the size is counted while reading, so that
// a huge message costs little. Keys whose value is undefined are left out, as JSON does.
//
// Texts lose what is invisible and changes how the text around them is read: control characters, and those that embed,
// override or isolate a direction.

export class BadValue extends Error {
  constructor(message, pointer) {
    super(message);
    this.name = 'BadValue';
    this.pointer = pointer;
  }
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

// limits: {bytes (of the value as JSON, in UTF-8), depth}. Throws a BadValue whose `pointer` says where.
export function plainCopy(value, { bytes, depth }) {
  let left = bytes;
  const spend = (size, pointer) => {
    left -= size;
    if (left < 0) throw new BadValue(`the message is larger than ${bytes / 1024} KiB`, pointer);
  };

  function copy(one, pointer, level) {
    if (level > depth) throw new BadValue(`it is nested more than ${depth} levels deep`, pointer);
    switch (typeof one) {
      case 'string':
        spend(sizeOf(one, left), pointer);
        return withoutControls(one);
      case 'boolean':
        spend(5, pointer);
        return one;
      case 'number':
        if (!Number.isFinite(one)) throw new BadValue('a number must be finite', pointer);
        spend(String(one).length, pointer);
        return one;
      case 'object':
        if (one === null) return spend(4, pointer), null;
        if (Array.isArray(one)) return list(one, pointer, level);
        return table(one, pointer, level);
      default:
        throw new BadValue(`a ${typeof one} cannot be used here`, pointer);
    }
  }

  function list(one, pointer, level) {
    spend(2 + one.length, pointer);  // before any loop: an array may claim billions of elements
    const out = [];
    for (let i = 0; i < one.length; ++i) {
      if (!Object.hasOwn(one, i)) throw new BadValue('an array must not have gaps', `${pointer}/${i}`);
      out.push(copy(one[i], `${pointer}/${i}`, level + 1));
    }
    return out;
  }

  function table(one, pointer, level) {
    const prototype = Object.getPrototypeOf(one);
    if (prototype !== Object.prototype && prototype !== null) throw new BadValue('only plain objects can be used here', pointer);
    spend(2, pointer);
    const out = {};
    for (const key of Object.keys(one)) {
      const at = `${pointer}/${key.slice(0, 40).replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (forbidden.has(key)) throw new BadValue(`“${key}” cannot be used as a name`, at);
      if (one[key] === undefined) continue;
      spend(sizeOf(key, left) + 2, at);
      out[withoutControls(key)] = copy(one[key], at, level + 1);
    }
    return out;
  }

  return copy(value, '', 0);
}

// The size of a text as JSON in UTF-8, or more than `enough` as soon as it is certain.
function sizeOf(text, enough) {
  if (text.length > enough) return text.length;
  return encoder.encode(JSON.stringify(text)).length;
}
const encoder = new TextEncoder();

const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const withoutControls = text => text.replace(controls, '');

// A text in one line, for a title or a sentence of the page.
export const cleanText = (text, longest) => Array.from(withoutControls(text).replace(/\s+/g, ' ')).slice(0, longest).join('');
