// node:crypto: hashes are real, and work on the pool takes simulated time there.
//
// pbkdf2 and scrypt take as long as their rounds take on a computer of today. Their keys are not those of Node: they
// are derived from the password and salt, and are the same in every run. Random values come from the scenario's seed.

import { argumentType, coded, host, missing, needFunction, needNumber, outOfRange } from './core.js';

const rotate = (word, by) => (word << by) | (word >>> (32 - by));

// Whole blocks of 64 bytes: the message, a bit, zeros and the length.
function padded(bytes, littleEnd) {
  const length = (((bytes.length + 8) >> 6) + 1) << 6,
    block = new Uint8Array(length),
    view = new DataView(block.buffer);
  block.set(bytes);
  block[bytes.length] = 128;
  view.setUint32(length - (littleEnd ? 8 : 4), bytes.length << 3, littleEnd);
  view.setUint32(length - (littleEnd ? 4 : 8), Math.floor(bytes.length / 2 ** 29), littleEnd);
  return view;
}
const wordsToBytes = (words, littleEnd) => {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((word, i) => view.setUint32(i * 4, word, littleEnd));
  return new Uint8Array(view.buffer);
};

let shaNumbers;
function roots() {
  if (shaNumbers) return shaNumbers;
  const fraction = (x) => Math.floor((x - Math.floor(x)) * 2 ** 32) | 0,
    primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
  // The cube roots are found by bisection, in exact steps: Math.cbrt may differ in the last bit between machines.
  const cube = (n) => {
    let low = 0n,
      high = 1n << 40n;
    const wanted = BigInt(n) << 96n;
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (middle * middle * middle <= wanted) low = middle;
      else high = middle;
    }
    return Number(low & 0xffffffffn) | 0;
  };
  return (shaNumbers = { start: primes.slice(0, 8).map((p) => fraction(Math.sqrt(p))), rounds: primes.map(cube) });
}

function sha256(bytes) {
  const { start, rounds } = roots(),
    view = padded(bytes, false),
    state = [...start],
    w = new Int32Array(64);
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + i * 4);
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15],
        b = w[i - 2];
      w[i] =
        (w[i - 16] +
          w[i - 7] +
          (rotate(a, 25) ^ rotate(a, 14) ^ (a >>> 3)) +
          (rotate(b, 15) ^ rotate(b, 13) ^ (b >>> 10))) |
        0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const one = (h + (rotate(e, 26) ^ rotate(e, 21) ^ rotate(e, 7)) + ((e & f) ^ (~e & g)) + rounds[i] + w[i]) | 0;
      const two = ((rotate(a, 30) ^ rotate(a, 19) ^ rotate(a, 10)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => {
      state[i] = (state[i] + word) | 0;
    });
  }
  return wordsToBytes(state, false);
}

function sha1(bytes) {
  const view = padded(bytes, false),
    state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0],
    w = new Int32Array(80);
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let i = 0; i < 80; i++)
      w[i] = i < 16 ? view.getInt32(at + i * 4) : rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    let [a, b, c, d, e] = state;
    for (let i = 0; i < 80; i++) {
      const mixed =
        i < 20
          ? ((b & c) | (~b & d)) + 0x5a827999
          : i < 40
            ? (b ^ c ^ d) + 0x6ed9eba1
            : i < 60
              ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
              : (b ^ c ^ d) + 0xca62c1d6;
      [e, d, c, b, a] = [d, c, rotate(b, 30), a, (rotate(a, 5) + mixed + e + w[i]) | 0];
    }
    [a, b, c, d, e].forEach((word, i) => {
      state[i] = (state[i] + word) | 0;
    });
  }
  return wordsToBytes(state, false);
}

// RFC 1321 defines these 64 numbers as sines. As bytes, they are the same on machines with a different libm.
const sines =
  'd76aa478e8c7b756242070dbc1bdceeef57c0faf4787c62aa8304613fd469501698098d88b44f7afffff5bb1895cd7be6b901122fd987193a679438e49b40821' +
  'f61e2562c040b340265e5a51e9b6c7aad62f105d02441453d8a1e681e7d3fbc821e1cde6c33707d6f4d50d87455a14eda9e3e905fcefa3f8676f02d98d2a4c8a' +
  'fffa39428771f6816d9d6122fde5380ca4beea444bdecfa9f6bb4b60bebfbc70289b7ec6eaa127fad4ef308504881d05d9d4d039e6db99e51fa27cf8c4ac5665' +
  'f4292244432aff97ab9423a7fc93a039655b59c38f0ccc92ffeff47d85845dd16fa87e4ffe2ce6e0a30143144e0811a1f7537e82bd3af2352ad7d2bbeb86d391';
