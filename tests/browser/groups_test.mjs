// Groups of lanes can be folded into a row each: by pointer, finger and key.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { focusCanvas, layout, openLab, settled, startBrowser } from './support.mjs';

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

async function at(page, x, y) {
  const box = await page.locator('canvas').boundingBox();
  return [box.x + x, box.y + y];
}

const middle = ({ y0, y1 }) => (y0 + y1) / 2;
const rows = async page => (await layout(page)).panes[0].rows;

test('a click left of the first core folds the cores, another opens them', async () => {
  const { page, close } = await openLab(site);
  const { panes } = await layout(page);
  const cores = panes[0].rows.filter(row => row.kind === 'core').length;
  assert.ok(cores > 1);
  const head = panes[0].heads.find(one => one.kind === 'core');
  assert.equal(head.folded, false);
  await page.mouse.click(...await at(page, 20, middle(head)));
  await settled(page);
  const folded = await rows(page);
  assert.deepEqual(folded.filter(row => row.kind === 'core').map(row => [row.folded, row.label]), [[true, `${cores} cores`]]);
  assert.equal(folded.filter(row => row.kind === 'thread').length, panes[0].rows.filter(row => row.kind === 'thread').length);

  await page.mouse.click(...await at(page, 20, middle(head)));
  await settled(page);
  assert.deepEqual(await rows(page), panes[0].rows);
  await close();
});

test('G folds the group under the pointer, Shift G all of them', async () => {
  const { page, close } = await openLab(site);
  const open = await layout(page);
  const thread = open.panes[0].rows.find(row => row.kind === 'thread');
  await focusCanvas(page);
  await page.mouse.move(...await at(page, open.left + 50, middle(thread)));
  await settled(page);
  await page.keyboard.press('g');
  await settled(page);
  const folded = (await rows(page)).filter(row => row.folded);
  assert.deepEqual(folded.map(row => row.kind), ['thread']);

  await page.keyboard.press('Shift+G');
  await settled(page);
  const all = (await layout(page)).panes.flatMap(pane => pane.heads);
  assert.ok(all.length > 2 && all.every(head => head.folded));
  await page.keyboard.press('Shift+G');
  await settled(page);
  const none = (await layout(page)).panes.flatMap(pane => pane.heads);
  assert.ok(none.every(head => !head.folded));
  await close();
});

test('a folded group stays folded when a parameter changes', async () => {
  const { page, close } = await openLab(site);
  const { panes } = await layout(page);
  const head = panes[0].heads.find(one => one.kind === 'core');
  await page.mouse.click(...await at(page, 20, middle(head)));
  await settled(page);
  await page.evaluate(() => interleaveLab.act(() => interleaveLab.model.set('machine.cores', '6')));
  await settled(page);
  assert.deepEqual((await rows(page)).filter(row => row.kind === 'core').map(row => row.label), ['6 cores']);
  await close();
});

test('a double click on a folded row opens it', async () => {
  const { page, close } = await openLab(site);
  const open = await layout(page);
  const head = open.panes[0].heads.find(one => one.kind === 'core');
  await page.mouse.click(...await at(page, 20, middle(head)));
  await settled(page);
  const row = (await rows(page)).find(one => one.folded);
  await page.mouse.dblclick(...await at(page, open.left + 100, middle(row)));
  await settled(page);
  assert.deepEqual(await rows(page), open.panes[0].rows);
  await close();
});

test('chips show devices and queues', async () => {
  const { page, close } = await openLab(site);
  const kinds = async () => new Set((await rows(page)).map(row => row.kind));
  assert.ok(!(await kinds()).has('device'));
  await page.getByRole('group', { name: 'Lanes shown' }).getByRole('button', { name: 'Tasks' }).click();
  await page.getByRole('group', { name: 'Lanes shown' }).getByRole('button', { name: 'Devices' }).click();
  await page.getByRole('group', { name: 'Lanes shown' }).getByRole('button', { name: 'Queues' }).click();
  await settled(page);
  assert.deepEqual([...await kinds()], ['core', 'thread', 'device', 'queue']);
  assert.deepEqual((await rows(page)).slice(-2).map(row => row.label), ['database', 'Pool queue']);
  await page.getByRole('group', { name: 'Lanes shown' }).getByRole('button', { name: 'Devices' }).click();
  await settled(page);
  assert.ok(!(await kinds()).has('device'));
  await close();
});

test('a scenario without devices has no chip for them', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=cpu-heavy-batch');
  assert.equal(await page.getByRole('group', { name: 'Lanes shown' }).getByRole('button', { name: 'Devices' }).count(), 0);
  await close();
});

test('P pins the lane under the pointer: it is above the others, also after a change of a parameter', async () => {
  const { page, close } = await openLab(site);
  const open = await layout(page);
  const thread = open.panes[0].rows.filter(row => row.kind === 'thread')[1];
  await focusCanvas(page);
  await page.mouse.move(...await at(page, open.left + 50, middle(thread)));
  await settled(page);
  await page.keyboard.press('p');
  await settled(page);
  const pinned = async () => (await rows(page)).filter(row => row.pinned).map(row => row.label);
  assert.deepEqual(await pinned(), [thread.label]);
  assert.ok((await rows(page))[0].pinned);
  await page.evaluate(() => interleaveLab.act(() => interleaveLab.model.set('machine.cores', '6')));
  await settled(page);
  assert.deepEqual(await pinned(), [thread.label]);

  // The mark at the right end of its label unpins it.
  await page.mouse.click(...await at(page, open.left - 10, middle((await rows(page))[0])));
  await settled(page);
  assert.deepEqual(await pinned(), []);
  await close();
});

test('a pinned lane stays visible while the page is scrolled', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=two-choices', { viewport: { width: 1440, height: 600 } });
  const open = await layout(page);
  const core = open.panes[0].rows.find(row => row.kind === 'core');
  await page.mouse.click(...await at(page, open.left - 10, middle(core)));
  await settled(page);
  await page.evaluate(() => scrollTo(0, 400));
  await settled(page);
  const { scroll, panes } = await layout(page);
  const row = panes[0].rows.find(one => one.pinned);
  assert.ok(scroll > 200, `scrolled by ${scroll}`);
  assert.equal(row.label, core.label);
  assert.ok(row.y0 >= scroll && row.y0 < scroll + 20, `at ${row.y0}, scrolled by ${scroll}`);
  await close();
});

test('a finger folds too', async () => {
  const { page, close } = await openLab(site, 'lab/', phone);
  const { panes } = await layout(page);
  const head = panes[0].heads.find(one => one.kind === 'thread');
  assert.ok(head.y1 - head.y0 >= 24);
  await page.touchscreen.tap(...await at(page, 24, middle(head)));
  await settled(page);
  assert.deepEqual((await rows(page)).filter(row => row.folded).map(row => row.kind), ['thread']);
  await close();
});
