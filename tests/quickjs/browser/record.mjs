// Runs the programs of this folder in headless Chromium, and writes the lines that they print beside them. A program that
// does not print the same in each of five runs is not recorded.
//
//   node tests/quickjs/browser/record.mjs [NAME...]
//
// CHROMIUM names another browser than /usr/bin/chromium.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '../../browser/node_modules/playwright-core/index.mjs';
import { launchOptions } from '../../browser/support.mjs';
import { linesInChromium } from './chromium.mjs';

const folder = new URL('./', import.meta.url);
const runs = Number(process.env.RUNS ?? 5);
const wanted = process.argv.slice(2);
const browser = await chromium.launch(launchOptions);
console.log(`Chromium ${browser.version()}`);
let unsteady = 0;
for (const file of readdirSync(folder).sort()) {
  if (!file.endsWith('.browser.js')) continue;
  const name = file.slice(0, -'.browser.js'.length);
  if (wanted.length && !wanted.includes(name)) continue;
  const program = readFileSync(new URL(file, folder), 'utf8');
  const outputs = new Set();
  let enough = Infinity;
  for (let run = 0; run < runs; ++run) {
    const lines = await linesInChromium(browser, program, { enough });
    enough = lines.length;
    outputs.add(lines.map(line => line + '\n').join(''));
  }
  if (outputs.size === 1) {
    writeFileSync(new URL(`${name}.out`, folder), [...outputs][0]);
    continue;
  }
  unsteady += 1;
  console.log(`${name}: ${outputs.size} different outputs in ${runs} runs`);
  for (const output of outputs) console.log(output.replaceAll(/^/gm, '    '));
}
await browser.close();
process.exitCode = unsteady ? 1 : 0;