function md5(bytes) {
  const view = padded(bytes, true),
    state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  const turns = [
    [7, 12, 17, 22],
    [5, 9, 14, 20],
    [4, 11, 16, 23],
    [6, 10, 15, 21],
  ];
  for (let at = 0; at < view.byteLength; at += 64) {
    let [a, b, c, d] = state;
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const mixed =
        round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
      const k = [i, 5 * i + 1, 3 * i + 5, 7 * i][round] % 16;
      const sum = (a + mixed + parseInt(sines.slice(i * 8, i * 8 + 8), 16) + view.getInt32(at + k * 4, true)) | 0;
      [a, d, c, b] = [d, c, b, (b + rotate(sum, turns[round][i % 4])) | 0];
    }
    [a, b, c, d].forEach((word, i) => {
      state[i] = (state[i] + word) | 0;
    });
  }
  return wordsToBytes(state, true);
}

const hashes = { sha256, sha1, md5 };
const hashOf = (name) => {
  const found = hashes[`${name}`.toLowerCase().replace(/^rsa-|-/g, '')];
  if (!found) {
    if (/^sha-?(224|384|512)|^sha3|^ripemd|^blake/i.test(name))
      throw missing(`The hash ${name}`, 'Use sha256, sha1 or md5.');
    throw coded(Error, 'ERR_OSSL_EVP_UNSUPPORTED', 'Digest method not supported');
  }
  return found;
};
function hmac(hash, key, bytes) {
  if (key.length > 64) key = hash(key);
  const pad = (byte) => Uint8Array.from({ length: 64 }, (_, i) => (key[i] ?? 0) ^ byte);
  return hash(Uint8Array.of(...pad(0x5c), ...hash(Uint8Array.of(...pad(0x36), ...bytes))));
}

// The global `crypto`.
export function makeWebCrypto() {
  const fill = (bytes) => {
    for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(host.random() * 256);
    return bytes;
  };
  return {
    getRandomValues(target) {
      fill(new Uint8Array(target.buffer, target.byteOffset, target.byteLength));
      return target;
    },
    randomUUID() {
      const bytes = fill(new Uint8Array(16));
      bytes[6] = (bytes[6] & 15) | 64;
      bytes[8] = (bytes[8] & 63) | 128;
      let text = '';
      bytes.forEach((byte, i) => {
        text += (/^(4|6|8|10)$/.test(i) ? '-' : '') + (byte < 16 ? '0' : '') + byte.toString(16);
      });
      return text;
    },
    subtle: {
      digest: (name, data) =>
        new Promise((resolve) => {
          const hash = hashOf(name.name ?? name);
          const bytes = ArrayBuffer.isView(data)
            ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
            : new Uint8Array(data);
          host.pool(
            'compute',
            0.01 + bytes.length / 500000,
            () => resolve(host.uncounted(() => hash(bytes)).buffer),
            'crypto.subtle.digest',
          );
        }),
    },
  };
}

