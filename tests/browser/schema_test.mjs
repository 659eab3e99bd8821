// The published schema and the files agree.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { cli } from './support.mjs';

const folder = new URL('../../web/scenarios/', import.meta.url);
const schema = JSON.parse(cli('schema'));
const names = (await readdir(folder)).filter(name => name.endsWith('.json'));

test('the schema is a schema', () => {
  assert.ok(new Ajv2020({ strict: false }).validateSchema(schema));
});

for (const name of names) {
  test(`${name} follows it`, async () => {
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);
    const valid = validate(JSON.parse(await readFile(new URL(name, folder), 'utf8')));
    assert.ok(valid, JSON.stringify(validate.errors, null, 2));
  });
}

test('it refuses what the reader refuses', () => {
  const validate = new Ajv2020({ strict: false }).compile(schema);
  const good = { version: 1, programs: { a: [{ compute: '1ms' }] }, work: [{ run: 'a', count: 1 }] };
  assert.ok(validate(good), JSON.stringify(validate.errors));
  for (const change of [{ version: 2 }, { machine: { cores: 0 } }, { machine: { coers: 1 } }, { strategy: { kind: 'magic' } }, { programs: { a: [{ compute: 'long' }] } }]) {
    assert.ok(!validate({ ...good, ...change }), JSON.stringify(change));
  }
});

const figures = JSON.parse(cli('schema', 'figure'));

test('the schema of figures is a schema, and accepts and refuses what the reader does', () => {
  const ajv = new Ajv2020({ strict: false });
  assert.ok(ajv.validateSchema(figures), JSON.stringify(ajv.errors));
  const validate = ajv.compile(figures);
  const good = { figure: 1, scenario: 'typing-and-music' };
  const scenario = { version: 1, programs: { a: [{ compute: '1ms' }] }, work: [{ run: 'a', count: 1 }] };
  for (const change of [{}, { scenario }, { set: { 'machine.cores': 4, seed: '2' } }, { runs: [0, 2] }, { knobs: [] }, { t: '21.4ms' }, { mark: ['5ms'] },
    { numbers: ['missed', 'latency:music'] }, { ask: 'missed' }, { ask: { text: 'Why?', choices: ['a', 'b'], right: 1 } }, { theme: 'dark', engine: 1 }, { 'x-note': [] }])
    assert.ok(validate({ ...good, ...change }), JSON.stringify([change, validate.errors]));
  for (const change of [{ figure: 2 }, { scenario: 'No Name' }, { scenario: 5 }, { scenario: {} }, { colour: 'red' }, { set: { a: null } }, { set: [] }, { runs: ['x'] }, { lanes: [] },
    { show: ['all'] }, { knobs: ['a', 'b', 'c', 'd'] }, { t: 'soon' }, { t: 5 }, { mark: '5ms' }, { ask: { number: 5 } }, { ask: { text: 'x', right: 'y' } }, { theme: 'blue' }, { engine: 0 },
    { title: 'x'.repeat(201) }])
    assert.ok(!validate({ ...good, ...change }), JSON.stringify(change));
});
