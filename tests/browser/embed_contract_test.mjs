// The written contract of the element and of the messages is what they really are: types, manifest, tables, sizes.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { course, frameOf, script, startCourse } from './embed_support.mjs';

let host;
before(async () => { host = await startCourse(); });
after(() => host?.close());

const source = path => readFile(new URL(`../../web/${path}`, import.meta.url), 'utf8');
const protocol = JSON.parse(await source('core/protocol-1.json'));
const manifest = JSON.parse(await source('v1/custom-elements.json')).modules[0].declarations[0];
const types = await source('v1/interleave-figure.d.ts');
const docs = await readFile(new URL('../../docs/embedding.md', import.meta.url), 'utf8');

test('the element is at most 6 kB, packed, and imports nothing', async () => {
  const packed = await readFile(`${host.build}/site/v1/interleave-figure.js`);
  assert.ok(gzipSync(packed, { level: 9 }).length <= 6000, `${gzipSync(packed).length}`);
  assert.doesNotMatch(packed.toString(), /(^|[;}\n])(import|export \* from|export\{[^}]*\}from)\b(?!\.meta)|\bimport\(/);
});

// What the class really has.
const real = page => page.evaluate(() => {
  const { prototype, observedAttributes } = customElements.get('interleave-figure');
  const members = Object.entries(Object.getOwnPropertyDescriptors(prototype));
  return {
    attributes: observedAttributes,
    methods: members.filter(([name, { value }]) => typeof value === 'function' && !/constructor|Callback$/.test(name)).map(([name]) => name),
    fields: members.filter(([, { get }]) => get).map(([name, { set }]) => [name, !set]),
  };
});

test('the manifest and the types name what the element has', async () => {
  const { page, close } = await host.open(script + '<interleave-figure scenario="typing-and-music" title="Music"></interleave-figure>');
  await frameOf(page);
  const { attributes, methods, fields } = await real(page);
  const sorted = list => list.toSorted();
  assert.deepEqual(sorted(manifest.attributes.map(({ name }) => name)), sorted(attributes));
  assert.deepEqual(sorted(manifest.members.filter(({ kind }) => kind === 'method').map(({ name }) => name)), sorted(methods));
  assert.deepEqual(sorted(manifest.members.filter(({ kind }) => kind === 'field').map(({ name, readonly }) => `${name} ${Boolean(readonly)}`)), sorted(fields.map(([name, readonly]) => `${name} ${readonly}`)));
  assert.deepEqual(sorted(manifest.events.map(({ name }) => name)), sorted(Object.keys(protocol.events).map(name => `interleave-${name}`)));
  assert.deepEqual(sorted(methods.filter(name => name !== 'focus')), sorted(Object.keys(protocol.methods)));
  const declared = /export class InterleaveFigure[^]*?\n}/.exec(types)[0];
  for (const name of methods) if (name !== 'focus') assert.match(declared, new RegExp(`\\n  ${name}\\(`), name);
  for (const [name, readonly] of fields) assert.match(declared, new RegExp(`\\n  ${readonly ? 'readonly ' : ''}${name}: `), name);
  for (const name of Object.keys(protocol.events)) assert.match(types, new RegExp(`'interleave-${name}': `), name);
  for (const code of protocol.errors) assert.match(types, new RegExp(`'${code}'`), code);
  await close();
});

test('every event is one that the element knows', async () => {
  const element = await source('v1/interleave-figure.js');
  const [, list] = /const events = \[([^\]]*)\]/.exec(element);
  assert.deepEqual([...list.matchAll(/'([a-z]+)'/g)].map(([, name]) => name).toSorted(), Object.keys(protocol.events).toSorted());
});

test('the options of an address are the attributes of the element', async () => {
  const figure = await import('../../web/core/figure.js').catch(() => null);
  const element = await source('v1/interleave-figure.js');
  const options = [.../const options = \[([^\]]*)\]/.exec(element)[1].matchAll(/'([a-z]+)'/g)].map(([, name]) => name);
  const page = ['activate', 'lang', 'links', 'parent', 'play', 'resize'];
  const keys = figure ? Object.keys(figure.keys) : options.filter(name => !page.includes(name)).concat('title');
  assert.deepEqual([...options, 'title'].toSorted(), [...keys, ...page].toSorted());
});

test('the documentation has the tables that are made from the list', async () => {
  const { tables } = await import('../../tools/site/protocol_tables.mjs');
  for (const [name, text] of Object.entries(tables(protocol, manifest))) {
    const [, found] = new RegExp(`<!-- ${name} -->\\n([^]*?)<!-- end -->`).exec(docs) ?? [];
    assert.equal(found, text, `docs/embedding.md: ${name}; node tools/site/protocol_tables.mjs renews it`);
  }
});

test('the frame answers with the list', async () => {
  const { page, close } = await host.open(course([`<iframe src="{site}v1/embed.html?scenario=typing-and-music" title="Music" width="600" height="300"></iframe>`]));
  await frameOf(page);
  const connected = await page.evaluate(() => new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    document.querySelector('iframe').contentWindow.postMessage({ interleave: 1, type: 'connect', id: 'contract-test' }, '*', [port2]);
  }));
  assert.deepEqual(connected, { type: 'connected', protocol: 1, methods: Object.keys(protocol.methods), events: Object.keys(protocol.events) });
  await close();
});
