// Files in and out: opens or drops a scenario or a recording, saves a text or a picture.

import { el } from '../core/dom.js';
import { makeOpener } from '../core/files.js';
import { say } from '../core/say.js';

// Files dropped on `root` are opened. opened() and refused(text, error): as in core/files.js.
export function makeFiles(root, session, { opened, refused, opening }) {
  const life = new AbortController();
  const open = makeOpener(session, { opened, refused, opening });
  const input = el('input', {
    type: 'file', class: 'hidden', tabindex: '-1', multiple: true, 'aria-label': say('Scenario or recording'),
    accept: '.json,.gz,.log,.txt,.ftrace,application/json,application/gzip,text/plain',
    on: {
      change() {
        open([...input.files]);
        input.value = '';
      },
    },
  });
  root.append(input);

  root.addEventListener('dragover', event => {
    if ([...event.dataTransfer.types].includes('Files')) event.preventDefault();
  }, { signal: life.signal });
  root.addEventListener('drop', event => {
    const items = [...event.dataTransfer.items].filter(item => item.kind === 'file');
    if (items.length === 0) return;
    event.preventDefault();
    const files = [];
    for (const item of items) {
      if (item.webkitGetAsEntry?.()?.isDirectory) session.notify(sayFolder(item.getAsFile()?.name));
      else files.push(item.getAsFile());
    }
    open(files);
  }, { signal: life.signal });

  return {
    open,
    choose: () => input.click(),
    save: saveFile,
    close() {
      life.abort();
      input.remove();
    },
  };
}

const sayFolder = name => (name
  ? say('“{name}” is a folder. Drop the files inside it instead.', { name })
  : say('This is a folder. Drop the files inside it instead.'));

// The browser downloads it.
export function saveFile(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  el('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
