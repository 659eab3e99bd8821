// Times for people, without a page.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inColumn, momentText, unitFor, withUnit } from '../../web/core/units.js';

test('a column has one unit, but what would have no two digits left has its own', () => {
  const seconds = unitFor(3946.5e9);
  assert.equal(inColumn(3946.5e9, seconds), '3946.50');
  assert.equal(inColumn(0.12e9, seconds), '0.12');
  assert.equal(inColumn(9.118e6, seconds), '9.12 ms');
  assert.equal(inColumn(0, seconds), '0.00');
  assert.equal(inColumn(26e6, unitFor(148e6)), '26.0');
  assert.equal(inColumn(250e3, unitFor(148e6)), '250 µs');
  assert.equal(withUnit(9.118e6, seconds), '9.12 ms');
  assert.equal(withUnit(12.5e9, seconds), '12.50 s');
});

test('a moment has the digits that tell it from its neighbours', () => {
  assert.equal(momentText(67.5e6, 148e6, 148e6), '67.50 ms');
  assert.equal(momentText(2305.189123456e9, 3946e9, 3946e9), '2305.189 s');
  assert.equal(momentText(2305.189123456e9, 3946e9, 4e6), '2305.18912 s');
  assert.equal(momentText(2305.189123456e9, 3946e9, 100), '2305.189123456 s');
  assert.equal(momentText(12, 100, 100), '12.0 ns');
});
