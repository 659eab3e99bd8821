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
