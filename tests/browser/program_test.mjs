// The program next to the chart: its text, the line that runs, and its console.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { choose, focusCanvas, layout, openLab, settled, startBrowser, state } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

const lines = page => page.locator('.code-list.program [role="option"]').allTextContents();
const running = page => page.locator('.code-list.program [aria-current]').allTextContents();

test('the program is shown next to the chart in the language of its runtime, and goes away with it', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=await-one-or-all');
  assert.equal(await page.locator('.program-fold h2').textContent(), 'Program · JavaScript');
  assert.ok((await lines(page)).includes('  await sleep(40);'));
  // The third run is Python.
  await page.locator('.outcome-table tbody button').nth(2).click();
  assert.equal(await page.locator('.program-fold h2').textContent(), 'Program · Python');
  assert.ok((await lines(page)).includes('    await asyncio.sleep(0.04)'));
  await choose(page, 'waiting-on-the-database');
  assert.ok(await page.locator('.program-fold').isHidden());
  await close();
});

// By hand: get computes for 2 ms from 0.2 on (a callback costs 0.2), called by load, called by main.
test('the line that runs at the playhead is highlighted, and so are the lines of its callers', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=await-one-or-all&t=1ms');
  assert.deepEqual((await running(page)).map(text => text.trim()), ['busy(2);']);
  assert.deepEqual((await page.locator('.code-list.program .called').allTextContents()).map(text => text.trim()), ['await get("user");', 'load();']);
  // Nothing runs while all wait.
  await page.evaluate(() => interleaveLab.act(() => interleaveLab.model.seek(20e6)));
  assert.deepEqual(await running(page), []);
  await close();
});

test('a click on a line goes to the moments when it runs, one after another', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=await-one-or-all');
  const line = page.locator('.code-list.program [role="option"]').filter({ hasText: 'busy(2);' });
  const moments = [];
  for (let i = 0; i < 4; ++i) {
    await line.first().click();
    moments.push((await state(page)).playhead_ns / 1e6);
  }
  // Each get begins to compute when the one before it has been awaited: 0.2, 44.6 and 88.6 ms.
  assert.deepEqual(moments, [0.2, 44.6, 88.6, 0.2]);
  assert.ok((await state(page)).callback);
  await close();
});

test('keys walk through the lines, and Enter goes to the moment', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=timeout-promise-tick');
  await page.locator('.code-list.console [tabindex="0"]').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const now = await state(page);
  assert.equal(now.playhead_ns, 2.2e6);  // "end", after 0.2 ms for the callback and 2 ms of work
  assert.deepEqual((await running(page)).map(text => text.trim()), ['console.log("end");']);
  await page.locator('.code-list.program [tabindex="0"]').focus();
  await page.keyboard.press('End');
  assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), 'console.log("end");');
  await close();
});

test('the console has what the program prints, in the order of Node, and shows what has been printed so far', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=timeout-promise-tick&t=2.7ms');
  assert.deepEqual(await page.locator('.code-list.console [role="option"] span').allTextContents(),
    ['begin', 'end', 'next-tick', 'promise', 'microtask', 'promise, second then', 'timeout', 'immediate']);
  assert.deepEqual(await page.locator('.code-list.console .past span').allTextContents(), ['begin', 'end', 'next-tick', 'promise']);
  await close();
});

test('the lanes of a loop are there, can be hidden, and a click on a callback explains it', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=timeout-promise-tick');
  const rows = async () => (await layout(page)).panes[0].loop_rows;
  assert.deepEqual((await rows()).map(row => row.label).filter(Boolean),
    ['Phase', 'Call stack', 'Next-ticks', 'Microtasks', 'Timer heap', 'Immediates', 'Promises', 'Console']);
  const frame = await layout(page);
  const timers = frame.panes[0].loop_rows.find(row => row.queue === 'Timer heap');
  const x = frame.left + frame.width * (2e6 - frame.begin_ns) / (frame.end_ns - frame.begin_ns);
  await page.locator('canvas').click({ position: { x, y: (timers.y0 + timers.y1) / 2 } });
  await settled(page);
  assert.match(await page.locator('.reason').textContent(), /setTimeout 0 ms .* is due at 1\.00 ms\. It waits 2\.00 ms for the loop\. The loop is blocked/);
  await focusCanvas(page);
  await page.keyboard.press('1');  // cores: something has to be shown
  await page.keyboard.press('4');
  await settled(page);
  assert.equal((await rows()).length, 0);
  await close();
});
