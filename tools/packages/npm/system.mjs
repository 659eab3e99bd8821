// The system that the command line sees inside the npm package: files in memory, no process, no clock.
//
// interleave-cli.cjs is a program for Node, which asks for the modules fs and path and for the global `process`.
// tools/packages/npm.mjs packs it with this file in their place. A call of the engine (engine.mjs) puts in what the
// program may read, runs it from its beginning to its end without a pause, and takes out what it wrote:
//
//     begin({ '/scenario.json': text });  …  const { out, err } = end();
//
// Nothing outside of memory can be read or written, whatever the arguments of the program say.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

let files = new Map(); // path -> bytes
let open = []; // descriptor -> {path, position}; 0, 1 and 2 are the standard streams
let written = { 1: [], 2: [] };

export function begin(texts) {
  files = new Map(Object.entries(texts).map(([path, text]) => [path, encoder.encode(text)]));
  open = [{}, {}, {}];
  written = { 1: [], 2: [] };
}

export function end() {
  const text = chunks => decoder.decode(joined(chunks));
  const result = { out: text(written[1]), err: text(written[2]) };
  begin({});
  return result;
}

function joined(chunks) {
  const all = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function failed(code) {
  return Object.assign(new Error(code), { code });
}

function content(path) {
  const bytes = files.get(path);
  if (!bytes) throw failed('ENOENT');
  return bytes;
}

function status(size) {
  const epoch = new Date(0);
  const regular = 0o100444;
  return {
    dev: 1, ino: 1, mode: regular, nlink: 1, uid: 0, gid: 0, rdev: 0, size, blocks: 1, blksize: 4096,
    atime: epoch, mtime: epoch, ctime: epoch, isDirectory: () => false,
  };
}

// ---- fs: the functions that a program needs which reads files and writes to its standard streams

export function openSync(path) {
  content(path);
  return open.push({ path, position: 0 }) - 1;
}

export function closeSync(descriptor) {
  if (descriptor > 2) open[descriptor] = null;
}

export function readSync(descriptor, buffer, offset, length, position) {
  const file = open[descriptor];
  if (!file) throw failed('EBADF');
  if (!file.path) return 0; // standard input is empty
  const from = position ?? file.position;
  const part = content(file.path).subarray(from, from + length);
  buffer.set(part, offset);
  if (position == null) file.position += part.length;
  return part.length;
}

export function writeSync(descriptor, buffer, offset, length) {
  if (!written[descriptor]) throw failed('EBADF');
  written[descriptor].push(buffer.slice(offset, offset + length).slice());
  return length;
}

export const statSync = path => status(content(path).length);
export const lstatSync = statSync;
export const fstatSync = descriptor => status(open[descriptor]?.path ? content(open[descriptor].path).length : 0);

// ---- path

export const normalize = path => path;
export const dirname = path => path.slice(0, Math.max(1, path.lastIndexOf('/')));

// ---- the globals of Node that the program's loader uses

export const Buffer = { from: bytes => new Uint8Array(bytes) };
export const process = {
  argv: [], platform: 'none', stdin: { fd: 0 }, on() {}, cwd: () => '/', binding: () => ({}),
  exit(code) {
    throw new Error(`the program ended with ${code}`);
  },
};
