// Files in and out: open or drop a scenario, save a text. Nothing leaves this machine.

import { byId, el } from '../dom.js';
import { longestScenario } from '../links.js';
import { notify } from './notices.js';

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
    if (file.size > longestScenario) {
      return notify(`“${file.name}” is not a scenario: it is larger than 256 KiB.`);
    }
    const text = await file.text();
    const answer = lab.load(text);
    if (answer.error) lab.textDialog.open(text, answer.error);
    else byId('text-dialog').close();
  }

  return {
    choose: () => input.click(),
    save(name, text, type) {
      const url = URL.createObjectURL(new Blob([text], { type }));
      el('a', { href: url, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    },
  };
}
