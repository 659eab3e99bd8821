// node:buffer, and with it TextEncoder, TextDecoder, atob and btoa.

import { argumentType, coded, hidden, inBrowser, outOfRange } from './core.js';
import { customInspect, inspect } from './inspect.js';
import { DOMException } from './web.js';

// UTF-8

export function utf8Bytes(text) {
  const bytes = [];
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code < 128) {
      bytes.push(code);
      continue;
    }
    if (code >= 0xd800 && code < 0xe000) {
      const next = text.charCodeAt(i + 1);
      if (code < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
        i++;
      } else {
        code = 0xfffd;
      }
    }
    if (code < 0x800) bytes.push(0xc0 | (code >> 6));
    else {
      if (code < 0x10000) bytes.push(0xe0 | (code >> 12));
      else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63));
      bytes.push(0x80 | ((code >> 6) & 63));
    }
    bytes.push(0x80 | (code & 63));
  }
  return bytes;
}

// Invalid bytes become U+FFFD, one for each longest part that could have begun a character.
export function utf8Text(bytes, fatal) {
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const first = bytes[i++];
    if (first < 128) {
      text += String.fromCharCode(first);
      continue;
    }
    const more =
      first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : 0;
    let code = more === 1 ? first & 31 : more === 2 ? first & 15 : first & 7,
      read = 0;
    let low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80,
      high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    while (read < more && i < bytes.length && bytes[i] >= low && bytes[i] <= high) {
      code = (code << 6) | (bytes[i++] & 63);
      read++;
      low = 0x80;
      high = 0xbf;
    }
    if (more === 0 || read < more) {
      if (fatal)
        throw coded(
          TypeError,
          'ERR_ENCODING_INVALID_ENCODED_DATA',
          'The encoded data was not valid for encoding utf-8',
        );
      code = 0xfffd;
    }
    text += String.fromCodePoint(code);
  }
  return text;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const base64 = `${digits}+/`,
  base64url = `${digits}-_`;
function base64Text(bytes, alphabet = base64) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i] << 16) | ((bytes[i + 1] || 0) << 8) | (bytes[i + 2] || 0),
      left = bytes.length - i;
    text +=
      alphabet[word >> 18] +
      alphabet[(word >> 12) & 63] +
      (left > 1 ? alphabet[(word >> 6) & 63] : '=') +
      (left > 2 ? alphabet[word & 63] : '=');
  }
  return alphabet === base64 ? text : text.replace(/=+$/, '');
}
function base64Bytes(text) {
  const bytes = [];
  let word = 0,
    bits = 0;
  for (const c of text) {
    if (c === '=') break;
    const digit = c === '-' ? 62 : c === '_' ? 63 : base64.indexOf(c);
    if (digit < 0) continue;
    word = ((word << 6) | digit) & 0xffffff;
    if ((bits += 6) >= 8) bytes.push((word >> (bits -= 8)) & 255);
  }
  return bytes;
}

const narrow = (bytes, mask) => {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i] & mask);
  return text;
};
const codecs = {
  'utf-8': [utf8Bytes, utf8Text],
  hex: [
    (text) => {
      const bytes = [];
      for (let i = 0; i + 1 < text.length && /^[0-9a-f]{2}$/i.test(text.slice(i, i + 2)); i += 2)
        bytes.push(parseInt(text.slice(i, i + 2), 16));
      return bytes;
    },
    (bytes) => {
      let text = '';
      for (let i = 0; i < bytes.length; i++) text += (bytes[i] < 16 ? '0' : '') + bytes[i].toString(16);
      return text;
    },
  ],
  base64: [base64Bytes, (bytes) => base64Text(bytes)],
  base64url: [base64Bytes, (bytes) => base64Text(bytes, base64url)],
  latin1: [
    (text) => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i) & 255),
    (bytes) => narrow(bytes, 255),
  ],
  ascii: [(text) => codecs.latin1[0](text), (bytes) => narrow(bytes, 127)],
  utf16le: [
    (text) => {
      const bytes = [];
      for (let i = 0; i < text.length; i++) bytes.push(text.charCodeAt(i) & 255, text.charCodeAt(i) >> 8);
      return bytes;
    },
    (bytes) => {
      let text = '';
      for (let i = 0; i + 1 < bytes.length; i += 2) text += String.fromCharCode(bytes[i] | (bytes[i + 1] << 8));
      return text;
    },
  ],
};
Object.assign(codecs, {
  utf8: codecs['utf-8'],
  binary: codecs.latin1,
  ucs2: codecs.utf16le,
  'ucs-2': codecs.utf16le,
  'utf-16le': codecs.utf16le,
});

