// The picker: every scenario is in a group, and can be found by searching, with the keyboard alone, and on a phone.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { shelf } from '../../web/core/shelf.js';
import { build, choose, chosen, focusCanvas, openLab, settled, startBrowser, state, violations } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

const dialog = '.picker-dialog[open]';
const shownIds = page => page.locator('.picker-option:has(.picker-thumb)').evaluateAll(all => all.map(one => one.dataset.id));
const active = page => page.locator('.picker-option[aria-selected="true"]').getAttribute('data-id');

test('the picker has every scenario, in groups, and opens at the current one', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=deadlock');
  assert.equal(await page.locator('#picker').textContent(), 'Why do two transfers wait for each other forever?');
  await page.locator('#picker').click();
  await page.locator(dialog).waitFor();
  assert.deepEqual((await shownIds(page)).sort(), Object.keys(shelf).sort());
  assert.equal(await active(page), 'deadlock');
  assert.equal(await page.locator('.picker-count').textContent(), `${Object.keys(shelf).length} scenarios`);
  const groups = await page.locator('.picker-list [role="group"]').evaluateAll(all => all.map(one => document.getElementById(one.getAttribute('aria-labelledby')).textContent));
  assert.equal(new Set(groups).size, groups.length);
  assert.equal(groups.at(-1), 'Recordings and your own work');
  const preview = await page.locator('.picker-preview').textContent();
  assert.match(preview, /each holds the lock that the other needs/);
  assert.match(preview, /Try this: Make the second transfer begin later/);
  assert.deepEqual(await violations(page), []);
  await close();
});

test('typing searches the titles and the previews, and ignores case', async () => {
  const { page, close } = await openLab(site);
  await page.locator('#picker').click();
  const type = async text => {
    await page.locator('.picker-field').fill(text);
    return shownIds(page);
  };
  assert.deepEqual(await type('MARS pathfinder'), ['priority-inversion']);
  assert.equal(await active(page), 'priority-inversion');
  assert.ok((await type('deadlock')).includes('deadlock'));
  const fleets = await type('fleets');
  assert.deepEqual(fleets.sort(), ['autoscaling', 'two-choices']);
  assert.deepEqual(await type('zzz'), []);
  assert.equal(await page.locator('.picker-none').textContent(), 'Nothing matches “zzz”.');
  assert.equal(await page.locator('.picker-count').textContent(), '0 scenarios');
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('Enter');
  assert.ok(await page.locator(dialog).isVisible(), 'Enter without a match does not close the dialog');
  assert.ok((await type('recording')).length < Object.keys(shelf).length);
  assert.ok(await page.locator('.picker-option[data-id="open"]').isVisible(), 'the picker can open a recording');
  await close();
});

test('the picker works with the keyboard alone, and Esc changes nothing', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=typing-and-music');
  await focusCanvas(page);
  await page.keyboard.press('o');
  await page.locator(dialog).waitFor();
  assert.equal(await active(page), 'typing-and-music');
  await page.keyboard.press('ArrowDown');
  assert.equal(await active(page), 'hundred-requests');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator(dialog).count(), 0);
  assert.equal(await chosen(page), 'typing-and-music');
  assert.ok(await page.locator('canvas').evaluate(one => one === document.activeElement), 'the focus returns to the canvas');

  await page.keyboard.press('o');
  await page.keyboard.press('PageDown');
  assert.equal(await active(page), 'cpu-heavy-batch', 'the first entry of the next group');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowUp');
  assert.equal(await active(page), 'recent', 'moving up from the first entry goes to the last');
  await page.keyboard.type('convoy');
  await page.keyboard.press('Enter');
  await settled(page);
  assert.equal(await chosen(page), 'convoy-effect');
  assert.equal((await state(page)).title, 'Why do nine short jobs crawl behind one long one?');
  await close();
});

test('O types a letter in a text field', async () => {
  const { page, close } = await openLab(site);
  await focusCanvas(page);
  await page.keyboard.press('/');
  await page.keyboard.type('op');
  assert.equal(await page.locator('.find-box input').inputValue(), 'op');
  assert.equal(await page.locator(dialog).count(), 0);
  await close();
});

test('choosing the current scenario changes nothing, and choosing another one can be undone', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=hundred-requests&set=machine.cores:2');
  const before = (await state(page)).revision;
  await choose(page, 'hundred-requests');
  await settled(page);
  assert.equal((await state(page)).revision, before);
  await choose(page, 'amdahl');
  await settled(page);
  assert.equal(await chosen(page), 'amdahl');
  await page.locator('#undo button').first().click();
  await settled(page);
  assert.equal(await chosen(page), 'hundred-requests');
  await close();
});

test('each scenario has a picture in both themes', () => {
  const pictures = new Set(readdirSync(`${build}/site/posters`));
  for (const id of Object.keys(shelf)) for (const theme of ['light', 'dark']) assert.ok(pictures.has(`${id}-${theme}.svg`), `${id}-${theme}`);
});

for (const width of [320, 390])
  test(`on a phone of ${width} px the picker fills the window, and each entry suggests something to try`, async () => {
    const { page, close } = await openLab(site, 'lab/', { viewport: { width, height: 640 }, hasTouch: true, isMobile: true });
    await page.locator('#picker').tap();
    const box = await page.locator(dialog).boundingBox();
    assert.deepEqual(box, { x: 0, y: 0, width, height: 640 });
    assert.ok(!await page.locator('.picker-field').evaluate(one => one === document.activeElement), 'no on-screen keyboard covers the list');
    const cut = await page.locator('.picker-list').evaluate(list => [...list.querySelectorAll('*')].filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow === 'visible' && one.clientWidth > 0).map(one => one.className));
    assert.deepEqual(cut, []);
    const option = page.locator('.picker-option[data-id="typing-and-music"]');
    assert.match(await option.textContent(), /Drag the time slice/);
    await option.tap();
    await settled(page);
    assert.equal(await chosen(page), 'typing-and-music');
    assert.deepEqual(await violations(page), []);
    await close();
  });
