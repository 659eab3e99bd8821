// The programs that the page "Your program" offers (web/core/programs.js). What each prints was worked out by hand from the
// rules of Node.js and of browsers; here the real Node.js is asked, too. Lines whose order is open in the real runtime are in an
// inner list. (busy and db are the simulation's; stand-ins for them compute and wait in real time.)

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { programs, runtimeOf } from '../../web/core/programs.js';
import { prints } from './programs_print.mjs';

const folder = fileURLToPath(new URL('../../web/programs/', import.meta.url));

let scratch;
let standIns;
before(() => {
  scratch = mkdtempSync(join(tmpdir(), 'programs-'));
  standIns = join(scratch, 'stand_ins.cjs');
  writeFileSync(standIns, `
    globalThis.busy = ms => { const end = performance.now() + ms; while (performance.now() < end); };
    globalThis.db = (name, ms) => new Promise(resolve => setTimeout(resolve, ms, name));
    globalThis.requestAnimationFrame = callback => setTimeout(callback, 17);
  `);
});
after(() => rmSync(scratch, { recursive: true, force: true }));

const run = file => new Promise(resolve => {
  const child = spawn(process.execPath, ['--require', standIns, join(folder, file)], { cwd: scratch });
  let out = '';
  let err = '';
  child.stdout.on('data', data => { out += data; });
  child.stderr.on('data', data => { err += data; });
  // A browser's page does not end by itself.
  if (runtimeOf(file) === 'browser') setTimeout(() => child.kill(), 2000);
  child.on('close', code => resolve({ lines: out.trimEnd().split('\n'), err, code }));
});

// Whether the lines are those of the table; a list of lists of it may come in any order.
export function fits(lines, table) {
  const expected = table.flatMap(one => (Array.isArray(one) ? one : [one]));
  if (lines.length !== expected.length) return false;
  let at = 0;
  for (const one of table) {
    const some = [one].flat();
    if (lines.slice(at, at + some.length).sort().join('\n') !== [...some].sort().join('\n')) return false;
    at += some.length;
  }
  return true;
}

test('every program is in the list, has a question and advice, and its output is known', () => {
  assert.deepEqual(readdirSync(folder).sort(), Object.keys(programs).sort());
  assert.deepEqual(Object.keys(prints).sort(), Object.keys(programs).sort());
  for (const { title, advice } of Object.values(programs)) assert.ok(title().endsWith('?') && advice().length > 20, title());
});

for (const file of Object.keys(programs)) {
  // A machine that does other work may be late for a timer by more than what is between two of them.
  test(`Node.js prints what ${file} is expected to print`, { timeout: 60_000 }, async () => {
    let last;
    for (let tries = 0; tries < 4; ++tries) {
      last = await run(file);
      if (fits(last.lines, prints[file].lines)) break;
    }
    assert.ok(fits(last.lines, prints[file].lines), last.lines.join('\n'));
    assert.equal(last.code ?? 0, prints[file].code ?? 0);
    if (prints[file].error) assert.match(last.err, prints[file].error);
    assert.ok(runtimeOf(file) === 'node' || prints[file].browser, 'a program for a browser names what is different there');
  });
}