function codecOf(encoding) {
  if (encoding === undefined || encoding === null || encoding === '') return codecs.utf8;
  const found = Object.hasOwn(codecs, `${encoding}`.toLowerCase()) && codecs[`${encoding}`.toLowerCase()];
  if (!found) throw coded(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
  return found;
}
const isEncoding = (encoding) => typeof encoding === 'string' && Object.hasOwn(codecs, encoding.toLowerCase());

class TextEncoder {
  get encoding() {
    return 'utf-8';
  }
  encode(text = '') {
    return new Uint8Array(utf8Bytes(`${text}`));
  }
  encodeInto(text, target) {
    let read = 0,
      written = 0;
    for (const c of `${text}`) {
      const bytes = utf8Bytes(c);
      if (written + bytes.length > target.length) break;
      target.set(bytes, written);
      written += bytes.length;
      read += c.length;
    }
    return { read, written };
  }
}
class TextDecoder {
  #codec;
  #rest = [];
  constructor(label = 'utf-8', options) {
    const name = `${label}`.trim().toLowerCase();
    this.encoding = {
      utf8: 'utf-8',
      'utf-8': 'utf-8',
      'utf-16le': 'utf-16le',
      latin1: 'windows-1252',
      ascii: 'windows-1252',
    }[name];
    if (!this.encoding)
      throw coded(RangeError, 'ERR_ENCODING_NOT_SUPPORTED', `The "${label}" encoding is not supported`);
    this.#codec = codecs[name];
    this.fatal = !!options?.fatal;
    this.ignoreBOM = !!options?.ignoreBOM;
  }
  decode(input, options) {
    let bytes =
      input === undefined
        ? []
        : ArrayBuffer.isView(input)
          ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
          : new Uint8Array(input);
    if (this.#rest.length) bytes = [...this.#rest, ...bytes];
    this.#rest = [];
    if (options?.stream && this.encoding === 'utf-8') {
      const whole = wholeCharacters(bytes);
      this.#rest = [...bytes.slice(whole)];
      bytes = bytes.slice(0, whole);
    }
    const text = this.#codec[1](bytes, this.fatal);
    return !this.ignoreBOM && text[0] === '\ufeff' ? text.slice(1) : text;
  }
}
// Returns how many of these bytes are whole characters; the rest is the beginning of one.
export function wholeCharacters(bytes) {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back];
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? bytes.length - back : bytes.length;
    if (byte < 0x80) break;
  }
  return bytes.length;
}

function btoa(text) {
  text = `${text}`;
  if (/[^\x00-\xff]/.test(text)) throw new DOMException('Invalid character', 'InvalidCharacterError');
  return base64Text(codecs.latin1[0](text));
}
function atob(text) {
  text = `${text}`.replace(/[\t\n\f\r ]/g, '');
  if (text.length % 4 === 0) text = text.replace(/==?$/, '');
  if (text.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(text)) {
    throw new DOMException(
      /[^A-Za-z0-9+/]/.test(text) ? 'Invalid character' : 'The string to be decoded is not correctly encoded.',
      'InvalidCharacterError',
    );
  }
  return narrow(base64Bytes(text), 255);
}

