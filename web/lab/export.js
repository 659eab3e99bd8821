// Export as…: what is shown as files for other programs, and as a picture of pixels.

import { fileName } from './share.js';
import { notify } from './notices.js';

// What a command asked for: the browser keeps it as a download.
export function saveExport(lab) {
  const format = lab.model.formats().find(({ id }) => id === lab.state.export);
  lab.model.exportTaken();
  lab.state.export = null;
  if (format) lab.files.save(fileName(lab) + format.ending, lab.model.exported(format.id), format.type);
}

export const exportEntries = lab => [
  ...lab.commands.filter(({ id }) => id.startsWith('export-'))
    .map(({ id, label, help, enabled }) => ({ label, title: help, disabled: !enabled, act: () => lab.run(id) })),
  ...[1, 2, 3].map(scale => ({ label: `Save the picture (PNG, ${scale}×)`, act: () => savePicture(lab, scale) })),
];

const widest = 16_384;  // pixels of a canvas that every browser has

async function savePicture(lab, scale) {
  try {
    lab.files.save(`${fileName(lab)}-${scale}x.png`, await pixelsOf(lab.model.svg(), scale), 'image/png');
  } catch (error) {
    console.warn(error);
    notify('The picture could not be drawn.');
  }
}

// A picture that an <img> draws sees no typeface of the page: it brings its own.
async function pixelsOf(svg, scale) {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([await withTypeface(svg)], { type: 'image/svg+xml' }));
  try {
    image.src = url;
    await image.decode();
    const most = Math.min(scale, widest / image.naturalWidth, widest / image.naturalHeight);
    if (most < scale) notify(`The picture is too tall for ${scale}×: it has ${most.toFixed(1)}×.`);
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * most);
    canvas.height = Math.round(image.naturalHeight * most);
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
