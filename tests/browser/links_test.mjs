// Links, scenario texts and files: what is valid is used, what is not is named, and nothing is lost.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { finishes, openLab, startBrowser, state } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

const packed = text => '#s=1.' + deflateRawSync(text).toString('base64url');
const notices = page => page.locator('.notice li').allTextContents();
const asDelivered = ['148.0', '96.0', '48.0'];

// One task of 3 ms, alone: done at 3 ms.
const small = JSON.stringify({
  version: 1, title: 'Small', machine: { cores: 1 }, programs: { job: [{ compute: '3ms' }] },
  work: [{ run: 'job', count: 1 }], strategy: { kind: 'one-at-a-time' },
});

const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };
async function copied(page) {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.locator('#share').click();
  await page.getByRole('tab', { name: 'Link' }).click();
  await page.locator('.qr').waitFor();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.waitForFunction(async () => await navigator.clipboard.readText() !== '');
  await page.keyboard.press('Escape');
  return page.evaluate(() => navigator.clipboard.readText());
}

// Without the version of the engine, which every link says.
function searchOf(link) {
  assert.match(link, /[?&]engine=\d+/);
  return new URL(link).search.replace(/&engine=\d+/, '');
}

test('a link names a scenario, settings, a moment and a view', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=waiting-on-the-database&set=strategy.threads:8&t=21.4ms&from=10ms&to=50ms');
  assert.equal((await finishes(page))[0], '84.0');
  const { playhead_ns, begin_ns, end_ns } = await state(page);
  assert.deepEqual([playhead_ns, begin_ns, end_ns], [21.4e6, 10e6, 50e6]);
  assert.deepEqual(await notices(page), []);
  await close();
});

test('a link names a bar, a range and marks, and Share writes them again', async () => {
  const link = 'lab/?scenario=waiting-on-the-database&t=21.4ms&sel=0:5&range=10ms-20ms&mark=5ms&mark=30ms';
  const { page, close } = await openLab(site, link, clipboard);
  const { selection, range, marks, playhead_ns } = await state(page);
  assert.deepEqual(selection, { pane: 0, span: 5 });
  assert.deepEqual(range, { begin_ns: 10e6, end_ns: 20e6 });
  assert.deepEqual(marks, [5e6, 30e6]);
  assert.equal(playhead_ns, 21.4e6);
  assert.deepEqual(await notices(page), []);
  assert.equal(searchOf(await copied(page)), new URL(link, 'http://x/').search);
  await page.goto(new URL('?scenario=waiting-on-the-database&sel=0:99999999&sel=x&range=20ms-10ms&range=5ms&mark=soon&mark=1ms', page.url()).href);
  await page.locator('body.ready').waitFor();
  const listed = (await notices(page)).join('\n');
  for (const part of ['sel=0:99999999', 'sel=x', 'range=20ms-10ms', 'range=5ms', 'mark=soon']) assert.ok(listed.includes(part), `${part} in\n${listed}`);
  assert.deepEqual((await state(page)).marks, [1e6]);
  assert.equal((await state(page)).selection, null);
  await close();
});

// The cores run two tasks each until 4 ms; the first ones come back from the database at 22 ms.
test('a link names a gap: the panel says why nothing runs there, and Share names it again', async () => {
  const link = 'lab/?scenario=waiting-on-the-database&t=15ms&sel=0:core:0:15000000ns';
  const { page, close } = await openLab(site, link, clipboard);
  const { selection, gap, sel } = await state(page);
  assert.equal(selection, null);
  assert.deepEqual(gap, { pane: 0, at_ns: 15e6, begin_ns: 4e6, end_ns: 22e6 });
  assert.equal(sel, '0:core:0:15000000ns');
  assert.match(await page.locator('.why .reason').textContent(), /^Core 1 is idle: no thread is ready\./);
  assert.deepEqual(await notices(page), []);
  assert.equal(searchOf(await copied(page)), new URL(link, 'http://x/').search);
  await page.goto(new URL('?scenario=waiting-on-the-database&sel=0:core:0:1000000ns', page.url()).href);  // a bar is there
  await page.locator('body.ready').waitFor();
  assert.match((await notices(page)).join('\n'), /sel=0:core:0:1000000ns/);
  assert.equal((await state(page)).gap, null);
  await close();
});

test('a link holds a whole scenario', async () => {
  const { page, close } = await openLab(site, 'lab/' + packed(small));
  assert.deepEqual(await finishes(page), ['3.0']);
  assert.equal(await page.locator('#picker').textContent(), 'Small');
  await close();
});

