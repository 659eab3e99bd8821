// Every row that the panels have is an element of the page: what the module sends is compared with the document.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { focusCanvas, openLab, settled, startBrowser } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

// The ids of all rows below a value, with the panel they belong to in front: "range/0/blocked".
function idsOf(value, place, ids = new Set()) {
  if (Array.isArray(value)) {
    for (const item of value) idsOf(item, place, ids);
  } else if (value && typeof value === 'object') {
    if (value.id !== undefined) ids.add(`${place}/${value.id}`);
    const below = value.pane !== undefined && value.id === undefined ? `${place}/${value.pane}` : place;
    for (const member of Object.values(value)) idsOf(member, below, ids);
  }
  return ids;
}

async function compare(page) {
  const { panels, shown } = await page.evaluate(() => ({
    panels: interleaveLab.panels,
    shown: [...document.querySelectorAll('[data-id]')].map(element => element.dataset.id),
  }));
  delete panels.figure;  // it is around the timeline of a figure, not of the lab
  const ids = Object.entries(panels).flatMap(([name, panel]) => [...idsOf(panel, name)]);
  const missing = ids.filter(id => !shown.includes(id));
  assert.deepEqual(missing, [], 'rows that the page does not show');
  assert.ok(ids.length > 60, `${ids.length} rows`);
  for (const part of ['reason', 'verdict']) assert.ok(shown.includes(part), part);
  return panels;
}

test('every row of the panels is on the page', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=waiting-on-the-database&range=0ms-22ms&t=21.4ms');
  await page.locator('.rate').click();       // a menu of speeds
  await focusCanvas(page);
  await page.keyboard.press('Shift+Slash');  // help
  await settled(page);
  const panels = await compare(page);
  assert.equal(panels.range.panes.length, 3);
  await close();
});

test('a program and a prediction are on the page, too', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=timeout-promise-tick');
  await page.locator('.rate').click();
  await focusCanvas(page);
  await page.keyboard.press('y');
  await page.keyboard.press('Shift+Slash');
  await settled(page);
  const panels = await compare(page);
  assert.ok(panels.program.lines.length > 15);
  assert.ok(panels.prediction.sentence.length > 0);
  assert.equal(await page.locator('[data-id="prediction"]').count(), 1);
  assert.equal(await page.locator('.code-line').count(), panels.program.lines.length);
  await close();
});
