// How the second part of a split module (split.mjs) reaches the functions of the first. wasm-split exports each of them
// under a name of its own; names and numbers hardly pack. Here they are entries of the first part's table instead, in the
// order of the functions, and the second part imports "#12" for the entry 12 (web/core/module.js provides it).
//
//   const [first, rest] = throughTable(first, rest, kept);      kept: names of exports that the page uses

import { Reader, leb, section, sections, signedLeb, partsOf } from './order.mjs';

const textOf = reader => {
  const size = reader.number();
  reader.skip(size);
  return reader.bytes.toString('utf8', reader.at - size, reader.at);
};
const text = words => [...leb(Buffer.byteLength(words)), ...Buffer.from(words)];

function bodyOf(file, id) {
  const part = partsOf(file).find(one => one.id === id);
  return new Reader(file, part.from, part.from + part.size);
}

const withBodies = (file, bodies) => Buffer.concat([file.subarray(0, 8), ...partsOf(file).map(({ id, from, size }) =>
  section(id, bodies.has(id) ? Buffer.from(bodies.get(id)) : file.subarray(from, from + size)))]);

// [{module, name, kind, rest (bytes)}]
function importsOf(file) {
  const reader = bodyOf(file, sections.import);
  return Array.from({ length: reader.number() }, () => {
    const [module, name] = [textOf(reader), textOf(reader)];
    const from = reader.at;
    const kind = reader.byte();
    if (kind === 0) reader.number();
    else if (kind === 1) reader.skip(1), reader.limits();
    else if (kind === 2) reader.limits();
    else reader.skip(2);
    return { module, name, kind, rest: kind === 1 ? tableOfAnySize(file.subarray(from, reader.at)) : file.subarray(from, reader.at) };
  });
}

// The table is larger than wasm-split has written down.
function tableOfAnySize(bytes) {
  const reader = new Reader(bytes, 3);
  return [1, bytes[1], 0, ...leb(reader.number())];
}

function exportsOf(file) {
  const reader = bodyOf(file, sections.export);
  return Array.from({ length: reader.number() }, () => ({ name: textOf(reader), kind: reader.byte(), index: reader.number() }));
}

export const namesOfExports = file => new Set(exportsOf(file).map(({ name }) => name));

export function throughTable(first, rest, kept) {
  const imported = importsOf(rest);
  const wanted = new Set(imported.filter(({ module, kind }) => module === 'primary' && kind === 0).map(({ name }) => name));
  const exported = exportsOf(first);
  const functions = exported.filter(({ name, kind }) => kind === 0 && wanted.has(name)).sort((a, b) => a.index - b.index);

  const table = bodyOf(first, sections.table);
  const [count, type, flags, least] = [table.number(), table.byte(), table.byte(), table.number()];
  if (count !== 1) throw new Error(`${count} tables`);
  const most = flags & 1 ? table.number() : 0;
  const place = new Map(functions.map(({ name }, i) => [name, least + i]));

  const elements = bodyOf(first, sections.element);
  const segments = elements.number();
  const others = first.subarray(elements.at, elements.end);
  const ours = [0, 0x41, ...signedLeb(least), 0x0b, ...leb(functions.length), ...functions.flatMap(({ index }) => leb(index))];

  const left = exported.filter(({ name }) => !wanted.has(name) || kept.has(name));
  return [
    withBodies(first, new Map([
      [sections.table, [1, type, flags, ...leb(least + functions.length), ...(flags & 1 ? leb(most + functions.length) : [])]],
      [sections.export, [...leb(left.length), ...left.flatMap(({ name, kind, index }) => [...text(name), kind, ...leb(index)])]],
      [sections.element, [...leb(segments + 1), ...others, ...ours]],
    ])),
    withBodies(rest, new Map([
      [sections.import, [...leb(imported.length), ...imported.flatMap(({ module, name, kind, rest: bytes }) =>
        [...text(module), ...text(module === 'primary' && kind === 0 ? `#${place.get(name)}` : name), ...bytes])]],
    ])),
  ];
}
