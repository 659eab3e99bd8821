// node:fs and node:fs/promises, for files that exist in the scenario and disappear after the run.
//
// A callback or promise waits for the pool as in Node: reading a file takes four trips to it (open, stat, read, close),
// and everything else takes one. The functions whose names end in Sync block the loop's thread for `syncMs` instead.

import { AbortFailure, argumentType, hidden, host, missing, needFunction, settings } from './core.js';
import { URL } from './url.js';

const syncMs = 0.1;
const failures = {
  ENOENT: [-2, 'no such file or directory'],
  EEXIST: [-17, 'file already exists'],
  EISDIR: [-21, 'illegal operation on a directory'],
  ENOTDIR: [-20, 'not a directory'],
  ENOTEMPTY: [-39, 'directory not empty'],
  EBADF: [-9, 'bad file descriptor'],
};
function failure(code, call, path, target) {
  const [errno, text] = failures[code];
  const error = new Error(
    `${code}: ${text}, ${call}${path === undefined ? '' : ` '${path}'`}${target === undefined ? '' : ` -> '${target}'`}`,
  );
  Object.assign(error, { errno, code, syscall: call });
  if (path !== undefined) error.path = path;
  if (target !== undefined) error.dest = target;
  return error;
}

let nodes; // by absolute path: { bytes } or { list: true }, with times and a number
let Buffer;
let made = 100;

