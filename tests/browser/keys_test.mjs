// Keys and wheel: everything works from the keyboard, and the focus is never trapped in the canvas.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { focusCanvas, openLab, settled, startBrowser, state } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

test('Space plays and pauses', async () => {
  const { page, close } = await openLab(site);
  await focusCanvas(page);
  await page.keyboard.press('Space');
  await page.waitForFunction(() => interleaveLab.state.playhead_ns > 1e6);
  assert.equal(await page.getByRole('button', { name: 'Pause' }).count(), 1);
  await page.keyboard.press('Space');
  const { playing, playhead_ns } = await state(page);
  assert.equal(playing, false);
  await settled(page);
  assert.equal((await state(page)).playhead_ns, playhead_ns);
  await close();
});

// Core 1 of the pool begins at 0, changes task at 2 ms and is idle from 4 ms.
test('arrows step from event to event and back', async () => {
  const { page, close } = await openLab(site);
  await focusCanvas(page);
  const stops = [];
  for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft']) {
    await page.keyboard.press(key);
    stops.push((await state(page)).playhead_ns / 1e6);
  }
  assert.deepEqual(stops, [0, 2, 4, 2, 0]);
  await page.keyboard.press('End');
  assert.equal((await state(page)).playhead_ns, 148e6);
  await page.locator('.time', { hasText: /^148\.00 ms$/ }).waitFor();  // the panels follow with the next frame
  await close();
});

test('the buttons do the same', async () => {
  const { page, close } = await openLab(site);
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  assert.equal((await state(page)).playhead_ns, 2e6);
  await page.getByRole('button', { name: 'Step back' }).click();
  assert.equal((await state(page)).playhead_ns, 0);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForFunction(() => interleaveLab.state.playhead_ns > 1e6);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('slider', { name: 'Playhead' }).focus();
  await page.keyboard.press('ArrowRight');
  await close();
});

test('Tab leaves the canvas forwards and backwards, and Esc leaves it, too', async () => {
  const { page, close } = await openLab(site);
  const active = () => page.evaluate(() => document.activeElement.tagName);
  await focusCanvas(page);
  await page.keyboard.press('Space');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  assert.notEqual(await active(), 'CANVAS');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await active(), 'CANVAS');
  await page.keyboard.press('Shift+Tab');
  assert.notEqual(await active(), 'CANVAS');
  await focusCanvas(page);
  await page.keyboard.press('Escape');
  assert.equal(await active(), 'BODY');
  await close();
});

test('Tab visits every control once and comes to the end of the page', async () => {
  const { page, close } = await openLab(site);
  const visited = [];
  for (let i = 0; i < 200; ++i) {
    await page.keyboard.press('Tab');
    const [name, index] = await page.evaluate(() => {
      const element = document.activeElement;
      globalThis.walk ??= new Map();
      if (!walk.has(element)) walk.set(element, walk.size);
      return [element.tagName, walk.get(element)];
    });
    if (name === 'BODY' || index < visited.length) break;
    visited.push(name);
  }
  assert.ok(visited.length > 25 && visited.length < 190, `${visited.length} stops`);
  assert.ok(visited.includes('CANVAS'));
  await close();
});

test('keys do nothing on the timeline while something else has the focus', async () => {
  const { page, close } = await openLab(site);
  await page.locator('.row input[type=text]').first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  const { playing, playhead_ns } = await state(page);
  assert.deepEqual([playing, playhead_ns], [false, 0]);
  await close();
});

test('? opens the keys, Esc closes them and the canvas has the focus again', async () => {
  const { page, close } = await openLab(site);
  await focusCanvas(page);
  await page.keyboard.press('Shift+Slash');
  await page.locator('dialog.help').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dialog.help').waitFor({ state: 'hidden' });
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'CANVAS');
  assert.equal((await state(page)).help, false);
  await close();
});

test('a plain wheel scrolls the page; with Ctrl it zooms and the page stays', async () => {
  const { page, close } = await openLab(site, 'lab/', { viewport: { width: 1000, height: 600 } });
  // In such a window, the timeline scrolls first, and then the page.
  const scrolledBy = () => page.evaluate(() => scrollY + document.querySelector('.scroller').scrollTop);
  const box = await page.locator('canvas').boundingBox();
  await page.mouse.move(box.x + 300, box.y + 120);
  const before = await state(page);
  await page.mouse.wheel(0, 200);
  await page.waitForFunction(() => scrollY + document.querySelector('.scroller').scrollTop > 100);
  await settled(page);
  const scrolled = await state(page);
  assert.deepEqual([scrolled.begin_ns, scrolled.end_ns], [before.begin_ns, before.end_ns]);

  const at = await scrolledBy();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  await settled(page);
  const zoomed = await state(page);
  assert.ok(zoomed.end_ns - zoomed.begin_ns < before.end_ns - before.begin_ns);
  assert.equal(await scrolledBy(), at);

  await page.keyboard.down('Shift');
  await page.mouse.wheel(0, 120);
  await page.keyboard.up('Shift');
  await settled(page);
  const panned = await state(page);
  assert.notEqual(panned.begin_ns, zoomed.begin_ns);
  assert.ok(Math.abs((panned.end_ns - panned.begin_ns) - (zoomed.end_ns - zoomed.begin_ns)) < 1000);
  await close();
});

test('slow motion is switched by L and in the menu of rates', async () => {
  const { page, close } = await openLab(site);
  await focusCanvas(page);
  await page.keyboard.press('l');
  assert.equal((await state(page)).slow_motion, true);
  await page.locator('.rate').click();
  const entry = page.locator('.menu:popover-open').getByRole('button', { name: 'Slow motion' });
  assert.equal(await entry.getAttribute('aria-pressed'), 'true');
  await entry.click();
  assert.equal((await state(page)).slow_motion, false);
  await close();
});

test('W and S zoom, A and D pan, F shows everything again', async () => {
  const { page, close } = await openLab(site);
  await focusCanvas(page);
  const width = async () => { const { begin_ns, end_ns } = await state(page); return end_ns - begin_ns; };
  const all = await width();
  await page.keyboard.press('w');
  await page.keyboard.press('w');
  const near = await width();
  assert.ok(near < all);
  await page.keyboard.press('s');
  assert.ok(await width() > near);
  const { begin_ns } = await state(page);
  await page.keyboard.press('d');
  assert.ok((await state(page)).begin_ns > begin_ns);
  await page.keyboard.press('f');
  assert.equal(await width(), all);
  await close();
});

test('a drag with the pointer released outside ends there', async () => {
  const { page, close } = await openLab(site, 'lab/?from=20ms&to=60ms');
  const box = await page.locator('canvas').boundingBox();
  await page.mouse.move(box.x + 400, box.y + 90);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 90, { steps: 4 });
  await page.mouse.move(5, 5, { steps: 4 });
  await page.mouse.up();
  await settled(page);
  const { begin_ns } = await state(page);
  await page.mouse.move(box.x + 500, box.y + 90, { steps: 4 });
  await settled(page);
  assert.equal((await state(page)).begin_ns, begin_ns);
  await close();
});
