#!/usr/bin/env node
// Usage: node tests/bench/open_million.mjs [EVENTS]
//
// Measures how long the page takes from a file of a million Chrome trace events to the picture, and how long speedscope (the
// npm package in tests/browser) takes with the same file in the same browser. Prints seconds; it is not a test.

import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openLab, settled, startBrowser } from '../browser/support.mjs';

const events = Number(process.argv[2] ?? 1_000_000);
const speedscope = join(dirname(createRequire(new URL('../browser/', import.meta.url)).resolve('speedscope/package.json')), 'dist/release');
const folder = mkdtempSync(join(tmpdir(), 'interleave-'));
const path = join(folder, 'million.json');

// Nested slices on eight threads, in a form that both programs read.
function write() {
  const names = ['RunTask', 'FunctionCall', 'v8.compile', 'Layout', 'UpdateLayerTree', 'Paint', 'EvaluateScript', 'Commit'];
  const lines = [];
  let seed = 1;
  const draw = n => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) % n;
  const now = Array(8).fill(0);
  for (let i = 0; i < events; i += 2) {
    const thread = draw(8);
    const at = now[thread] += 20 + draw(300);
    const length = 10 + draw(200);
    now[thread] += length;
    const place = `"pid":1,"tid":${thread + 1},"cat":"devtools.timeline"`;
    lines.push(`{"ph":"X",${place},"ts":${at}.25,"dur":${length},"name":"${names[draw(8)]}","args":{"data":{"frame":"${i}"}}}`,
               `{"ph":"X",${place},"ts":${at + 2}.5,"dur":${length >> 1},"name":"${names[draw(8)]}","args":{}}`);
  }
  writeFileSync(path, `{"traceEvents":[\n${lines.join(',\n')}\n]}`);
}

write();
console.log(`${events.toLocaleString('en')} events, ${(statSync(path).size / 1e6).toFixed(0)} MB`);
const site = await startBrowser();
const { page, close } = await openLab(site, 'lab/');
let began = performance.now();
await page.locator('#file').setInputFiles(path);
await page.waitForFunction(() => interleaveLab.state.recording, null, { timeout: 300_000, polling: 20 });
await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
console.log(`interleave  ${((performance.now() - began) / 1000).toFixed(2)} s`);
await settled(page);
if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT });
await close().catch(error => console.warn(error.message));

const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 } });
const other = await context.newPage();
await other.goto(pathToFileURL(join(speedscope, 'index.html')).href);
began = performance.now();
await other.locator('input[type=file]').setInputFiles(path);
const shown = await other.getByText(/\(1\/\d+\)/).waitFor({ timeout: 300_000 }).then(() => true, () => false);
console.log(shown ? `speedscope  ${((performance.now() - began) / 1000).toFixed(2)} s` : 'speedscope  not within 5 minutes');
await context.close();
await site.close();
rmSync(folder, { recursive: true });