const absolute = (path) => {
  const parts = [];
  for (const part of (path[0] === '/' ? path : `/app/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
};
const above = (path) => path.slice(0, path.lastIndexOf('/')) || '/';
function pathFrom(path, name = 'path') {
  if (path instanceof URL) return decodeURIComponent(path.pathname);
  if (path instanceof Uint8Array) return Buffer.from(path).toString();
  if (typeof path !== 'string') throw argumentType(name, 'of type string or an instance of Buffer or URL', path);
  return path;
}
const node = (fields) => {
  const now = host.unixTime();
  return { mtime: now, birth: now, ino: made++, mode: fields.list ? 0o40755 : 0o100644, ...fields };
};
function beginFiles(require) {
  if (nodes) return;
  ({ Buffer } = require('buffer'));
  nodes = new Map();
  for (const path of ['/', '/app', '/tmp']) nodes.set(path, node({ list: true }));
  for (const [name, text] of Object.entries(settings.files ?? {})) {
    const path = absolute(name);
    for (let up = above(path); !nodes.has(up); up = above(up)) nodes.set(up, node({ list: true }));
    nodes.set(path, node({ bytes: Buffer.from(text) }));
  }
}
const find = (path, call, shown = path) => {
  const found = nodes.get(absolute(path));
  if (!found) throw failure('ENOENT', call, shown);
  return found;
};
const childrenOf = (path) => {
  const start = path === '/' ? '/' : `${path}/`;
  return [...nodes.keys()]
    .filter((one) => one !== '/' && one.startsWith(start) && !one.slice(start.length).includes('/'))
    .map((one) => one.slice(start.length))
    .sort();
};

class Stats {
  constructor({ bytes, mtime, birth, ino, mode }) {
    Object.assign(this, {
      dev: 2049,
      mode,
      nlink: 1,
      uid: 1000,
      gid: 1000,
      rdev: 0,
      blksize: 4096,
      ino,
      size: bytes ? bytes.length : 4096,
      blocks: bytes ? Math.ceil(bytes.length / 512) : 8,
      atimeMs: mtime,
      mtimeMs: mtime,
      ctimeMs: mtime,
      birthtimeMs: birth,
      atime: new Date(mtime),
      mtime: new Date(mtime),
      ctime: new Date(mtime),
      birthtime: new Date(birth),
    });
  }
  isFile() {
    return (this.mode & 0o170000) === 0o100000;
  }
  isDirectory() {
    return (this.mode & 0o170000) === 0o40000;
  }
}
class Dirent {
  constructor(name, path, list) {
    Object.assign(this, { name, parentPath: path, path });
    hidden(this, 'list', !!list);
  }
  isFile() {
    return !this.list;
  }
  isDirectory() {
    return this.list;
  }
}
for (const Class of [Stats, Dirent]) {
  for (const name of ['isSymbolicLink', 'isFIFO', 'isSocket', 'isBlockDevice', 'isCharacterDevice']) {
    hidden(
      Class.prototype,
      name,
      {
        [name]() {
          return false;
        },
      }[name],
    );
  }
}

const encodingOf = (options) => (typeof options === 'string' ? options : options?.encoding);
const dataBytes = (data, encoding) => {
  if (typeof data === 'string') return Buffer.from(data, encoding);
  if (ArrayBuffer.isView(data)) return Buffer.from(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  throw argumentType('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
};
function put(path, options, flag, change) {
  const at = absolute(path);
  flag = options?.flag ?? flag;
  if (!nodes.get(above(at))?.list) throw failure(nodes.has(above(at)) ? 'ENOTDIR' : 'ENOENT', 'open', path);
  const old = nodes.get(at);
  if (old?.list) throw failure('EISDIR', 'open', path);
  if (old && flag.includes('x')) throw failure('EEXIST', 'open', path);
  const file = old ?? node({ bytes: Buffer.alloc(0) });
  file.bytes = change(flag[0] === 'a' ? file.bytes : Buffer.alloc(0));
  file.mtime = host.unixTime();
  nodes.set(at, file);
}

// By the name of the function: [checks the arguments now, does the work when its time has come].
const operations = {
  readFile: (path, options) => {
    path = pathFrom(path);
    return () => {
      const file = find(path, 'open');
      if (file.list) throw failure('EISDIR', 'read');
      const encoding = encodingOf(options);
      return encoding ? file.bytes.toString(encoding) : Buffer.from(file.bytes);
    };
  },
  writeFile: (path, data, options) => {
    path = pathFrom(path);
    const bytes = dataBytes(data, encodingOf(options));
    return () => put(path, options, 'w', (before) => (before.length ? Buffer.concat([before, bytes]) : bytes));
  },
  appendFile: (path, data, options) => {
    path = pathFrom(path);
    const bytes = dataBytes(data, encodingOf(options));
    return () => put(path, options, 'a', (before) => Buffer.concat([before, bytes]));
  },
  truncate: (path, length = 0) => {
    path = pathFrom(path);
    return () => {
      const file = find(path, 'open');
      const bytes = Buffer.alloc(length);
      file.bytes.copy(bytes);
      file.bytes = bytes;
    };
  },
  stat: (path, options) => {
    path = pathFrom(path);
    return () => {
      if (options?.throwIfNoEntry === false && !nodes.has(absolute(path))) return undefined;
      return new Stats(find(path, 'stat'));
    };
  },
  lstat: (path) => {
    path = pathFrom(path);
    return () => new Stats(find(path, 'lstat'));
  },
  access: (path) => {
    path = pathFrom(path);
    return () => {
      find(path, 'access');
    };
  },
  realpath: (path) => {
    path = pathFrom(path);
    return () => {
      find(path, 'realpath');
      return absolute(path);
    };
  },
  readdir: (path, options) => {
    path = pathFrom(path);
    return () => {
      if (!find(path, 'scandir').list) throw failure('ENOTDIR', 'scandir', path);
      const at = absolute(path),
        names = [];
      const walk = (list, prefix) => {
        for (const name of childrenOf(list)) {
          const full = list === '/' ? `/${name}` : `${list}/${name}`;
          names.push(
            options?.withFileTypes
              ? new Dirent(name, prefix ? `${path}/${prefix.slice(0, -1)}` : path, nodes.get(full).list)
              : prefix + name,
          );
          if (options?.recursive && nodes.get(full).list) walk(full, `${prefix}${name}/`);
        }
      };
      walk(at, '');
      return names;
    };
  },
  mkdir: (path, options) => {
    path = pathFrom(path);
    return () => {
      const at = absolute(path);
      if (options?.recursive) {
        const missed = [];
        for (let up = at; !nodes.has(up); up = above(up)) missed.unshift(up);
        if (!nodes.get(at)?.list && nodes.has(at)) throw failure('EEXIST', 'mkdir', path);
        for (const one of missed) nodes.set(one, node({ list: true }));
        return missed[0];
      }
      if (nodes.has(at)) throw failure('EEXIST', 'mkdir', path);
      if (!nodes.get(above(at))?.list) throw failure('ENOENT', 'mkdir', path);
      nodes.set(at, node({ list: true }));
      return undefined;
    };
  },
  mkdtemp: (prefix) => {
    prefix = pathFrom(prefix, 'prefix');
    return () => {
      let name = prefix;
      for (let i = 0; i < 6; i++)
        name += 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'[Math.floor(host.random() * 62)];
      nodes.set(absolute(name), node({ list: true }));
      return name;
    };
  },
  unlink: (path) => {
    path = pathFrom(path);
    return () => {
      if (find(path, 'unlink').list) throw failure('EISDIR', 'unlink', path);
      nodes.delete(absolute(path));
    };
  },
  rmdir: (path) => {
    path = pathFrom(path);
    return () => {
      const at = absolute(path);
      if (!find(path, 'rmdir').list) throw failure('ENOTDIR', 'rmdir', path);
      if (childrenOf(at).length) throw failure('ENOTEMPTY', 'rmdir', path);
      nodes.delete(at);
    };
  },
  rm: (path, options) => {
    path = pathFrom(path);
    return () => {
      const at = absolute(path),
        found = nodes.get(at);
      if (!found) {
        if (options?.force) return;
        throw failure('ENOENT', 'lstat', path);
      }
      if (found.list && !options?.recursive) {
        throw Object.assign(new Error(`Path is a directory: rm returned EISDIR (is a directory) ${path}`), {
          code: 'ERR_FS_EISDIR',
          name: 'SystemError',
        });
      }
      for (const one of [...nodes.keys()]) if (one === at || one.startsWith(`${at}/`)) nodes.delete(one);
    };
  },
  rename: (from, to) => {
    [from, to] = [pathFrom(from, 'oldPath'), pathFrom(to, 'newPath')];
    return () => {
      const a = absolute(from),
        b = absolute(to);
      if (!nodes.has(a) || !nodes.has(above(b))) throw failure('ENOENT', 'rename', from, to);
      for (const [one, what] of [...nodes]) {
        if (one !== a && !one.startsWith(`${a}/`)) continue;
        nodes.delete(one);
        nodes.set(b + one.slice(a.length), what);
      }
    };
  },
  copyFile: (from, to) => {
    [from, to] = [pathFrom(from, 'src'), pathFrom(to, 'dest')];
    return () => {
      const file = nodes.get(absolute(from));
      if (!file || !nodes.has(above(absolute(to)))) throw failure('ENOENT', 'copyfile', from, to);
      nodes.set(absolute(to), node({ bytes: Buffer.from(file.bytes) }));
    };
  },
  utimes: (path) => {
    path = pathFrom(path);
    return () => {
      find(path, 'utime');
    };
  },
  chmod: (path, mode) => {
    path = pathFrom(path);
    return () => {
      find(path, 'chmod').mode = (find(path, 'chmod').mode & 0o170000) | mode;
    };
  },
};
const leastArguments = { writeFile: 2, appendFile: 2, rename: 2, copyFile: 2 };

// How the pool does the work: a file that exists is read in four trips.
const kindOf = (name, path) =>
  name === 'readFile' && nodes.get(absolute(path))?.bytes ? 'readFile' : name === 'stat' ? 'stat' : 'block';

const withoutFrames = (error) => {
  if (error.code) hidden(error, 'stack', `${error.name}: ${error.message}`);
  return error;
};

const fileConstants = {
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
  COPYFILE_EXCL: 1,
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 64,
};
const refused = {
  watch: 'Only the program itself changes its files.',
  watchFile: 'Only the program itself changes its files.',
  createReadStream: 'Use fs.readFile.',
  createWriteStream: 'Use fs.writeFile or fs.appendFile.',
  open: 'Use fs.readFile or fs.writeFile.',
  openSync: 'Use fs.readFileSync or fs.writeFileSync.',
  opendir: 'Use fs.readdir.',
  symlink: '',
  link: '',
  readlink: '',
};

export function makeFiles(require) {
  beginFiles(require);
  const fs = { constants: fileConstants, ...fileConstants, Stats, Dirent };
  for (const [name, prepare] of Object.entries(operations)) {
    const least = leastArguments[name] ?? 1;
    fs[name] = {
      [name](...values) {
        const callback =
          values.length > least || typeof values[values.length - 1] === 'function' ? values.pop() : undefined;
        needFunction(callback, 'cb');
        const work = prepare(...values);
        host.pool(
          kindOf(name, `${values[0]}`),
          undefined,
          () => {
            let result;
            try {
              result = work();
            } catch (error) {
              callback(withoutFrames(error));
              return;
            }
            if (result === undefined) callback(null);
            else callback(null, result);
          },
          `fs.${name}`,
          callback,
        );
      },
    }[name];
    fs[`${name}Sync`] = {
      [`${name}Sync`](...values) {
        const work = prepare(...values);
        host.block(syncMs);
        return work();
      },
    }[`${name}Sync`];
  }
  fs.exists = function exists(path, callback) {
    needFunction(callback, 'cb');
    host.pool('stat', undefined, () => callback(nodes.has(absolute(`${path}`))), 'fs.exists', callback);
  };
  fs.existsSync = function existsSync(path) {
    host.block(syncMs);
    return typeof path === 'string' || path instanceof URL || path instanceof Uint8Array
      ? nodes.has(absolute(pathFrom(path)))
      : false;
  };
  for (const [name, how] of Object.entries(refused))
    fs[name] = () => {
      throw missing(`fs.${name}`, how);
    };
  Object.defineProperty(fs, 'promises', { get: () => require('fs/promises'), enumerable: true, configurable: true });
  return fs;
}

export function makeFilesPromises(require) {
  beginFiles(require);
  const files = { constants: fileConstants };
  for (const [name, prepare] of Object.entries(operations)) {
    files[name] = {
      async [name](...values) {
        const signal = values[values.length - 1]?.signal;
        if (signal?.aborted) throw new AbortFailure(undefined, { cause: signal.reason });
        const work = prepare(...values);
        return new Promise((resolve, reject) => {
          signal?.addEventListener('abort', () => reject(new AbortFailure(undefined, { cause: signal.reason })), {
            once: true,
          });
          host.pool(
            kindOf(name, `${values[0]}`),
            undefined,
            () => {
              try {
                resolve(work());
              } catch (error) {
                reject(withoutFrames(error));
              }
            },
            `fs.promises.${name}`,
          );
        });
      },
    }[name];
  }
  for (const name of ['open', 'opendir', 'watch']) {
    files[name] = async () => {
      throw missing(`fs.promises.${name}`, refused[name]);
    };
  }
  return files;
}
