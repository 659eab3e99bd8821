// A comparison of ten runs is in the window as a whole, the axis has hours where a run lasts for hours, and what has not
// happened yet is dim while a run plays.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { layout, openLab, picture, settled, startBrowser } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

const ten = 'fcfs sjf srtf round-robin priority priority-preemptive hrrn ljf lrtf feedback';

test('ten runs fit into a window of 1440 by 900, and their order is that of the list', async () => {
  const { page, close } = await openLab(site);
  await page.evaluate(ids => interleaveLab.act(() => interleaveLab.model.comparePolicies(ids, '2')), ten);
  await settled(page);
  assert.equal(await page.evaluate(() => interleaveLab.results.variants.length), 10);
  const canvas = await page.locator('canvas').boundingBox();
  const { height } = await layout(page);
  assert.ok(height <= canvas.height + 1, `the picture is ${height} px high, and there are ${canvas.height}`);
  assert.equal(await page.evaluate(() => document.documentElement.scrollHeight > innerHeight + 1), false, 'the page does not scroll for the timeline');
  // On a narrow window, where the timeline has a box of its own, lanes keep their height and are scrolled.
  await page.setViewportSize({ width: 800, height: 900 });
  await settled(page);
  assert.ok((await layout(page)).height > 1000);
  await close();
});

test('while it plays, the future is behind a veil', async () => {
  const { page, close } = await openLab(site);
  const canvas = await page.locator('canvas').boundingBox();
  // Bright pixels of the last third of the first run's lanes.
  const bright = async () => {
    const { at } = await picture(page);
    let count = 0;
    for (let x = canvas.width * 0.66; x < canvas.width - 20; x += 2)
      for (let y = 56; y < 130; y += 2) if (Math.max(...at(x, y)) > 190) ++count;
    return count;
  };
  const before = await bright();
  assert.ok(before > 100, `${before}`);
  await page.evaluate(() => interleaveLab.run('play'));
  await page.waitForFunction(() => interleaveLab.model.state().playing);
  const during = await bright();
  await page.evaluate(() => interleaveLab.run('play'));
  await settled(page);
  assert.ok(during < before / 4, `${during} of ${before} are still bright`);
  const after = await bright();
  assert.ok(after > before / 2, `${after} of ${before} are bright again`);
  await close();
});
