// Touch: two fingers zoom; one finger that moves up or down scrolls, and does not press anything.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openLab, settled, startBrowser, state } from './support.mjs';

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

async function touching(page) {
  const session = await page.context().newCDPSession(page);
  const send = (type, ...points) => session.send('Input.dispatchTouchEvent', {
    type, touchPoints: points.map(([x, y], id) => ({ x, y, id })),
  });
  const middle = await page.locator('canvas').boundingBox();
  return { send, x: middle.x + middle.width / 2, y: middle.y + 150 };
}

test('spreading two fingers zooms in', async () => {
  const { page, close } = await openLab(site, 'lab/', phone);
  const { send, x, y } = await touching(page);
  const before = await state(page);
  await send('touchStart', [x - 30, y], [x + 30, y]);
  for (let i = 1; i <= 6; ++i) await send('touchMove', [x - 30 - 10 * i, y], [x + 30 + 10 * i, y]);
  await send('touchEnd');
  await settled(page);
  const { begin_ns, end_ns } = await state(page);
  const ratio = (end_ns - begin_ns) / (before.end_ns - before.begin_ns);
  assert.ok(ratio > 0.2 && ratio < 0.6, `shows ${ratio} of before`);
  assert.equal(await page.evaluate(() => scrollY), 0);
  await close();
});

test('one finger that moves up scrolls the picture and does not press anything', async () => {
  const { page, close } = await openLab(site, 'lab/', phone);
  const { send, x, y } = await touching(page);
  const before = await state(page);
  await send('touchStart', [x, y + 100]);
  for (let i = 1; i <= 8; ++i) await send('touchMove', [x, y + 100 - 25 * i]);
  await send('touchEnd');
  await page.waitForFunction(() => document.querySelector('.scroller').scrollTop > 80);
  await settled(page);
  const now = await state(page);
  for (const name of ['playhead_ns', 'begin_ns', 'end_ns', 'selection', 'focus']) assert.deepEqual(now[name], before[name], name);
  await close();
});

test('a tap on a bar is one click there', async () => {
  const { page, close } = await openLab(site, 'lab/', phone);
  const { left, width, end_ns, panes } = await page.evaluate(() => interleaveLab.model.layout());
  const row = panes[0].rows.find(one => one.kind === 'thread');  // it is blocked from 2 to 22 ms
  const box = await page.locator('canvas').boundingBox();
  await page.touchscreen.tap(box.x + left + width * (12e6 / end_ns), box.y + (row.y0 + row.y1) / 2);
  await settled(page);
  const { selection } = await state(page);
  assert.equal(selection?.pane, 0);
  assert.match(await page.locator('.reason').textContent(), /database/);
  await close();
});

test('a finger that moves sideways pans when there is something to pan', async () => {
  const { page, close } = await openLab(site, 'lab/?from=40ms&to=80ms', phone);
  const { send, x, y } = await touching(page);
  const before = await state(page);
  await send('touchStart', [x, y]);
  for (let i = 1; i <= 8; ++i) await send('touchMove', [x - 10 * i, y]);
  await send('touchEnd');
  await settled(page);
  assert.ok((await state(page)).begin_ns > before.begin_ns);
  await close();
});
