// Runs the programs of ./programs under the Node that runs this script, and writes their output beside them, with the
// exit code as the last line. `--check` writes nothing, and fails if a recording differs from Node's current output.
//
//   node tests/quickjs/record.mjs [--check]

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const check = process.argv.includes('--check');
if (!process.version.startsWith('v20.')) {
  console.error(`The recordings are Node 20's; this is ${process.version}.`);
  process.exit(2);
}
const folder = new URL('./programs/', import.meta.url);
let wrong = 0;
for (const name of readdirSync(folder).sort()) {
  if (!/\.[cm]js$/.test(name)) continue;
  const run = spawnSync(process.execPath, [new URL(name, folder).pathname], { encoding: 'utf8', timeout: 20000, env: { ...process.env, TZ: 'UTC' } });
  const text = `${run.stdout}exit code ${run.status}\n`;
  const out = new URL(name.replace(/\.[cm]js$/, '.out'), folder);
  if (check) {
    if (readFileSync(out, 'utf8') === text) continue;
    wrong++;
    console.error(`${name}: not as recorded`);
  } else {
    writeFileSync(out, text);
  }
}
process.exit(wrong ? 1 : 0);
