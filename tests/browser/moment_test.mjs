// The moment at the playhead as a picture: a restaurant, an office, a chip. What is drawn is tested in tests/stage; here
// the page shows it, follows the playhead, and says the same as the timeline.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import { openLab, settled, startBrowser, state, violations } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

const still = { reducedMotion: 'reduce' };
const card = (page, run) => page.locator('.moment-card').nth(run);
const counts = async (page, run) => Object.fromEntries(await card(page, run).locator('.moment-counts div').evaluateAll(all => all.map(one => [one.children[0].textContent, one.children[1].textContent])));
const view = (page, name) => page.locator('.views .chip', { hasText: name }).click();

// At 400 s the waiter of the first run stands at the stove with table 1; the one of the third has taken all twelve
// orders by 360 s and waits for the first dish, which is done at 630 s.
const link = 'lab/?scenario=two-restaurants&view=restaurant&t=400s';

test('a link shows the restaurant, with the numbers of the moment', async () => {
  const { page, close } = await openLab(site, link, still);
  assert.equal(await page.locator('.moment-card').count(), 3);
  assert.equal((await counts(page, 0))['in progress'], '1');
  assert.equal((await counts(page, 2))['in progress'], '12');
  assert.match(await card(page, 2).locator('canvas').getAttribute('aria-label'), /\w/);
  assert.deepEqual(await violations(page), []);
  await close();
});

test('the pictures follow the playhead, and differ from each other', async () => {
  const { page, close } = await openLab(site, link, still);
  const picture = async run => PNG.sync.read(await card(page, run).locator('canvas').screenshot()).data;
  const early = await picture(2);
  await page.evaluate(() => interleaveLab.act(() => interleaveLab.model.seek(980e9)));
  await settled(page);
  assert.notEqual(Buffer.compare(early, await picture(2)), 0);
  assert.equal((await counts(page, 2))['in progress'], '1');
  await close();
});

test('the switch changes the view, by keys too, and the address says so', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=two-restaurants', still);
  assert.equal(await page.locator('.moment').isVisible(), false);
  for (const [name, word] of [['Restaurant', 'restaurant'], ['Desk', 'desk'], ['Chip', 'chip']]) {
    await view(page, name);
    await page.locator('.moment-card canvas').first().waitFor();
    assert.equal((await state(page)).view, word);
    await page.waitForFunction(wanted => new URL(location.href).searchParams.get('view') === wanted, word);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  }
  await page.locator('.sheet canvas').focus();
  await page.keyboard.press('Shift+Digit1');
  await page.waitForFunction(() => interleaveLab.state.view === 'timeline');
  assert.equal(await page.locator('.moment').isVisible(), false);
  await close();
});

test('a thing says why it is as it is, and a click selects its bar', async () => {
  const { page, close } = await openLab(site, link, still);
  const canvas = card(page, 0).locator('canvas');
  const box = await canvas.boundingBox();
  // Somewhere there is the table that is served: look for a thing that selects a bar.
  const at = await page.evaluate(([width, height]) => {
    for (let y = 8; y < height; y += 8) {
      for (let x = 8; x < width; x += 8) {
        const found = interleaveLab.model.stageAt(0, x, y);
        if (found?.selects && found.why.join('').startsWith('Table 1 ')) return { x: (found.x0 + found.x1) / 2, y: (found.y0 + found.y1) / 2, why: found.why.join('') };
      }
    }
    return null;
  }, [box.width, box.height]);
  assert.match(at.why, /^Table 1 waits for the kitchen/);
  await canvas.hover({ position: at });
  assert.equal(await card(page, 0).locator('.moment-tip').textContent(), at.why);
  await canvas.click({ position: at });
  await page.waitForFunction(() => interleaveLab.state.selection !== null);
  assert.equal((await state(page)).selection.pane, 0);
  await close();
});

test('the pictures in words', async () => {
  const { page, close } = await openLab(site, link, still);
  await card(page, 0).locator('summary').click();
  await card(page, 0).locator('.moment-words li').first().waitFor();
  const words = (await card(page, 0).locator('.moment-words li').allTextContents()).join('\n');
  assert.match(words, /^Table 1 waits for the kitchen until 10 min 30 s\./m);
  await close();
});

test('Share saves the picture of the moment', async () => {
  const { page, close } = await openLab(site, link, { ...still, acceptDownloads: true });
  await page.locator('#share').click();
  await page.getByRole('tab', { name: 'Picture' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as SVG' }).click()]);
  const svg = Buffer.concat(await (await download.createReadStream()).toArray()).toString();
  for (const text of ['Dining room', 'One waiter and a bell', 'What stands for what']) assert.ok(svg.includes(text), text);
  await close();
});

test('things move from one moment to the next, and no frame is drawn afterwards', async () => {
  const { page, close } = await openLab(site, link);
  await page.evaluate(() => interleaveLab.run('step'));
  const frames = () => page.evaluate(() => seen.frames);
  let [before, after] = [-1, await frames()];
  for (let tries = 0; before !== after && tries < 15; ++tries) {  // on a slow machine, things take longer to arrive
    before = after;
    await page.waitForTimeout(1000);
    after = await frames();
  }
  assert.equal(after, before);
  await close();
});

for (const width of [390, 800]) {
  test(`nothing sticks out at ${width} px`, async () => {
    const { page, close } = await openLab(site, link, { ...still, viewport: { width, height: 800 } });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await close();
  });
}
