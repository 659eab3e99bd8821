// Figures as strings, in addresses and attributes: every key of the reader has a form there, and nothing is lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { addressOf, attributesOf, figureFromAttributes, figureOf, keys, lengthOf, longestAddress, readFigure, readOptions } from '../../web/core/figure.js';
import { cli } from './support.mjs';

const schema = JSON.parse(cli('schema', 'figure'));
const page = 'https://example.com/lab/';
const packed = (kind, text) => `#${kind}=1.` + deflateRawSync(text).toString('base64url');
const small = { version: 1, title: 'Small', programs: { job: [{ compute: '3ms' }] }, work: [{ run: 'job', count: 1 }] };

const whole = {
  figure: 1, scenario: 'typing-and-music', set: { 'machine.scheduler.quantum': '40ms', 'machine.cores': '2' }, title: 'What, a slice?', caption: 'One & two; 5 % = “x”',
  runs: [0, 2], lanes: ['cores', 'tasks'], show: [], numbers: ['missed', 'latency:music'], knobs: ['machine.cores'], view: 'timeline', t: '150ms', from: '10ms', to: '250ms',
  focus: 2, baseline: 0, aim: 2, sel: '2:3', range: '10ms-20ms', mark: ['5ms', '30ms'], ask: 'missed', theme: 'dark', engine: 1,
};

test('addresses have exactly the keys of the reader', () => {
  const ofReader = Object.keys(schema.properties).filter(name => name !== 'figure' && name !== '$schema');
  assert.deepEqual(Object.keys(keys), ofReader);
  const kinds = { settings: 'object', texts: 'array', words: 'array', numbers: undefined, number: 'integer', text: undefined };
  for (const [name, kind] of Object.entries(keys)) if (kinds[kind]) assert.equal(schema.properties[name].type, kinds[kind], name);
  assert.deepEqual(Object.keys(whole).filter(name => name !== 'figure').sort(), [...ofReader].sort());
});

test('a figure is the same after a way through an address, and through attributes', async () => {
  const { figure, dropped } = await readFigure(await addressOf(page, whole));
  assert.deepEqual(figure, whole);
  assert.deepEqual(dropped, []);
  assert.deepEqual(figureFromAttributes(attributesOf(whole)), { figure: whole, dropped: [] });
  const named = { figure: 1, scenario: 'deadlock', set: { 'programs.to Bob.1.compute': '2ms' } };
  assert.deepEqual((await readFigure(await addressOf(page, named))).figure, named);
  assert.deepEqual(figureFromAttributes(attributesOf(named)).figure, named);
  assert.equal(attributesOf({ ...named, set: { 'programs.a;b.1.compute': '2ms' } }), null);
  const own = { ...whole, scenario: small };
  assert.match(await addressOf(page, own), /#s=1\./);
  assert.deepEqual((await readFigure(await addressOf(page, own))).figure, own);
  assert.equal(attributesOf(own), null);
  const asking = { figure: 1, scenario: 'typing-and-music', ask: { text: 'Why?', choices: ['a, b', 'c'], right: 1 } };
  assert.match(await addressOf(page, asking, 'de'), /\/lab\/\?lang=de#f=1\./);
  assert.deepEqual((await readFigure(await addressOf(page, asking))).figure, asking);
  assert.equal(attributesOf(asking), null);
});

test('addresses are written in a form that can be read, and say when they are too long', async () => {
  assert.equal(await addressOf(page, { figure: 1, scenario: 'typing-and-music', set: { 'machine.cores': '2' }, knobs: [], lanes: ['cores', 'tasks'], engine: 1 }),
               page + '?scenario=typing-and-music&set=machine.cores:2&lanes=cores,tasks&knobs=none&engine=1');
  assert.deepEqual(lengthOf('x'.repeat(longestAddress)), { length: 8000, tooLong: false });
  assert.equal(lengthOf(await addressOf(page, { figure: 1, scenario: 'a', caption: 'x'.repeat(8000) })).tooLong, true);
});

test('options come before what is packed', async () => {
  const { figure } = await readFigure(page + '?t=9ms&set=seed:2' + packed('f', JSON.stringify({ ...whole, title: 'T' })));
  assert.equal(figure.t, '9ms');
  assert.equal(figure.title, 'T');
  assert.deepEqual(figure.set, { ...whole.set, seed: '2' });
});

test('what has no form is dropped here; what has one goes to the module, which judges it', async () => {
  const { figure, dropped } = await readFigure(page + '?scenario=x&set=nonsense&set=__proto__:1&set=a:&focus=one&runs=0,x&colour=red&mark=5ms&mark=soon' + '#s=1.!!');
  assert.deepEqual(dropped.map(({ part }) => part), ['#s=1.!!', 'set=nonsense', 'set=__proto__:1', 'set=a:']);
  assert.deepEqual(figure, { figure: 1, scenario: 'x', focus: 'one', runs: [0, 'x'], mark: ['5ms', 'soon'] });
  assert.deepEqual((await readFigure(page + '?t=1ms&t=2ms')), { figure: { figure: 1, t: '2ms' }, instead: null, dropped: [{ part: 't=1ms', why: 'It is given twice; the last one counts.' }] });
});

test('a huge option is dropped, and so is what comes after hundreds', async () => {
  const { figure, dropped } = await readFigure(page + '?t=1ms&title=' + 'x'.repeat(900_000));
  assert.deepEqual(figure, { figure: 1, t: '1ms' });
  assert.equal(dropped[0].part.length, 80);
  assert.ok((await readFigure(page + '?' + 'set=x&'.repeat(5000))).dropped.length <= 12);
});

test('what is packed is not trusted', async () => {
  const part = async hash => (await readFigure(page + hash)).dropped.map(({ why }) => why).join();
  assert.match(await part(packed('f', '[' + ' '.repeat(60e6))), /272 KiB/);
  assert.match(await part(packed('s', '[' + ' '.repeat(60e6))), /256 KiB/);
  assert.match(await part(packed('f', '{"__proto__": {}}')), /__proto__/);
  assert.match(await part(packed('f', '[]')), /not an object/);
  assert.match(await part(packed('f', '{')), /not JSON/);
  assert.match(await part(packed('f', JSON.stringify({ a: 1 })).slice(0, -4)), /damaged/);
  assert.match(await part('#f=2.abc'), /of this version/);
  assert.match(await part('#s=1.' + 'a'.repeat(140_000)), /too long/);
  const deep = '{"a":'.repeat(70) + '1' + '}'.repeat(70);
  assert.match(await part(packed('f', deep)), /levels/);
  assert.throws(() => figureOf('{"constructor": 1}'));
});

test('the options of the page are not those of the figure', () => {
  const options = readOptions(page + '?scenario=x&activate=now&play=2&lang=de&parent=https://a.example&title=T&colour=red');
  assert.equal(options.activate, 'now');
  assert.equal(options.lang, 'de');
  assert.equal(options.parent, 'https://a.example');
  assert.deepEqual(options.dropped.map(({ part }) => part), ['play=2', 'colour=red']);
});
