// Reads the name table of a font file (OpenType, "name — Naming table"): fontNames(bytes) -> { family, version, license }

const wanted = { 1: 'family', 5: 'version', 13: 'license' };
const WINDOWS = 3; // the platform whose texts are UTF-16, big end first

export function fontNames(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = view.getUint16(4);
  const tag = at => String.fromCharCode(...bytes.subarray(at, at + 4));
  const row = Array.from({ length: tables }, (_, i) => 12 + 16 * i).find(at => tag(at) === 'name');
  if (row === undefined) throw new Error('the font has no names');
  const table = view.getUint32(row + 8);
  const texts = table + view.getUint16(table + 4);
  const names = {};
  for (let i = 0; i < view.getUint16(table + 2); ++i) {
    const at = table + 6 + 12 * i;
    const key = wanted[view.getUint16(at + 6)];
    if (view.getUint16(at) !== WINDOWS || !key) continue;
    const from = texts + view.getUint16(at + 10);
    let text = '';
    for (let j = 0; j < view.getUint16(at + 8); j += 2) text += String.fromCharCode(view.getUint16(from + j));
    names[key] = text;
  }
  return names;
}
