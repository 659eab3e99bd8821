// Files in and out: open or drop a scenario or a recording, save a text or a picture. Nothing leaves this machine.

import { byId, el } from '../dom.js';
import { longestScenario } from '../links.js';
import { notify } from './notices.js';

const piece = 4 << 20;

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
    const beginning = await file.slice(0, longestScenario).text();
    if (lab.model.isRecording(beginning, file.size)) return openRecording(file);
    const answer = lab.load(beginning);
    if (answer.error) lab.textDialog.open(beginning, answer.error);
    else byId('text-dialog').close();
  }

  // A recording of a real program, in pieces, so that the page goes on while it is read.
  async function openRecording(file) {
    const progress = notify(`Reading “${file.name}”…`);
    lab.model.beginRecording();
    for (let at = 0, good = true; good && at < file.size; at += piece) {
      good = lab.model.feedRecording(new Uint8Array(await file.slice(at, at + piece).arrayBuffer()));
      progress.querySelector('p').textContent = `Reading “${file.name}”: ${Math.round(100 * Math.min(1, at / file.size))} %`;
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
