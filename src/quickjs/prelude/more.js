// The small modules of Node: os, zlib, string_decoder and the supported part of stream.

import { argumentType, coded, host, missing, needFunction, settings } from './core.js';
import { wholeCharacters } from './buffer.js';

export function makeOs() {
  const os = {
    EOL: '\n',
    devNull: '/dev/null',
    constants: { signals: { SIGINT: 2, SIGTERM: 15 } },
    arch: () => 'x64',
    platform: () => 'linux',
    type: () => 'Linux',
    release: () => '6.1.0',
    version: () => '#1 SMP',
    machine: () => 'x86_64',
    hostname: () => 'simulator',
    homedir: () => '/home/learner',
    tmpdir: () => '/tmp',
    endianness: () => 'LE',
    uptime: () => Math.floor(host.now() / 1000) + 3600,
    loadavg: () => [0, 0, 0],
    networkInterfaces: () => ({}),
    totalmem: () => 8 * 2 ** 30,
    freemem: () => 4 * 2 ** 30,
    availableParallelism: () => os.cpus().length,
    userInfo: () => ({ uid: 1000, gid: 1000, username: 'learner', homedir: '/home/learner', shell: '/bin/sh' }),
    cpus: () =>
      Array.from({ length: settings.cores ?? 4 }, () => ({
        model: 'simulated',
        speed: 3000,
        times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 },
      })),
  };
  return os;
}