test('bad parts are dropped one by one and listed; the good ones work', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=waiting-on-the-database&set=strategy.threads:8&set=machine.cores:lots&set=nonsense&t=soon&colour=red&from=9ms#s=1.!!');
  assert.equal((await finishes(page))[0], '84.0');
  const listed = (await notices(page)).join('\n');
  for (const part of ['machine.cores:lots', 'set=nonsense', 't=soon', 'colour=red', 'from', '#s=1.!!']) assert.ok(listed.includes(part), `${part} in\n${listed}`);
  assert.ok(!listed.includes('strategy.threads'));
  await page.getByRole('button', { name: 'Close this notice' }).click();
  assert.deepEqual(await notices(page), []);
  await close();
});

test('an unknown scenario is named and the first one shown', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=no-such-thing');
  assert.match((await notices(page)).join(), /no-such-thing/);
  assert.deepEqual(await finishes(page), asDelivered);
  await close();
});

test('a small link that hides a gigabyte is cut off', async () => {
  const { page, close } = await openLab(site, 'lab/' + packed('[' + ' '.repeat(60e6)));
  assert.match((await notices(page)).join(), /256 KiB/);
  assert.deepEqual(await finishes(page), asDelivered);
  await close();
});

test('what Share copies leads to the same place', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=waiting-on-the-database&set=strategy.threads:8&t=21.4ms', clipboard);
  const link = await copied(page);
  assert.equal(searchOf(link), '?scenario=waiting-on-the-database&set=strategy.threads:8&t=21.4ms');

  await page.locator('[aria-label="Strategies shown"] .chip', { hasText: /one at a time/i }).click();
  const long = await copied(page);
  assert.match(new URL(long).hash, /^#s=1\./);
  const text = await page.evaluate(() => interleaveLab.model.scenario());
  await page.goto(long);
  await page.reload();
  await page.locator('body.ready').waitFor();
  assert.equal(await page.evaluate(() => interleaveLab.model.scenario()), text);
  assert.deepEqual(await finishes(page), ['84.0', '96.0', '48.0', '576.0']);
  await close();
});

test('a text with a mistake shows line and column and changes nothing; a good one is taken', async () => {
  const { page, close } = await openLab(site);
  await page.locator('#more').click();
  await page.getByRole('button', { name: 'Edit the scenario' }).click();
  const area = page.locator('dialog.wide:not(.work-dialog, .step-dialog) textarea');
  assert.match(await area.inputValue(), /"thread-pool"/);

  await area.fill('{\n  "version": 1,\n  "machine": { "coers": 2 }\n}');
  await page.getByRole('button', { name: 'Apply' }).click();
  assert.match(await page.locator('dialog[open] .text-error').textContent(), /^3:\d+: .*coers/);
  assert.equal(await page.locator('.gutter mark').textContent(), '3');
  assert.equal(await area.getAttribute('aria-invalid'), 'true');
  assert.deepEqual(await finishes(page), asDelivered);

  await area.fill(small);
  await page.getByRole('button', { name: 'Apply' }).click();
  assert.ok(!(await page.locator('dialog.wide:not(.work-dialog, .step-dialog)').isVisible()));
  assert.deepEqual(await finishes(page), ['3.0']);
  await close();
});

test('a file is opened, a bad one is shown with its mistake', async () => {
  const { page, close } = await openLab(site);
  await page.locator('input[type=file]').setInputFiles({ name: 'small.json', mimeType: 'application/json', buffer: Buffer.from(small) });
  await page.waitForFunction(() => interleaveLab.state.title === 'Small');
  assert.deepEqual(await finishes(page), ['3.0']);
  await page.locator('input[type=file]').setInputFiles({ name: 'bad.json', mimeType: 'application/json', buffer: Buffer.from('{"version": 1,,}') });
  await page.locator('dialog.wide:not(.work-dialog, .step-dialog)').waitFor();
  assert.match(await page.locator('dialog[open] .text-error').textContent(), /^1:15: /);
  assert.deepEqual(await finishes(page), ['3.0']);
  await close();
});

test('a dropped file is opened', async () => {
  const { page, close } = await openLab(site);
  await page.evaluate(text => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'small.json', { type: 'application/json' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, small);
  await page.waitForFunction(() => interleaveLab.state.title === 'Small');
  await close();
});

test('names in a scenario are text, never markup', async () => {
  const hostile = small.replace('Small', '<img src=x onerror=alert(1)>').replaceAll('job', '<b>job');
  const { page, close } = await openLab(site, 'lab/' + packed(hostile));
  assert.equal(await page.locator('img[src="x"], img[onerror], b:has-text("job")').count(), 0);
  assert.match(await page.locator('#picker').textContent(), /<img src=x/);
  await close();
});

test('the picture is saved as SVG', async () => {
  const { page, close } = await openLab(site);
  await page.locator('#more').click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the picture (SVG)' }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), 'waiting-on-the-database.svg');
  let text = '';
  for await (const chunk of await file.createReadStream()) text += chunk;
  assert.match(text, /^(<\?xml[^>]*>\s*)?<svg/);
  assert.match(text, /Core 1/);
  await close();
});
