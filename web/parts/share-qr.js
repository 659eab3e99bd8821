// A QR code as a picture. The encoder is loaded when the first code is wanted.

import { svg } from '../core/dom.js';

const quiet = 4;  // modules around the code, as the standard wants them

// Returns an <svg> with the code of `text`, dark on white in every theme, or null if the text is too long for one.
export async function qrCode(text, label) {
  const { qrRows } = await import('../core/qr.js');
  const rows = qrRows(text);
  if (!rows) return null;
  const size = rows.length + 2 * quiet;
  const runs = rows.flatMap((row, y) => darkRuns(row).map(([x, length]) => `M${x + quiet} ${y + quiet}h${length}v1h-${length}z`));
  return svg('svg', { xmlns: 'http://www.w3.org/2000/svg', class: 'qr', viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': label, 'shape-rendering': 'crispEdges' },
             svg('rect', { width: size, height: size, fill: '#fff' }), svg('path', { d: runs.join(''), fill: '#000' }));
}

// [[where it begins, how long it is], ...]
function darkRuns(row) {
  const runs = [];
  row.forEach((dark, x) => {
    if (!dark) return;
    if (row[x - 1]) ++runs.at(-1)[1];
    else runs.push([x, 1]);
  });
  return runs;
}