// The output is a valid zlib stream that any other program can read, but its data are stored and not compressed. Only
// such streams can be read.
export function makeZlib(require) {
  const { Buffer } = require('buffer');
  const crc = (bytes) => {
    let sum = -1;
    for (let i = 0; i < bytes.length; i++) {
      sum ^= bytes[i];
      for (let k = 0; k < 8; k++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum >>> 0;
  };
  const adler = (bytes) => {
    let a = 1,
      b = 0;
    for (let i = 0; i < bytes.length; i++) b = (b + (a = (a + bytes[i]) % 65521)) % 65521;
    return ((b << 16) | a) >>> 0;
  };
  const number = (value, big) => {
    const bytes = Buffer.alloc(4);
    if (big) bytes.writeUInt32BE(value);
    else bytes.writeUInt32LE(value);
    return bytes;
  };
  const store = (bytes) => {
    const parts = [];
    for (let at = 0; at === 0 || at < bytes.length; at += 65535) {
      const part = bytes.subarray(at, at + 65535),
        n = part.length;
      parts.push(Buffer.from([at + 65535 >= bytes.length ? 1 : 0, n & 255, n >> 8, ~n & 255, (~n >> 8) & 255]), part);
    }
    return Buffer.concat(parts);
  };
  const failure = (text) => Object.assign(new Error(text), { errno: -3, code: 'Z_DATA_ERROR' });
  const load = (bytes, at) => {
    const parts = [];
    for (let last = false; !last; at += 5 + bytes.readUInt16LE(at + 1)) {
      if (bytes[at] > 1)
        throw missing('Reading compressed data', 'The output of gzip and deflate of the simulator can be read.');
      if (at + 5 > bytes.length)
        throw Object.assign(new Error('unexpected end of file'), { errno: -5, code: 'Z_BUF_ERROR' });
      last = bytes[at] === 1;
      parts.push(bytes.subarray(at + 5, at + 5 + bytes.readUInt16LE(at + 1)));
    }
    return Buffer.concat(parts);
  };
  const gzipHead = [31, 139, 8, 0, 0, 0, 0, 0, 0, 3];
  const work = {
    gzip: (bytes) => Buffer.concat([Buffer.from(gzipHead), store(bytes), number(crc(bytes)), number(bytes.length)]),
    deflate: (bytes) => Buffer.concat([Buffer.from([120, 156]), store(bytes), number(adler(bytes), true)]),
    deflateRaw: store,
    brotliCompress: () => {
      throw missing('brotli', 'Use zlib.gzip.');
    },
    gunzip: (bytes) => {
      if (bytes[0] !== 31 || bytes[1] !== 139) throw failure('incorrect header check');
      return load(bytes, 10);
    },
    inflate: (bytes) => {
      if ((bytes[0] & 15) !== 8 || (bytes[0] * 256 + bytes[1]) % 31) throw failure('incorrect header check');
      return load(bytes, 2);
    },
    inflateRaw: (bytes) => load(bytes, 0),
    unzip: (bytes) => (bytes[0] === 31 ? work.gunzip(bytes) : work.inflate(bytes)),
  };
  const zlib = {
    constants: { Z_NO_COMPRESSION: 0, Z_BEST_SPEED: 1, Z_BEST_COMPRESSION: 9, Z_DEFAULT_COMPRESSION: -1 },
    crc32: (data) => crc(Buffer.from(data)),
  };
  const bytesFrom = (data) => {
    if (typeof data === 'string' || ArrayBuffer.isView(data) || data instanceof ArrayBuffer) return Buffer.from(data);
    throw argumentType(
      'buffer',
      'of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer',
      data,
    );
  };
  // About 30 MB/s to compress, 300 MB/s to read.
  const msOf = (name, bytes) => 0.05 + bytes.length / (/^(gun|in|un)/.test(name) ? 300000 : 30000);
  for (const name of Object.keys(work)) {
    zlib[name] = {
      [name](data, options, callback = options) {
        const bytes = bytesFrom(data);
        needFunction(callback, 'callback');
        host.pool(
          'compute',
          msOf(name, bytes),
          () => {
            let result;
            try {
              result = host.uncounted(() => work[name](bytes));
            } catch (error) {
              callback(error);
              return;
            }
            callback(null, result);
          },
          `zlib.${name}`,
          callback,
        );
      },
    }[name];
    zlib[`${name}Sync`] = (data) => {
      const bytes = bytesFrom(data);
      host.compute(msOf(name, bytes));
      return host.uncounted(() => work[name](bytes));
    };
  }
  for (const name of ['createGzip', 'createGunzip', 'createDeflate', 'createInflate']) {
    zlib[name] = () => {
      throw missing(`zlib.${name}`, 'Use zlib.gzip and zlib.gunzip.');
    };
  }
  return zlib;
}

export function makeStringDecoder(require) {
  const { Buffer } = require('buffer');
  class StringDecoder {
    constructor(encoding = 'utf8') {
      if (!Buffer.isEncoding(encoding))
        throw coded(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
      this.encoding = encoding.toLowerCase().replace('utf-8', 'utf8');
      this.rest = Buffer.alloc(0);
    }
    write(bytes) {
      const all = Buffer.concat([this.rest, Buffer.from(bytes)]);
      const whole = this.encoding === 'utf8' ? wholeCharacters(all) : all.length;
      this.rest = all.subarray(whole);
      return all.toString(this.encoding, 0, whole);
    }
    end(bytes) {
      const text = (bytes ? this.write(bytes) : '') + this.rest.toString(this.encoding);
      this.rest = Buffer.alloc(0);
      return text;
    }
  }
  return { StringDecoder };
}

export function makeStream() {
  const refuse = (name, how) => {
    const Class = {
      [name]: function () {
        throw missing(`stream.${name}`, how);
      },
    }[name];
    return Class;
  };
  const how = 'Use an async generator, and read it with for await.';
  const stream = {};
  for (const name of ['Readable', 'Writable', 'Duplex', 'Transform', 'PassThrough', 'Stream', 'pipeline', 'finished'])
    stream[name] = refuse(name, how);
  // The only supported part of Readable makes an iterable, which for await can read.
  stream.Readable.from = (from) => {
    const source = typeof from === 'string' ? [from] : from;
    return (async function* readable() {
      yield* source;
    })();
  };
  stream.promises = { pipeline: stream.pipeline, finished: stream.finished };
  return stream;
}
