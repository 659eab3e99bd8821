// Usage: node tests/browser/run.mjs [--workers N] FILE...      runs test files in Chromium, N at a time (2)
//
// Each worker has its own Chromium, and takes the next file when it has finished one. The pages draw in software, so a
// test may not wait long enough if another one draws at the same time: a file that fails is run again alone at the end,
// and only this second run counts. The last lines say which files failed, and which ones failed only beside another.

import { spawn } from 'node:child_process';
import { chromium } from 'playwright-core';
import { launchOptions } from './support.mjs';

const words = process.argv.slice(2);
const workers = words[0] === '--workers' ? Math.max(1, Number(words.splice(0, 2)[1])) : 2;
const started = Date.now();

// Runs a file, and resolves to {file, code, text, seconds}.
function run(file, endpoint) {
  return new Promise(resolve => {
    const began = Date.now();
    const pieces = [];
    const test = spawn(process.execPath, ['--test', '--test-reporter=spec', '--test-concurrency=1', file],
                       { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, BROWSER_ENDPOINT: endpoint } });
    for (const stream of [test.stdout, test.stderr]) stream.on('data', piece => pieces.push(piece));
    test.on('close', code => resolve({ file, code: code ?? 1, text: String(Buffer.concat(pieces)), seconds: (Date.now() - began) / 1000 }));
  });
}

function show({ file, text, seconds }) {
  process.stdout.write(`--- ${file}, ${seconds.toFixed(0)} s\n${text}\n`);
}

// Runs the remaining files of the list in one Chromium.
async function work(list, results) {
  const browser = await chromium.launchServer(launchOptions);
  for (let file; (file = list.shift());) {
    const result = await run(file, browser.wsEndpoint());
    show(result);
    results.push(result);
  }
  await browser.close();
}

const first = [];
const list = [...words];
await Promise.all(Array.from({ length: Math.min(workers, words.length) }, () => work(list, first)));

const suspects = first.filter(({ code }) => code !== 0).map(({ file }) => file);
const again = [];
if (workers > 1 && suspects.length > 0) {
  console.log(`Again, one at a time: ${suspects.join(' ')}\n`);
  await work([...suspects], again);
}
const failed = (workers > 1 ? again : first).filter(({ code }) => code !== 0).map(({ file }) => file);
const shaky = suspects.filter(file => !failed.includes(file));

const slowest = first.sort((a, b) => b.seconds - a.seconds).slice(0, 10);
console.log(`the slowest: ${slowest.map(({ file, seconds }) => `${file.split('/').pop()} ${seconds.toFixed(0)} s`).join(', ')}`);
if (shaky.length > 0) console.log(`failed only beside another file: ${shaky.join(' ')}`);
console.log(`${words.length} files in ${((Date.now() - started) / 1000).toFixed(0)} s, ${failed.length === 0 ? 'none failed' : `FAILED: ${failed.join(' ')}`}`);
process.exitCode = words.length === 0 || failed.length > 0 || first.length !== words.length ? 1 : 0;
