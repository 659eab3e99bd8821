// The run as code, which tool, and the machines of the past, in the lab.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openLab, settled, startBrowser, state } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

const lines = page => page.locator('.sample-code [role="option"]').allTextContents();
const lit = page => page.locator('.sample-code [aria-current]').allTextContents();
const language = (page, name) => page.locator('.code-fold .tab', { hasText: new RegExp(`^${name.replaceAll('+', '\\+')}$`) }).click();

test('the run is shown as code in the language that is chosen', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=waiting-on-the-database');
  assert.ok((await lines(page)).includes('  await database.call();'));
  const first = { Python: '    database.call()', Java: '    database.call();', Kotlin: '    database.call()', Go: '\tdatabase.call()', 'C++': '    database.call();' };
  for (const [name, line] of Object.entries(first)) {
    await language(page, name);
    assert.ok((await lines(page)).includes(line), name);
    assert.equal(await page.locator('.code-fold .tab[aria-selected="true"]').textContent(), name);
  }
  // The third run is asynchronous.
  await page.locator('.outcome-table tbody button').nth(2).click();
  assert.ok((await lines(page)).some(line => line.includes('co_await database.call();')));
  await close();
});

// By hand: request 1 computes until 2 ms and waits for the database until 22 ms.
test('the line that the chosen task is on is lit, and follows the playhead', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=waiting-on-the-database');
  await language(page, 'Python');
  const call = page.locator('.sample-code [role="option"]').filter({ hasText: 'database.call()' });
  await call.click();
  assert.equal((await state(page)).playhead_ns, 2e6);
  assert.ok((await state(page)).selection);
  assert.deepEqual(await lit(page), ['    database.call()']);
  assert.match(await page.locator('.code-here').textContent(), /^Request \d is on this line, and waits with its thread\.$/);
  await page.evaluate(() => interleaveLab.act(() => interleaveLab.model.seek(1e6)));
  assert.deepEqual(await lit(page), ['    compute(0.002)']);
  await close();
});

test('a click on a line goes to its bars, one after another', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=waiting-on-the-database');
  const call = page.locator('.sample-code [role="option"]').filter({ hasText: 'database.call()' });
  const spans = new Set();
  for (let i = 0; i < 8; ++i) {
    await call.click();
    spans.add((await state(page)).selection.span);
  }
  assert.equal(spans.size, 8);
  await close();
});

test('a program of callbacks is code already', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=timeout-promise-tick');
  assert.ok(await page.locator('.code-fold').isHidden());
  await close();
});

test('tools are named with what they do, and machines of the past run the same work', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=cpu-heavy-batch');
  assert.match(await page.locator('[data-id="advice/computing"]').textContent(), /Worker pool.*Kubernetes/s);
  await page.locator('[data-id="machines"] > summary').click();
  await page.locator('.machines > li').nth(9).waitFor();  // they are run when the part is opened
  assert.equal(await page.locator('.machines > li').count(), 10);
  await page.locator('.machines-picture').evaluate(image => image.decode());
  await page.locator('.machines > li summary').nth(6).click();
  await page.locator('.machines > li').nth(6).locator('button').click();
  await settled(page);
  const scenario = JSON.parse(await page.evaluate(() => interleaveLab.model.scenario()));
  assert.equal(scenario.machine.cores, 4);
  assert.equal(scenario.machine.speed, 109.7);
  await close();
});
