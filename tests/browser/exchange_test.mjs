// Files out and recordings in, from the page.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import Ajv from 'ajv';
import { PNG } from 'pngjs';
import { choose, chosen, cli, openLab, openPage, settled, startBrowser, state } from './support.mjs';

const traces = fileURLToPath(new URL('../traces/', import.meta.url));
const speedscope = join(dirname(createRequire(import.meta.url).resolve('speedscope/package.json')), 'dist/release');
const folder = mkdtempSync(join(tmpdir(), 'interleave-'));
const scenario = 'two-restaurants';

let site;
before(async () => { site = await startBrowser(); });
after(async () => {
  await site?.close();
  rmSync(folder, { recursive: true });
});

async function saved(page, label) {
  await page.locator('#more').click();
  const download = page.waitForEvent('download');
  await page.locator('.menu:popover-open').getByRole('button', { name: label, exact: true }).click();
  const file = await download;
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return { name: file.suggestedFilename(), bytes: readFileSync(path) };
}

test('each format is a download, the same that the command line writes', async () => {
  const { page, close } = await openLab(site, `lab/?scenario=${scenario}`);
  const formats = await page.evaluate(() => interleaveLab.model.formats());
  const labels = await page.evaluate(() => interleaveLab.commands.filter(({ id }) => id.startsWith('export-')).map(({ id, label }) => [id.slice(7), label]));
  assert.deepEqual(labels.map(([id]) => id), formats.map(({ id }) => id));
  for (const [id, label] of labels) {
    const { name, bytes } = await saved(page, label);
    assert.equal(name, scenario + formats.find(format => format.id === id).ending);
    assert.equal(bytes.toString(), cli('export', scenario, '-o', '-', '--as', id), id);
  }
  await close();
});

test('PNG pictures are one to three times as large as the drawing', async () => {
  const { page, close } = await openLab(site, `lab/?scenario=${scenario}`);
  const size = /width="([0-9.]+)" height="([0-9.]+)"/.exec(await page.evaluate(() => interleaveLab.model.svg()));
  for (const scale of [1, 2, 3]) {
    const { name, bytes } = await saved(page, `Save the picture (PNG, ${scale}×)`);
    assert.equal(name, `${scenario}-${scale}x.png`);
    const picture = PNG.sync.read(bytes);
    assert.ok(Math.abs(picture.width - size[1] * scale) <= scale, `${picture.width} for ${size[1]}`);
    assert.ok(Math.abs(picture.height - size[2] * scale) <= scale);
    const colours = new Set();
    for (let i = 0; i < picture.data.length; i += 4 * 97) colours.add(picture.data.readUInt32BE(i));
    assert.ok(colours.size > 10, `${colours.size} colours`);
  }
  await close();
});

test('speedscope profiles match its schema, and it opens them', async () => {
  const schema = JSON.parse(readFileSync(join(speedscope, 'file-format-schema.json'), 'utf8'));
  const valid = new Ajv({ strict: false }).compile(schema);
  for (const id of ['two-restaurants', 'typing-and-music', 'work-stealing', 'timeout-promise-tick']) {
    const profile = JSON.parse(cli('export', id, '-o', '-', '--as', 'speedscope'));
    assert.ok(valid(profile), `${id}: ${JSON.stringify(valid.errors)}`);
  }
  const path = join(folder, 'run.speedscope.json');
  writeFileSync(path, cli('export', scenario, '-o', '-', '--as', 'speedscope'));
  const context = await site.browser.newContext({ viewport: { width: 1200, height: 800 } });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', error => faults.push(error.message));
  page.on('dialog', dialog => { faults.push(dialog.message()); dialog.dismiss(); });
  // It has inline styles, which our server's policy forbids.
  await page.goto(pathToFileURL(join(speedscope, 'index.html')).href);
  await page.locator('input[type=file]').setInputFiles(path);
  // Its toolbar names the profile and counts all of them: the lanes that have bars.
  const lanes = JSON.parse(readFileSync(path)).profiles;
  await page.getByText(`${lanes[0].name} (1/${lanes.length})`).waitFor({ timeout: 30_000 });
  assert.deepEqual(faults, []);
  await context.close();
});

