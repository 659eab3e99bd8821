// Exports what is shown: files for other programs, and vector and pixel pictures.

import { say } from '../core/say.js';

const widest = 16_384;  // pixels of a canvas that every browser supports

// files: {save(name, content, type)}
export function makeExports(session, files) {
  const { model } = session;
  const name = () => session.source.id ?? (session.state.recording ? session.state.title.replace(/\.[a-z]+$/, '') : 'scenario');

  // Says with notify() what is wrong with it.
  async function savePixels(scale, svg = model.svg(), notify = session.notify) {
    try {
      files.save(`${name()}-${scale}x.png`, await pixelsOf(svg, scale, notify), 'image/png');
    } catch (error) {
      console.warn(error);
      notify(say('The picture could not be drawn.'));
    }
  }

  return {
    name,
    save: (ending, content, type) => files.save(name() + ending, content, type),
    savePixels,
    savePicture: () => files.save(`${name()}.svg`, model.svg(), 'image/svg+xml'),
    saveScenario: () => files.save(`${name()}.json`, model.scenario(), 'application/json'),

    // Entries of a menu.
    entries: () => [
      ...session.commands.filter(({ group }) => group === 'exports')
        .map(({ id, label, help, enabled }) => ({ label, title: help, disabled: !enabled, act: () => session.run(id) })),
      ...[1, 2, 3].map(scale => ({ label: say('Save the picture (PNG, {scale}×)', { scale }), act: () => savePixels(scale) })),
    ],

    // What a command asked for, by key or by menu: the browser downloads it.
    update() {
      const wanted = session.state.export;
      if (!wanted) return;
      const format = model.formats().find(({ id }) => id === wanted);
      model.exportTaken();
      session.state.export = null;
      if (format) files.save(name() + format.ending, model.exported(format.id), format.type);
    },
    close() {},
  };
}

// A PNG of a picture. A picture in an <img> cannot use the page's typefaces, so it includes its own.
export async function pixelsOf(svg, scale, notify) {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([await withTypeface(svg)], { type: 'image/svg+xml' }));
  try {
    image.src = url;
    await image.decode();
    const max = Math.min(scale, widest / image.naturalWidth, widest / image.naturalHeight);
    if (max < scale) notify(say('The picture would be too tall at {wanted}×, so it has been saved at {drawn}×.', { wanted: scale, drawn: max.toFixed(1) }));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * max);
    canvas.height = Math.round(image.naturalHeight * max);
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('no pixels'))), 'image/png'));
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function withTypeface(svg) {
  const faces = [];
  for (const [weight, file] of [[400, 'Inter-Regular'], [600, 'Inter-SemiBold']]) {
    const bytes = new Uint8Array(await (await fetch(new URL(`../fonts/${file}.woff2`, import.meta.url))).arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    faces.push(`@font-face{font-family:Inter;font-weight:${weight};src:url(data:font/woff2;base64,${btoa(text)})}`);
  }
  return svg.replace('<defs>', `<style>${faces.join('')}</style><defs>`);
}