export function makeCrypto(require) {
  const { Buffer } = require('buffer');
  const bytesOf = (data, name, encoding) => {
    if (typeof data === 'string') return Buffer.from(data, encoding);
    if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    throw argumentType(name, 'of type string or an instance of Buffer, TypedArray, or DataView', data);
  };
  class Hash {
    #parts = [];
    #finish;
    constructor(finish) {
      this.#finish = finish;
    }
    update(data, encoding) {
      if (!this.#parts) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
      this.#parts.push(Buffer.from(bytesOf(data, 'data', encoding)));
      return this;
    }
    digest(encoding) {
      if (!this.#parts) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
      const all = Buffer.concat(this.#parts);
      this.#parts = null;
      const bytes = Buffer.from(host.uncounted(() => this.#finish(all)));
      return encoding ? bytes.toString(encoding) : bytes;
    }
  }
  const random = (length) => {
    const bytes = Buffer.alloc(length);
    for (let i = 0; i < length; i++) bytes[i] = Math.floor(host.random() * 256);
    return bytes;
  };
  // Returns bytes that depend only on the secret and the salt.
  const key = (secret, salt, length, more) => {
    const parts = [];
    for (let i = 0; i * 32 < length; i++)
      parts.push(Buffer.from(hmac(sha256, secret, Buffer.concat([salt, Buffer.from(`${more}/${i}`)]))));
    return Buffer.concat(parts).subarray(0, length);
  };
  const whole = (value, name, low = 0) => {
    needNumber(value, name);
    if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
    if (value < low || value > 2147483647) throw outOfRange(name, `>= ${low} && <= 2147483647`, value);
    return value;
  };
  const derive = {
    pbkdf2(password, salt, iterations, length, digest) {
      [password, salt] = [bytesOf(password, 'password'), bytesOf(salt, 'salt')];
      whole(iterations, 'iterations', 1);
      whole(length, 'keylen');
      if (typeof digest !== 'string') throw argumentType('digest', 'of type string', digest);
      if (!/^sha-?(1|224|256|384|512)$|^md5$/i.test(digest))
        throw coded(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${digest}`);
      // 100,000 rounds of sha512 take about 50 ms.
      return [
        iterations * 0.0005 * Math.max(1, Math.ceil(length / 64)),
        () => key(password, salt, length, `pbkdf2/${iterations}/${digest}`),
      ];
    },
    scrypt(password, salt, length, options) {
      [password, salt] = [bytesOf(password, 'password'), bytesOf(salt, 'salt')];
      whole(length, 'keylen');
      const n = options?.N ?? options?.cost ?? 16384,
        r = options?.r ?? options?.blockSize ?? 8,
        p = options?.p ?? options?.parallelization ?? 1;
      // The usual cost, 16384 blocks of 8, takes about 40 ms.
      return [40 * (n / 16384) * (r / 8) * p, () => key(password, salt, length, `scrypt/${n}/${r}/${p}`)];
    },
  };
  const crypto = {
    createHash: (name) => new Hash(hashOf(name)),
    createHmac: (name, secret) => {
      const hash = hashOf(name),
        bytes = bytesOf(secret, 'key');
      return new Hash((all) => hmac(hash, bytes, all));
    },
    getHashes: () => Object.keys(hashes),
    randomBytes(length, callback) {
      whole(length, 'size');
      if (callback === undefined) return random(length);
      needFunction(callback, 'callback');
      host.pool('block', undefined, () => callback(null, random(length)), 'crypto.randomBytes', callback);
      return undefined;
    },
    randomInt(low, high, callback) {
      if (typeof high !== 'number') [low, high, callback] = [0, low, high];
      const pick = () => low + Math.floor(host.random() * (high - low));
      if (!callback) return pick();
      host.nextTick(callback, undefined, pick());
      return undefined;
    },
    randomUUID: () => crypto.webcrypto.randomUUID(),
    randomFillSync(target) {
      const bytes = new Uint8Array(target.buffer ?? target, target.byteOffset ?? 0, target.byteLength);
      bytes.set(random(bytes.length));
      return target;
    },
    getRandomValues: (target) => crypto.randomFillSync(target),
    timingSafeEqual(a, b) {
      if (a.byteLength !== b.byteLength)
        throw coded(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
      return Buffer.compare(a, b) === 0;
    },
    constants: {},
  };
  for (const name of ['pbkdf2', 'scrypt']) {
    crypto[name] = {
      [name](...values) {
        const callback = values.pop();
        const [ms, work] = derive[name](...values);
        needFunction(callback, 'callback');
        host.pool('compute', ms, () => callback(null, host.uncounted(work)), `crypto.${name}`, callback);
      },
    }[name];
    crypto[`${name}Sync`] = {
      [`${name}Sync`](...values) {
        const [ms, work] = derive[name](...values);
        host.compute(ms);
        return host.uncounted(work);
      },
    }[`${name}Sync`];
  }
  for (const name of [
    'createCipheriv',
    'createDecipheriv',
    'createSign',
    'createVerify',
    'generateKeyPair',
    'generateKeyPairSync',
    'createDiffieHellman',
    'createECDH',
    'publicEncrypt',
    'privateDecrypt',
    'hkdf',
  ]) {
    crypto[name] = () => {
      throw missing(`crypto.${name}`, 'pbkdf2 and scrypt also run on the thread pool.');
    };
  }
  crypto.webcrypto = makeWebCrypto();
  return crypto;
}
