// Texts for people in a WebAssembly file, such as sentences and help: most of them are not needed at first, and are moved
// to the part of the module that is loaded later (split.mjs).
//
//   findTexts(file) -> [{at, size}]          their addresses and lengths
//   overwritten(file, texts, bytesOf)        the file with other bytes in their places: bytesOf(number, size)
//   withData(file, pieces)                   the file with more data: pieces [{at, bytes}], written when it is instantiated
//
// A text has a space and at least 12 characters, or is the name of a source file or of a C++ type. Linkers let short texts share the ends
// of longer ones: a text ends before the first place that something else refers to.

import { Reader, leb, section, sections, signedLeb, instructionsOf, partsOf } from './order.mjs';

const least = 12;
const movable = /^(?=[^]* )[^]{12,}$|^src\/|^Z?N(St|\d)/;

// Where the data is: [{at (an address), from (in the file), size}].
function segments(file) {
  const part = partsOf(file).find(({ id }) => id === sections.data);
  const reader = new Reader(file, part.from, part.from + part.size);
  return Array.from({ length: reader.number() }, () => {
    if (reader.number() !== 0) throw new Error('a data segment of another kind');
    if (reader.byte() !== 0x41) throw new Error('a data segment at an address that is not constant');
    const at = reader.signed();
    if (reader.byte() !== 0x0b) throw new Error('a data segment at an address that is not constant');
    const size = reader.number();
    const from = reader.at;
    reader.skip(size);
    return { at, from, size };
  });
}

export function findTexts(file) {
  const places = segments(file);
  const referred = new Set();  // whatever may be an address
  instructionsOf(file, number => referred.add(number >>> 0));
  for (const { from, at, size } of places) for (let i = -at & 3; i + 4 <= size; i += 4) referred.add(file.readUInt32LE(from + i));

  const texts = [];
  for (const { at, from, size } of places) {
    for (let begin = 0, i = 0; i < size; ++i) {
      const byte = file[from + i];
      if (byte >= 0x20 || byte === 0x0a) continue;
      if (byte === 0 && i - begin >= least && movable.test(file.toString('latin1', from + begin, from + i))) {
        let end = begin + 1;
        while (end < i && !referred.has(at + end)) ++end;
        if (end - begin >= least) texts.push({ at: at + begin, size: end - begin });
      }
      begin = i + 1;
    }
  }
  return texts;
}

export function overwritten(file, texts, bytesOf) {
  const places = segments(file);
  const next = Buffer.from(file);
  texts.forEach(({ at, size }, number) => {
    const place = places.find(one => at >= one.at && at + size <= one.at + one.size);
    bytesOf(number, size).copy(next, place.from + at - place.at);
  });
  return next;
}

export function bytesAt(file, { at, size }) {
  const place = segments(file).find(one => at >= one.at && at + size <= one.at + one.size);
  return file.subarray(place.from + at - place.at, place.from + at - place.at + size);
}

export function withData(file, pieces) {
  const out = partsOf(file).filter(({ id }) => id !== 0 && id !== sections.data).map(({ id, from, size }) => section(id, file.subarray(from, from + size)));
  const data = pieces.map(({ at, bytes }) => Buffer.concat([Buffer.from([0, 0x41, ...signedLeb(at), 0x0b, ...leb(bytes.length)]), bytes]));
  return Buffer.concat([file.subarray(0, 8), ...out, section(sections.data, Buffer.concat([Buffer.from(leb(data.length)), ...data]))]);
}
