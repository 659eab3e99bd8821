// structuredClone copies cycles, maps, dates and errors, but no functions.
const from = { date: new Date(0), map: new Map([['a', { b: 1 }]]), set: new Set([1, 2]), list: [1, , 3], big: 10n, re: /x/gi };
from.self = from;
const to = structuredClone(from);
console.log(to !== from, to.self === to, to.date.getTime(), to.map.get('a').b, to.set.size, 1 in to.list, String(to.big), to.re.flags);
class Point { x = 1; }
const point = structuredClone(new Point());
console.log(point.x, point.constructor === Object, point instanceof Point);
const error = structuredClone(new TypeError('wrong'));
console.log(error instanceof TypeError, error.message);
for (const bad of [() => {}, Symbol('s'), { f() {} }]) {
  try {
    structuredClone(bad);
  } catch (error) {
    console.log(error.name, error.code, error instanceof DOMException);
  }
}
const buffer = new Uint8Array([1, 2, 3]).buffer;
const moved = structuredClone(buffer, { transfer: [buffer] });
console.log(buffer.byteLength, moved.byteLength);
