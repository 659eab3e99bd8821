// The lab in windows of many sizes: nothing scrolls sideways or is cut off, the timeline stays visible while a control
// is changed, and a tap explains a bar or gap.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openLab, settled, startBrowser, state, violations } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

const touch = { hasTouch: true, isMobile: true };
const phone = { viewport: { width: 390, height: 844 }, ...touch };

// Returns the controls in the bars that extend beyond the window or are covered by a neighbour.
const cutOff = page => page.evaluate(() => [...document.querySelectorAll('.bar > *, .transport button, .transport .time, .views button, .legend-place > *')].flatMap(one => {
  const { left, right, top, bottom, width, height } = one.getBoundingClientRect();
  if (width === 0 || height === 0 || getComputedStyle(one).visibility === 'hidden' || one.closest('.hidden')) return [];
  const place = one.closest('.views .chips')?.getBoundingClientRect() ?? { right: innerWidth };
  const middle = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const covered = one.matches('button:enabled') && middle && !one.contains(middle) && middle !== one;
  return left < -0.5 || right > Math.max(innerWidth, place.right) + 0.5 || covered ? [`${one.className || one.id}: ${left} to ${right}, ${top} to ${bottom}${covered ? `, under ${middle.className || middle.id}` : ''}`] : [];
}));

// Returns the position of the first thread at a time: from 2 to 22 ms it is blocked, because request 1 waits for the
// database.
async function placeOf(page, ns, zoom = 1) {
  const { left, width, end_ns, panes } = await page.evaluate(() => interleaveLab.model.layout());
  const { y0, y1 } = panes[0].rows.find(({ kind }) => kind === 'thread');
  const box = await page.locator('canvas').boundingBox();
  return [box.x + zoom * (left + width * ns / end_ns), box.y + zoom * (y0 + y1) / 2];
}

for (const [width, height, more] of [[320, 640, touch], [390, 844, touch], [768, 1024, touch], [1024, 768, {}], [720, 450, {}], [1440, 900, {}], [2560, 1440, {}], [3840, 2160, {}]])
  test(`${width} × ${height}: nothing scrolls sideways, and nothing is cut off`, async () => {
    const { page, close } = await openLab(site, 'lab/', { viewport: { width, height }, ...more });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page does not scroll sideways');
    assert.deepEqual(await cutOff(page), []);
    const compare = page.locator('#compare');
    assert.ok(await compare.isVisible(), 'the button that chooses what is compared is visible');
    const canvas = await page.locator('canvas').boundingBox();
    assert.ok(canvas.width > 230 && canvas.height > 150, `the timeline has ${canvas.width} × ${canvas.height}`);
    if (width >= 2560) assert.ok((await page.locator('#outcome').boundingBox()).width >= 480, 'the panel uses the wide window');
    await close();
  });

for (const [name, options] of [['a phone', phone], ['a tablet', { viewport: { width: 1024, height: 768 } }]])
  test(`on ${name} the timeline is visible while a slider is moved`, async () => {
    const { page, close } = await openLab(site, 'lab/', options);
    if (options === phone) await page.locator('.panel-jumps button').last().tap();
    const slider = page.locator('.row[data-id="machine.cores"] input[type="range"]');
    await slider.evaluate(one => one.scrollIntoView());
    await settled(page);
    const canvas = await page.locator('canvas').boundingBox();
    const box = await slider.boundingBox();
    assert.ok(canvas.y >= 0 && canvas.y < box.y && canvas.height > 150, `the timeline is at ${canvas.y}`);
    const before = (await state(page)).revision;
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await settled(page);
    assert.notEqual((await state(page)).revision, before);
    const legend = await page.locator('.legend-place').boundingBox();
    assert.ok(box.y >= legend.y + legend.height - 1, 'the slider is not behind the timeline');
    await close();
  });

test('on a phone, a tap on a bar opens its explanation, and closing that clears the selection', async () => {
  const { page, close } = await openLab(site, 'lab/', phone);
  const sheet = page.locator('.why-sheet');
  assert.ok(await sheet.isHidden());
  const at = await placeOf(page, 12e6);
  await page.touchscreen.tap(...at);
  await settled(page);
  assert.ok(await sheet.isVisible());
  const box = await sheet.boundingBox();
  assert.ok(Math.abs(box.y + box.height - 844) < 1 && box.height < 844 / 2, 'the sheet leaves the timeline visible');
  assert.match(await sheet.textContent(), /request \d+/i);
  assert.deepEqual(await violations(page), []);
  await sheet.locator('button[aria-label="Close"]').tap();
  await settled(page);
  assert.ok(await sheet.isHidden());
  assert.equal((await state(page)).sel, '');
  await close();
});

test('on a phone, the picture can be scrolled, and a tap selects the bar that is drawn there', async () => {
  const { page, close } = await openLab(site, 'lab/', phone);
  await page.locator('.scroller').evaluate(box => { box.scrollTop = 200; });
  await settled(page);
  assert.equal(Math.round(await page.evaluate(() => interleaveLab.model.layout().scroll)), 200);
  assert.equal(await page.evaluate(() => scrollY), 0);
  await close();
});

test('for a projector, everything is larger, clicks hit the right bar, and a reload keeps the mode', async () => {
  const { page, close } = await openLab(site, 'lab/', { viewport: { width: 1920, height: 1080 } });
  const before = await page.locator('.transport .time').boundingBox();
  await page.locator('#more').click();
  await page.getByText('For a projector').click();
  await settled(page);
  const after = await page.locator('.transport .time').boundingBox();
  assert.ok(after.height > 1.3 * before.height, `${before.height} px, then ${after.height} px`);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  assert.deepEqual(await cutOff(page), []);
  const sharp = await page.locator('canvas').evaluate(one => one.width / one.getBoundingClientRect().width);
  assert.ok(Math.abs(sharp - 1) < 0.02, `${sharp} device pixels for each of the window`);
  await page.mouse.click(...await placeOf(page, 12e6, 1.35));
  await settled(page);
  assert.match(await page.locator('.reason').textContent(), /Request 1 waits for the database/);
  assert.deepEqual(await violations(page), []);
  await page.reload();
  await page.locator('body.ready').waitFor();
  assert.ok(await page.evaluate(() => Object.hasOwn(document.documentElement.dataset, 'projector')));
  await close();
});

test('with forced colours, everything can be distinguished', async () => {
  const { page, close } = await openLab(site, 'lab/', { forcedColors: 'active' });
  assert.deepEqual(await violations(page), []);
  const sample = await page.locator('.legend-strip .sample.solid').evaluate(one => getComputedStyle(one).backgroundColor);
  assert.notEqual(sample, 'rgba(0, 0, 0, 0)');
  await close();
});

test('a printed page has the picture in light colours, and no controls', async () => {
  const { page, close } = await openLab(site);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.ok(await page.locator('.on-paper svg').isVisible());
  assert.ok(await page.locator('.outcome-table').isVisible());
  for (const gone of ['canvas', '.transport', '#settings', '.bar', '.legend-place']) assert.ok(await page.locator(gone).first().isHidden(), gone);
  const [, ground] = await page.locator('.on-paper').evaluate(one => getComputedStyle(one.ownerDocument.body).backgroundColor.match(/\((\d+)/));
  assert.ok(Number(ground) > 200, 'the background is light');
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  assert.equal(await page.locator('.on-paper svg').count(), 0);
  await close();
});
