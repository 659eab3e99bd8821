// Usage: node long-queues.mjs FILE     records what Chromium does for a page that makes garbage and draws, and cuts
// the recording. The counters show how many tasks wait in the queues of its threads.

import { createRequire } from 'node:module';
import { readFile, writeFile } from 'node:fs/promises';

const { chromium } = createRequire(new URL('../browser/', import.meta.url))('playwright-core');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
await page.setContent('<p>one</p>');
const path = process.argv[2];
await browser.startTracing(page, { path, screenshots: false, categories: ['-*', 'disabled-by-default-sequence_manager', 'disabled-by-default-v8.gc', 'cc', 'benchmark', 'devtools.timeline'] });
await page.evaluate(() => new Promise(done => {
  let steps = 0;
  const kept = [];
  const step = () => {
    for (let i = 0; i < 20_000; i++) kept.push({ text: 'x' + i });
    document.body.innerHTML = Array.from({ length: 40 }, (_, i) => `<p>${i * steps}</p>`).join('');
    if (++steps < 6) return setTimeout(step, 5);
    done();
  };
  step();
}));
await browser.stopTracing();
await browser.close();

// Keeps these of the renderer and the GPU process: asynchronous operations, counters, and slices of 0.1 ms or more, without
// their arguments.
const { traceEvents } = JSON.parse(await readFile(path, 'utf8'));
const browserProcess = traceEvents.find(({ ph, name, args }) => ph === 'M' && name === 'process_name' && args.name === 'Browser').pid;
const happens = traceEvents.filter(({ ph, pid, dur }) => pid !== browserProcess && ('bneC'.includes(ph) || (ph === 'X' && dur >= 100)));
const processes = new Set(happens.map(({ pid }) => pid)), threads = new Set(happens.map(({ pid, tid }) => `${pid} ${tid}`));
const names = traceEvents.filter(({ ph, name, pid, tid }) => ph === 'M' && ((name === 'process_name' && processes.has(pid)) || (name === 'thread_name' && threads.has(`${pid} ${tid}`))));
const lines = [...names, ...happens].map(({ ph, pid, tid, ts, dur, name, cat, id, id2, scope, args }) =>
  JSON.stringify({ ph, pid, tid, ts, dur, name, cat: ph === 'M' ? undefined : cat, id, id2, scope, args: ph === 'C' || ph === 'M' ? args : undefined }));
await writeFile(path, `[\n${lines.join(',\n')}\n]\n`);
