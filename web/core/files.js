// Opens files: scenarios and recordings, compressed with gzip or not, one after another. Nothing leaves
// this machine.

import { ModuleStopped } from './module.js';
import { say } from './say.js';

const longestPiece = 4 << 20;

// Returns open(files), which opens them in turn: a file waits until the one before it is read,
// because a session reads one recording at a time. The session's notify says what went wrong.
//   opened()            after each file that is shown
//   refused(text, error)  for a scenario with a mistake
//   opening(file)       before a recording is shown, for those who keep it
export function makeOpener(session, { opened, refused, opening = () => {} }) {
  let last = Promise.resolve();

  async function openOne(file) {
    const bytes = await isPacked(file).then(packed => (packed ? unpacked(file) : pieces(file)), () => pieces(file));
    const problem = await read(file, bytes).catch(error => sayWhy(file, error));
    await bytes.return();
    if (problem) session.notify(problem);
  }

  // Returns what to say if it could not be opened.
  async function read(file, bytes) {
    const longest = session.model.limits().text_bytes;
    const first = [];
    let size = 0;
    for (let next; size <= longest && !(next = await bytes.next()).done;) {
      first.push(next.value);
      size += next.value.bytes.length;
    }
    const beginning = await new Blob(first.map(piece => piece.bytes)).slice(0, longest + 1).text();
    if (session.model.isRecording(beginning, size)) return readRecording(file, first, bytes);
    const answer = await session.withLanguage(() => session.load(beginning));
    if (answer.error) refused(beginning, answer.error);
    else opened();
  }

  // Reads in pieces, so that the page stays responsive with a large file.
  async function readRecording(file, first, rest) {
    const progress = session.notify(say('Reading “{file}”…', { file: file.name }));
    try {
      session.model.beginRecording();
      const feed = piece => {
        progress.text(say('Reading “{file}”: {done}', { file: file.name, done: piece.read }));
        return session.model.feedRecording(piece.bytes);
      };
      let good = first.every(feed);
      for (let next; good && !(next = await rest.next()).done;) good = feed(next.value);
    } finally {
      progress.close();
    }
    opening(file);
    const { error } = session.openRecording(file.name);
    if (error) return say('“{file}” cannot be opened: line {line}, column {column}: {mistake}.', { file: file.name, line: error.line, column: error.column, mistake: error.message });
    opened();
  }

  return files => {
    for (const file of files) last = last.then(() => openOne(file));
    return last;
  };
}

function sayWhy({ name }, error) {
  if (error instanceof Damaged) return say('“{name}” cannot be unpacked: it is damaged.', { name });
  if (error instanceof DOMException) return say('“{name}” cannot be read. It may have been changed or moved, or this page may not be allowed to read it.', { name });
  if (error instanceof ModuleStopped) return null;  // not a fault of the file, and it has been reported
  console.error(error);
  return say('“{name}” could not be opened because of an error in this page.', { name });
}

class Damaged extends Error {}

async function* pieces(file) {
  for (let at = 0; at < file.size; at += longestPiece) {
    const bytes = new Uint8Array(await file.slice(at, at + longestPiece).arrayBuffer());
    yield { bytes, read: `${Math.round(100 * Math.min(1, (at + longestPiece) / file.size))} %` };
  }
}

// Compressed with gzip, as many tools write their recordings.
async function isPacked(file) {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

async function* unpacked(file) {
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (let size = 0;;) {
      const { value: bytes, done } = await reader.read().catch(error => { throw error instanceof DOMException ? error : new Damaged(); });
      if (done) return;
      size += bytes.length;
      yield { bytes, read: `${(size / 1e6).toFixed(0)} MB` };
    }
  } finally {
    reader.cancel().catch(() => {});  // the rest is not unpacked
  }
}
