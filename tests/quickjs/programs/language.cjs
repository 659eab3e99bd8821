// The language itself: what a course goes through.
class Animal {
  #secret = 42;
  static count = 0;
  static #made = [];
  static { Animal.count = 10; }
  constructor(name) { this.name = name; Animal.#made.push(this); }
  get loud() { return this.name.toUpperCase(); }
  set loud(value) { this.name = value.toLowerCase(); }
  speak() { return `${this.name} makes a sound`; }
  static made() { return Animal.#made.length; }
  has() { return #secret in this; }
  toString() { return `Animal(${this.name})`; }
}
class Dog extends Animal {
  speak() { return `${super.speak()}: woof`; }
  get [Symbol.toStringTag]() { return 'Dog'; }
}
const dog = new Dog('Rex');
dog.loud = 'FIDO';
console.log(dog, dog.speak(), `${dog}`, Animal.count, Animal.made(), dog.has(), Object.prototype.toString.call(dog));

function* range(from, to, step = 1) { for (let i = from; i < to; i += step) yield i; }
const [head, ...tail] = range(0, 10, 3);
console.log(head, tail, Math.max(...range(1, 4)), Array.from(range(0, 3), (x) => x ** 2));
const talk = (function* () {
  const name = yield 'who?';
  try {
    yield `hello ${name}`;
  } catch (error) {
    yield `caught ${error}`;
  }
  return 'bye';
})();
console.log(talk.next(), talk.next('Ann'), talk.throw('up'), talk.next(), talk.next());

const { a = 1, b: { c: renamed = 2, ...rest } = {}, ...others } = { b: { d: 4, e: 5 }, f: 6, g: 7 };
console.log(a, renamed, rest, others, [1, [2, [3, [4]]]].flat(Infinity), { ...[1, 2], ...'hi' });
console.log([3, 1, 10, 2].sort(), [3, 1, 10, 2].sort((x, y) => x - y), [1, 2, 3].at(-1), [1, 2, 3].toReversed(), [3, 1].toSorted(), [1, 2, 3].with(1, 9), [1, 2, 3, 4].findLast((x) => x % 2));
console.log('abc'.padStart(5, '*'), 'a-b-c'.replaceAll('-', '+'), 'x'.repeat(3), ' trim '.trim(), 'abc'.at(-1), 'a,b'.split(','), 'Hello'.split('').reverse().join(''));
console.log('2026-11-30'.match(/(?<year>\d+)-(?<month>\d+)/).groups.year, [...'a1b22'.matchAll(/\d+/g)].map((m) => [m[0], m.index]), 'aBc'.replace(/[a-z]/g, (x) => x.toUpperCase()), /(?<=\$)\d+/.exec('cost $42')[0], 'ab'.search(/b/));
console.log(0.1 + 0.2, 1 / 3, 1e21, 1e-7, -0, 2 ** 53, 0xff, 0b101, 1_000, (255).toString(16), (3.14159).toFixed(2), parseInt('12px'), Number(''), Number('abc'), 5 % -3, -5 % 3, 2n ** 64n, BigInt(10) * 3n, (1234.5678).toExponential(2), (0.000001234).toPrecision(3));
console.log(typeof null, typeof undefined, typeof (() => {}), typeof Symbol(), typeof 1n, null ?? 'd', 0 || 'e', 0 ?? 'f', undefined?.x, [] + {}, [] == false, null == undefined, NaN === NaN, [1, 2] + '', '5' * '2', '5' + 2);
const map = new Map([['x', 1]]);
map.set(NaN, 'nan').set(map, 'self');
console.log(map.get(NaN), map.size, [...map.keys()].length, new Set([1, 1, 2]).size, new WeakMap([[map, 1]]).has(map));
const proxy = new Proxy({}, { get: (target, key) => `no ${String(key)}`, has: () => true, ownKeys: () => ['p'], getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }) });
console.log(proxy.foo, 'bar' in proxy, Object.keys(proxy), { ...proxy });
console.log(JSON.stringify({ a: [1, { b: undefined, c: () => {} }], d: new Date(0), e: NaN, f: 'ü"\n' }), JSON.stringify([1, { a: 2 }], null, 2), JSON.parse('{"a":[1,2]}', (k, v) => (Array.isArray(v) ? v.length : v)));
console.log(new Date(2026, 0, 31, 12).toISOString().slice(0, 10), new Date('2026-03-01T00:00:00Z').getTime(), new Date(0).toJSON(), Date.UTC(2000, 1, 29), new Date('nope').getTime());
var hoisted = typeof later;
function later() {}
label: for (let i = 0; i < 3; i++) {
  for (let j = 0; j < 3; j++) {
    if (j === 1) continue label;
    if (i === 2) break label;
    console.log(i, j);
  }
}
const fns = [];
for (let i = 0; i < 3; i++) fns.push(() => i);
for (var k = 0; k < 3; k++) fns.push(() => k);
console.log(hoisted, fns.map((f) => f()), (() => { try { return 'try'; } finally { console.log('finally'); } })());
const tag = (strings, ...values) => strings.raw.join('|') + values.join(',');
console.log(tag`a${1}b\n${2}c`, String.raw`\n${1}`, `${[1, 2]}`, new Function('x', 'return x * 2')(21), eval('1 + 1'));
const counter = (() => { let n = 0; return { next: () => ++n }; })();
console.log(counter.next(), counter.next(), [..."héllo"].length, Object.entries({ x: 1, y: 2 }));
console.log(this === module.exports, (function () { return this === globalThis; })(), (() => this === module.exports)(), new.target === undefined);
console.log([1, 2, 3].reduce((sum, x) => sum + x), [[1, 'a'], [2, 'b']].map(([n, s]) => s + n), Array.isArray([]), [,].length, [1, 2, 3].includes(2), [0, 1, 2].copyWithin(0, 1), new Array(3).fill().map((_, i) => i));
console.log(Number.MAX_SAFE_INTEGER, Number.EPSILON > 0, Math.sign(-3), Math.trunc(-4.7), Math.hypot(3, 4), Math.round(-0.5), Math.round(2.5), Math.min(), isNaN('x'), Number.isInteger(5.0), (25).toString(36), ~~7.9, 5 >>> 1, -5 >>> 28, 1 << 31);
console.log(Symbol('d').description, Symbol.for('x') === Symbol.for('x'), Object.getOwnPropertyNames(class { static m() {} }), Reflect.ownKeys({ b: 1, 2: 1, a: 1, 1: 1, [Symbol.iterator]: 1 }), structuredClone(new Map([[1, { a: [1] }]])));