test('a recording of Node is opened, explained and exported; another file shows what is wrong with it', async () => {
  const { page, close } = await openLab(site, 'lab/');
  await page.locator('input[type=file]').setInputFiles(traces + 'node-two-hashes.json');
  await page.waitForFunction(() => interleaveLab.state.recording);
  await settled(page);
  const now = await state(page);
  assert.equal(now.title, 'node-two-hashes.json');
  assert.equal(now.can_undo, true);  // it leads back to the scenario
  assert.match(await page.locator('.about').textContent(), /^Chrome trace, 57 events\./);
  const rows = await page.evaluate(() => interleaveLab.model.layout().panes[0].rows.map(row => row.label));
  assert.ok(rows.includes('JavaScriptMainThread'), rows.join());
  assert.deepEqual(rows.filter(label => label.includes(', depth')), ['JavaScriptMainThread, depth 1']);
  // The main thread and its nested slices, two threads of the pool that hash, and asynchronous operations: the
  // environment, files, two hashes.
  assert.deepEqual(rows.filter(label => !/^JavaScript|^thread/.test(label)), ['Environment', 'node.fs.async', 'crypto', 'crypto 2']);
  assert.equal(rows.length, 8);
  const table = cli('trace', traces + 'node-two-hashes.json', '--format', 'json');
  assert.deepEqual((await page.evaluate(() => interleaveLab.results.variants[0].levels)), JSON.parse(table).variants[0].levels);
  await page.locator('#share').click();
  await page.getByRole('tab', { name: 'Link' }).click();
  await page.getByText('A recording does not fit into a link.').waitFor();
  await page.keyboard.press('Escape');

  const broken = join(folder, 'broken.json');
  writeFileSync(broken, '{"traceEvents":\n7}');
  await page.locator('input[type=file]').setInputFiles(broken);
  await page.getByText('“broken.json” cannot be opened: line 2, column 1: traceEvents must be an array').waitFor();
  assert.equal((await state(page)).title, 'node-two-hashes.json');  // what was shown stays

  await choose(page, scenario);
  assert.equal((await state(page)).recording, false);
  await page.evaluate(() => interleaveLab.run('undo'));  // it leads back to the recording
  assert.equal((await state(page)).title, 'node-two-hashes.json');
  assert.equal((await state(page)).recording, true);
  assert.match(await page.locator('.about').textContent(), /^Chrome trace, 57 events\./);
  await page.evaluate(() => interleaveLab.run('undo'));
  assert.match(await page.locator('.about').textContent(), /^Each request computes for 2 ms/);
  assert.equal(await chosen(page), 'waiting-on-the-database');
  await close();
});

test('a dropped scheduler trace shows cores, and why a thread is ready', async () => {
  const { page, close } = await openPage(site, 'lab/');
  await page.locator('body.ready').waitFor();
  const text = readFileSync(traces + 'three-threads.ftrace.txt', 'utf8');
  await page.evaluate(text => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'three-threads.ftrace.txt'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, text);
  await page.waitForFunction(() => interleaveLab.state.recording);
  const rows = await page.evaluate(() => interleaveLab.model.layout().panes[0].rows.map(row => row.label));
  assert.deepEqual(rows, ['Core 1', 'Core 2', 'producer 11', 'consumer 12', 'writer: a, b 13']);
  await page.evaluate(() => interleaveLab.act(() => interleaveLab.model.seek(250_000)));
  await page.waitForFunction(() => /preempted/.test(interleaveLab.panels.reason.sentence.join('')));
  assert.equal(await page.locator('.reason').textContent(),
               'producer 11 was preempted by writer: a, b 13, which took core 1, and is ready for 80.0 µs.');
  await close();
});
