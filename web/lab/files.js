// Files in and out: open or drop a scenario or a recording, save a text or a picture. Nothing leaves this machine.

import { byId, el } from '../dom.js';
import { longestScenario } from '../links.js';
import { notify } from './notices.js';

const longestPiece = 4 << 20;

async function* pieces(file) {
  for (let at = 0; at < file.size; at += longestPiece) {
    yield { piece: new Uint8Array(await file.slice(at, at + longestPiece).arrayBuffer()), read: `${Math.round(100 * Math.min(1, (at + longestPiece) / file.size))} %` };
  }
}

// Compressed by gzip, as many tools write what they record.
async function isPacked(file) {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

async function* unpacked(file) {
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  for (let size = 0;;) {
    const { value, done } = await reader.read();
    if (done) return;
    size += value.length;
    yield { piece: value, read: `${(size / 1e6).toFixed(0)} MB` };
  }
}

export function makeFiles(lab) {
  const input = byId('file');
  input.addEventListener('change', () => {
    if (input.files[0]) open(input.files[0]);
    input.value = '';
  });

  addEventListener('dragover', event => {
    if ([...event.dataTransfer.types].includes('Files')) event.preventDefault();
  });
  addEventListener('drop', event => {
    const file = event.dataTransfer.files[0];
    if (!file) return;
    event.preventDefault();
    open(file);
  });

  async function open(file) {
    if (await isPacked(file)) return openRecording(file, unpacked(file));
    const beginning = await file.slice(0, longestScenario).text();
    if (lab.model.isRecording(beginning, file.size)) return openRecording(file, pieces(file));
    const answer = lab.load(beginning);
    if (answer.error) lab.textDialog.open(beginning, answer.error);
    else byId('text-dialog').close();
  }

  // A recording of a real program, in pieces, so that the page goes on while it is read.
  async function openRecording(file, bytes) {
    const progress = notify(`Reading “${file.name}”…`);
    lab.model.beginRecording();
    try {
      for await (const { piece, read } of bytes) {
        if (!lab.model.feedRecording(piece)) break;
        progress.querySelector('p').textContent = `Reading “${file.name}”: ${read}`;
      }
    } catch {
      progress.remove();
      return notify(`“${file.name}” cannot be opened: it is damaged, or cannot be unpacked here.`);
    }
    const answer = lab.openRecording(file.name);
    progress.remove();
    if (answer.error) {
      const { line, column, message } = answer.error;
      return notify(`“${file.name}” cannot be opened: line ${line}, column ${column}: ${message}.`);
    }
    byId('text-dialog').close();
  }

  return {
    choose: () => input.click(),
    save(name, content, type) {
      const url = URL.createObjectURL(new Blob([content], { type }));
      el('a', { href: url, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    },
  };
}