export function makeBuffer() {
  const extras = { [Symbol.for('interleave.text')]: { TextEncoder, TextDecoder }, atob, btoa };
  if (inBrowser) return extras;
  const size = (value, name = 'size') => {
    if (typeof value !== 'number') throw argumentType(name, 'of type number', value);
    if (!(value >= 0 && value <= 2 ** 32)) throw outOfRange(name, '>= 0 && <= 4294967296', value);
    return value;
  };
  const make = (bytes) => {
    const buffer = new FastBuffer(bytes.length);
    buffer.set(bytes);
    return buffer;
  };
  const bytesOf = (value, encoding, name = 'value') => {
    if (typeof value === 'string') return codecOf(encoding)[0](value);
    if (value instanceof Uint8Array) return value;
    throw argumentType(name, 'of type string or an instance of Buffer or Uint8Array', value);
  };
  class FastBuffer extends Uint8Array {
    toString(encoding, start = 0, end = this.length) {
      return codecOf(encoding)[1](this.subarray(Math.max(0, start), Math.max(0, end)));
    }
    toLocaleString(encoding, start, end) {
      return this.toString(encoding, start, end);
    }
    toJSON() {
      return { type: 'Buffer', data: Array.from(this) };
    }
    equals(other) {
      if (!(other instanceof Uint8Array))
        throw argumentType('otherBuffer', 'an instance of Buffer or Uint8Array', other);
      return Buffer.compare(this, other) === 0;
    }
    compare(other) {
      return Buffer.compare(this, other);
    }
    slice(start, end) {
      return this.subarray(start, end);
    }
    copy(target, at = 0, start = 0, end = this.length) {
      const part = this.subarray(start, Math.min(end, start + target.length - at));
      target.set(part, at);
      return part.length;
    }
    write(text, offset, length, encoding) {
      if (typeof offset === 'string') [encoding, offset] = [offset, 0];
      else if (typeof length === 'string') [encoding, length] = [length, undefined];
      offset ??= 0;
      const room = Math.min(length ?? Infinity, this.length - offset);
      let bytes = bytesOf(text, encoding);
      if (bytes.length > room) {
        bytes = bytes.slice(0, room);
        if (codecOf(encoding) === codecs.utf8) bytes = bytes.slice(0, wholeCharacters(bytes));
      }
      this.set(bytes, offset);
      return bytes.length;
    }
    fill(value = 0, start = 0, end = this.length, encoding = undefined) {
      if (typeof start === 'string') [encoding, start, end] = [start, 0, this.length];
      if (typeof value === 'number') return super.fill(value & 255, start, end);
      const bytes = bytesOf(value, encoding);
      for (let i = start; i < end; i++) this[i] = bytes.length ? bytes[(i - start) % bytes.length] : 0;
      return this;
    }
    indexOf(value, from = 0, encoding = undefined) {
      if (typeof value === 'number') return super.indexOf(value & 255, from);
      const wanted = bytesOf(value, encoding);
      if (from < 0) from = Math.max(0, this.length + from);
      for (let i = from; i + wanted.length <= this.length; i++) {
        let j = 0;
        while (j < wanted.length && this[i + j] === wanted[j]) j++;
        if (j === wanted.length) return i;
      }
      return -1;
    }
    lastIndexOf(value, from = this.length, encoding = undefined) {
      for (let i = from; i >= 0; i--) if (this.indexOf(value, i, encoding) === i) return i;
      return -1;
    }
    includes(value, from, encoding) {
      return this.indexOf(value, from, encoding) !== -1;
    }
    swap16() {
      for (let i = 0; i + 1 < this.length; i += 2) [this[i], this[i + 1]] = [this[i + 1], this[i]];
      return this;
    }
    get parent() {
      return this.buffer;
    }
    get offset() {
      return this.byteOffset;
    }
    [customInspect](depth, options) {
      const shown = Math.min(50, this.length);
      let text = '';
      for (let i = 0; i < shown; i++) text += ` ${(this[i] < 16 ? '0' : '') + this[i].toString(16)}`;
      const more = this.length - shown;
      if (more > 0) text += ` ... ${more} more byte${more > 1 ? 's' : ''}`;
      let fields = '';
      for (const key of Object.keys(this))
        if (!/^\d+$/.test(key)) fields += `, ${key}: ${inspect(this[key], options)}`;
      return `<${this.constructor.name}${text}${fields}>`;
    }
  }
  for (const name of ['parent', 'offset']) Object.defineProperty(FastBuffer.prototype, name, { enumerable: true });

  function Buffer(value, encoding, length) {
    return typeof value === 'number' ? Buffer.alloc(value) : Buffer.from(value, encoding, length);
  }
  Buffer.prototype = FastBuffer.prototype;
  Object.setPrototypeOf(Buffer, Uint8Array);
  hidden(FastBuffer.prototype, 'constructor', Buffer);
  Object.defineProperty(Buffer, Symbol.species, { get: () => FastBuffer, configurable: true });

  // readUInt16BE and the like, on a DataView.
  const numbers = {
    UInt8: ['Uint8', 1, 0, 255],
    Int8: ['Int8', 1, -128, 127],
    UInt16: ['Uint16', 2, 0, 65535],
    Int16: ['Int16', 2, -32768, 32767],
    UInt32: ['Uint32', 4, 0, 4294967295],
    Int32: ['Int32', 4, -2147483648, 2147483647],
    Float: ['Float32', 4],
    Double: ['Float64', 8],
    BigInt64: ['BigInt64', 8, -(2n ** 63n), 2n ** 63n - 1n],
    BigUInt64: ['BigUint64', 8, 0n, 2n ** 64n - 1n],
  };
  for (const [name, [type, width, low, high]] of Object.entries(numbers)) {
    for (const end of width === 1 ? [''] : ['LE', 'BE']) {
      const view = (buffer, offset) => {
        if (typeof offset !== 'number') throw argumentType('offset', 'of type number', offset);
        if (!(offset >= 0 && offset + width <= buffer.length)) {
          if (buffer.length < width)
            throw coded(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', 'Attempt to access memory outside buffer bounds');
          throw outOfRange('offset', `>= 0 and <= ${buffer.length - width}`, offset);
        }
        return new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
      };
      const read = function (offset = 0) {
        return view(this, offset)[`get${type}`](offset, end === 'LE');
      };
      const write = function (value, offset = 0) {
        if (low !== undefined && (value < low || value > high))
          throw outOfRange('value', `>= ${low} and <= ${high}`, value);
        view(this, offset)[`set${type}`](offset, value, end === 'LE');
        return offset + width;
      };
      for (const other of [name, name.replace('UI', 'Ui')]) {
        hidden(FastBuffer.prototype, `read${other}${end}`, read);
        hidden(FastBuffer.prototype, `write${other}${end}`, write);
      }
    }
  }
  for (const [names, width] of [
    [['readUIntBE', 'writeUIntBE'], -1],
    [['readUIntLE', 'writeUIntLE'], 1],
  ]) {
    hidden(FastBuffer.prototype, names[0], function (offset, length) {
      let value = 0;
      for (let i = 0; i < length; i++) value = value * 256 + this[offset + (width < 0 ? i : length - 1 - i)];
      return value;
    });
    hidden(FastBuffer.prototype, names[1], function (value, offset, length) {
      for (let i = 0; i < length; i++) {
        this[offset + (width < 0 ? length - 1 - i : i)] = value % 256;
        value = Math.floor(value / 256);
      }
      return offset + length;
    });
  }

  Object.assign(Buffer, {
    poolSize: 8192,
    from(value, encoding, length) {
      if (typeof value === 'string') return make(codecOf(encoding)[0](value));
      if (value instanceof ArrayBuffer) return new FastBuffer(value, encoding, length);
      if (typeof value === 'object' && value !== null) {
        if (ArrayBuffer.isView(value) || Array.isArray(value)) return make(Uint8Array.from(value, (one) => one & 255));
        const bare = value.valueOf?.();
        if (bare != null && bare !== value) return Buffer.from(bare, encoding, length);
        if (value.type === 'Buffer' && Array.isArray(value.data)) return make(value.data);
        if (typeof value.length === 'number') return make(Array.from(value, (one) => one & 255));
        if (typeof value[Symbol.toPrimitive] === 'function')
          return Buffer.from(value[Symbol.toPrimitive]('string'), encoding);
      }
      throw argumentType(
        'first argument',
        'of type string or an instance of Buffer, ArrayBuffer, or Array or an ' + 'Array-like Object',
        value,
      );
    },
    of: (...values) => make(values),
    alloc(length, fill, encoding) {
      const buffer = new FastBuffer(size(length));
      return fill === undefined || fill === 0 ? buffer : buffer.fill(fill, 0, buffer.length, encoding);
    },
    allocUnsafe: (length) => new FastBuffer(size(length)),
    allocUnsafeSlow: (length) => new FastBuffer(size(length)),
    isBuffer: (value) => value instanceof FastBuffer,
    isEncoding,
    byteLength(value, encoding) {
      if (typeof value === 'string') return codecOf(isEncoding(encoding) ? encoding : 'utf8')[0](value).length;
      if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
      throw argumentType('string', 'of type string or an instance of Buffer or ArrayBuffer', value);
    },
    compare(a, b) {
      for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
      return a.length < b.length ? -1 : a.length > b.length ? 1 : 0;
    },
    concat(list, length) {
      if (!Array.isArray(list)) throw argumentType('list', 'an instance of Array', list);
      length ??= list.reduce((total, one) => total + one.length, 0);
      const all = Buffer.alloc(length);
      let at = 0;
      list.forEach((one, i) => {
        if (!(one instanceof Uint8Array)) throw argumentType(`list[${i}]`, 'an instance of Buffer or Uint8Array', one);
        const part = one.subarray(0, Math.max(0, length - at));
        all.set(part, at);
        at += part.length;
      });
      return all;
    },
  });
  return {
    ...extras,
    Buffer,
    SlowBuffer: Buffer,
    constants: { MAX_LENGTH: 2 ** 32, MAX_STRING_LENGTH: 536870888 },
    kMaxLength: 2 ** 32,
    INSPECT_MAX_BYTES: 50,
  };
}
