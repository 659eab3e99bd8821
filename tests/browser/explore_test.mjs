// Find, causes, marks, ranges, the map, a prediction: by keys, by mouse and by buttons. The numbers of the first
// scenario are worked out by hand: 2 ms on a core, 20 ms for the database, 2 ms on a core; 4 threads, 2 cores.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { focusCanvas, layout, openLab, picture, settled, startBrowser, state } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

const ms = 1e6;
const playhead = async page => (await state(page)).playhead_ns / ms;

// The position of a time on the page, and the middle of a row.
async function places(page) {
  const { left, width, begin_ns, end_ns, panes } = await layout(page);
  const box = await page.locator('canvas').boundingBox();
  return {
    box, panes,
    x: t => box.x + left + (width * (t * ms - begin_ns)) / (end_ns - begin_ns),
    y: row => box.y + (row.y0 + row.y1) / 2,
    row: (pane, kind) => panes[pane].rows.find(one => one.kind === kind),
  };
}

test('/ finds, Enter and Shift+Enter go from match to match and around, Esc closes', async () => {
  const { page, close } = await openLab(site);
  await focusCanvas(page);
  await page.keyboard.press('/');
  await page.keyboard.type('request 12');
  await page.getByText('3 found').waitFor();
  // Async: second core, after five before it; loop: after eleven; pool: third turn of its thread.
  for (const [key, at] of [['Enter', 10], ['Enter', 22], ['Enter', 52], ['Enter', 10], ['Shift+Enter', 52], ['Shift+Enter', 22]]) {
    await page.keyboard.press(key);
    await settled(page);
    assert.equal(await playhead(page), at, key);
  }
  await page.getByText('2 of 3').waitFor();
  assert.match(await page.locator('.reason').textContent(), /Request 12 runs/);
  await page.keyboard.press('Escape');
  await settled(page);
  assert.equal(await page.locator('.find-box').isVisible(), false);
  assert.equal((await state(page)).find, null);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'CANVAS');
  await close();
});

test('a search without matches says so; reasons and devices are found', async () => {
  const { page, close } = await openLab(site);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  const box = page.getByRole('searchbox', { name: 'Find in the timeline' });
  await box.fill('nobody');
  await page.getByText('nothing found').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Next match (Enter)' }).isDisabled(), true);
  await box.fill('database');  // each of 24 requests waits for it once, in each of three runs
  await page.getByText('72 found').waitFor();
  await box.fill('blocked');   // only the threads of the pool are
  await page.getByText('24 found').waitFor();
  await page.getByRole('button', { name: 'Next match (Enter)' }).click();
  await page.getByText('1 of 24').waitFor();
  await page.getByRole('button', { name: 'Close (Esc)' }).click();
  await close();
});

test('a wait leads to its causes, step by step to the root, and back', async () => {
  const { page, close } = await openLab(site, 'lab/?t=10ms');
  const why = () => page.locator('.reason').textContent();
  const follow = page.locator('.follow .link >> nth=0');
  assert.match(await why(), /Request 5 is queued for a thread/);
  assert.equal(await follow.textContent(), 'Follow: what holds thread 1? →');
  // Request 1 has thread 1 until 24 ms: it computes, before that it waits for the database, and before that it
  // computes.
  for (const said of [/Request 1 runs on core 1 for 2.00 ms \(step 3/, /Request 1 waits for the database until 22.00 ms/, /Request 1 runs on core 1 for 2.00 ms \(step 1/]) {
    await follow.click();
    await settled(page);
    assert.match(await why(), said);
  }
  assert.equal(await follow.isVisible(), false);  // it arrived then
  await focusCanvas(page);
  for (const said of [/waits for the database/, /step 3/, /Request 5 is queued/]) {
    await page.keyboard.press(']');
    await settled(page);
    assert.match(await why(), said);
  }
  await close();
});

test('Shift and drag measure a range; the panel says run by run what happened in it', async () => {
  const { page, close } = await openLab(site);
  const { x, y, row } = await places(page);
  const at = y(row(0, 'thread'));
  await page.keyboard.down('Shift');
  await page.mouse.move(x(60), at);
  await page.mouse.down();
  await page.mouse.move(x(30), at, { steps: 5 });  // from right to left
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await settled(page);
  const { range } = await state(page);
  assert.ok(Math.abs(range.begin_ns / ms - 30) < 0.3 && Math.abs(range.end_ns / ms - 60) < 0.3, JSON.stringify(range));

  // 0 to 28 ms of the pool: requests 1 to 4 run twice, 5 and 6 once, 2 ms each: 20 of 2 x 28 ms.
  await page.evaluate(() => interleaveLab.act(() => interleaveLab.model.measure(0, 28e6)));
  await settled(page);
  const pool = page.locator('.range-pane').first();
  const cell = name => pool.locator('tr', { has: page.locator(`th:text-is("${name}")`) }).locator('td').textContent();
  assert.equal(await cell('running'), '20.00 ms');
  assert.equal(await cell('cores busy'), '36 %');
  assert.equal(await cell('completed'), '4');
  assert.equal(await cell('longest latency'), '28.00 ms');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await settled(page);
  assert.equal(await page.getByRole('heading', { name: 'Selected range' }).isVisible(), false);

  // By keys: moment by moment from the playhead on.
  await focusCanvas(page);
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await settled(page);
  assert.deepEqual((await state(page)).range, { begin_ns: 0, end_ns: 4 * ms });
  await page.keyboard.press('Shift+ArrowLeft');
  await settled(page);
  assert.deepEqual((await state(page)).range, { begin_ns: 0, end_ns: 2 * ms });
  await page.keyboard.press('Escape');
  await settled(page);
  assert.equal((await state(page)).range, null);
  await close();
});

test('M sets a mark at the pointer and removes it, N goes to marks, R measures between them', async () => {
  const { page, close } = await openLab(site);
  const { x, y, row } = await places(page);
  await focusCanvas(page);
  for (const t of [70, 20]) {
    await page.mouse.move(x(t), y(row(0, 'thread')));
    await settled(page);
    await page.keyboard.press('m');
    await settled(page);
  }
  const { marks } = await state(page);
  assert.equal(marks.length, 2);
  assert.ok(Math.abs(marks[0] / ms - 20) < 0.3 && Math.abs(marks[1] / ms - 70) < 0.3, JSON.stringify(marks));
  await page.keyboard.press('n');
  assert.equal((await state(page)).playhead_ns, marks[0]);
  await page.keyboard.press('n');
  assert.equal((await state(page)).playhead_ns, marks[1]);
  await page.keyboard.press('Shift+N');
  assert.equal((await state(page)).playhead_ns, marks[0]);
  await page.keyboard.press('r');
  assert.deepEqual((await state(page)).range, { begin_ns: marks[0], end_ns: marks[1] });
  await page.mouse.move(x(20), y(row(0, 'thread')));
  await settled(page);
  await page.keyboard.press('m');
  assert.deepEqual((await state(page)).marks, [marks[1]]);
  await close();
});

test('the map shows where the view is, moves it, and is there only while something is out of view', async () => {
  const { page, close } = await openLab(site, 'lab/?from=0ms&to=37ms');
  const { box } = await places(page);
  const { left, width } = await layout(page);
  const y = box.y + box.height - 18;
  const before = await picture(page);
  const limit = (await page.evaluate(() => { const { model } = interleaveLab; const { begin_ns, end_ns } = model.state(); model.show(0, 1e15); const all = model.state().end_ns; model.show(begin_ns, end_ns); return all; }));
  const x = t => box.x + left + (width * t * ms) / limit;
  await page.mouse.move(x(18), y);
  await page.mouse.down();
  await page.mouse.move(x(78), y, { steps: 6 });
  await page.mouse.up();
  await settled(page);
  const { begin_ns, end_ns } = await state(page);
  assert.ok(Math.abs(begin_ns / ms - 60) < 0.5, `begins at ${begin_ns / ms}`);
  assert.ok(Math.abs((end_ns - begin_ns) / ms - 37) < 0.1, 'as long as before');
  const map = await picture(page);
  assert.notDeepEqual(map.at(left + 3, box.height - 18), before.at(left + 3, box.height - 18));
  await page.mouse.move(x(60) , y);  // its left edge
  await page.mouse.down();
  await page.mouse.move(x(80), y, { steps: 6 });
  await page.mouse.up();
  await settled(page);
  const zoomed = await state(page);
  assert.ok(Math.abs(zoomed.begin_ns / ms - 80) < 0.8 && Math.abs(zoomed.end_ns - end_ns) < 1, JSON.stringify([zoomed.begin_ns, zoomed.end_ns]));
  await close();
});

test('a prediction covers the future, takes bars, and is scored', async () => {
  const { page, close } = await openLab(site);
  await page.evaluate(() => interleaveLab.act(() => { interleaveLab.model.focus(1); interleaveLab.model.cover(0, 10e6); interleaveLab.model.show(0, 20e6); }));
  await settled(page);
  let { x, y, row, box } = await places(page);
  const core = row(1, 'core');
  const at = (shot, t) => shot.at(x(t) - box.x, y(core) - box.y);
  const covered = await picture(page);
  assert.deepEqual(at(covered, 1), at(covered, 3), 'requests 1 and 2 are not to be told apart');
  assert.notDeepEqual(at(covered, 11), at(covered, 13));

  // The loop runs requests 1 to 5 for 2 ms each. Two are drawn right, the third ends too late.
  for (const [from, to] of [[0.06, 2], [2.06, 4], [4.06, 8]]) {
    await page.mouse.move(x(from), y(core));
    await page.mouse.down();
    await page.mouse.move(x(to), y(core), { steps: 5 });
    await page.mouse.up();
    await settled(page);
  }
  const { prediction } = await state(page);
  assert.deepEqual(prediction.guesses.map(({ task, begin_ns, end_ns }) => [task, begin_ns / ms, end_ns / ms]), [[0, 0, 2], [1, 2, 4], [2, 4, 8]]);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await settled(page);
  const { score } = (await state(page)).prediction;
  assert.deepEqual(score, { points: 0.55, ran: 5, real: 3, core: 3, start: 3, end: 2, order: 3 });
  assert.match(await page.locator('.prediction-words').textContent(), /^Your prediction matched 55 % of what ran from 0 ns to 10\.00 ms\. /);
  const shown = await picture(page);
  assert.notDeepEqual(shown.at(x(9) - box.x, core.y0 + 3), covered.at(x(9) - box.x, core.y0 + 3), 'the truth is there');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await settled(page);
  assert.equal((await state(page)).prediction, null);
  await close();
});

test('a prediction can be drawn by keys alone', async () => {
  const { page, close } = await openLab(site);
  await page.evaluate(() => interleaveLab.act(() => { interleaveLab.model.focus(1); interleaveLab.model.measure(0, 4e6); }));
  await focusCanvas(page);
  await page.keyboard.press('y');
  await settled(page);
  const grid = (await state(page)).prediction.grid_ns;
  await page.keyboard.press('b');
  for (let n = 1; n < 2 * ms / grid; ++n) await page.keyboard.press('x');
  await page.keyboard.press('b');
  await page.keyboard.press('b');       // there is no room left: nothing
  await page.keyboard.press('Shift+Y');
  await settled(page);
  const { score, guesses } = (await state(page)).prediction;
  assert.equal(guesses.length, 2);
  assert.equal(score.points, 1);
  await close();
});

test('a finger that rests on a bar shows what it is, and selects nothing', async () => {
  const { page, close } = await openLab(site, 'lab/', { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true });
  const { x, y, row, box } = await places(page);
  const session = await page.context().newCDPSession(page);
  const thread = row(0, 'thread');
  const before = await picture(page);
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: x(12), y: y(thread), id: 0 }] });
  await page.waitForTimeout(700);
  await settled(page);
  const told = await picture(page);
  let changed = 0;
  for (let dy = 20; dy < 110; dy += 3) changed += String(told.at(x(12) - box.x + 40, y(thread) - box.y + dy)) !== String(before.at(x(12) - box.x + 40, y(thread) - box.y + dy));
  assert.ok(changed > 15, `${changed} places changed`);
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await settled(page);
  assert.equal((await state(page)).selection, null);
  await close();
});

test('a trackpad gesture keeps to the axis that it began with', async () => {
  const { page, close } = await openLab(site, 'lab/?from=40ms&to=80ms');
  const { x, y, row } = await places(page);
  await page.mouse.move(x(60), y(row(0, 'thread')));
  const moves = await page.evaluate(() => {
    const canvas = document.querySelector('canvas');
    const box = canvas.getBoundingClientRect();
    const wheel = (deltaX, deltaY) => canvas.dispatchEvent(new WheelEvent('wheel', { deltaX, deltaY, clientX: box.x + 400, clientY: box.y + 100, cancelable: true, bubbles: true }));
    return [!wheel(40, 2), !wheel(3, 30), !wheel(2, 30)];  // taken by the canvas
  });
  await settled(page);
  assert.deepEqual(moves, [true, true, true]);
  const { begin_ns } = await state(page);
  assert.ok(begin_ns > 40 * ms, 'it has panned');
  await page.waitForTimeout(300);
  const later = await page.evaluate(() => {
    const canvas = document.querySelector('canvas');
    const wheel = (deltaX, deltaY) => canvas.dispatchEvent(new WheelEvent('wheel', { deltaX, deltaY, cancelable: true, bubbles: true }));
    return [!wheel(2, 40), !wheel(30, 3)];  // left to the page
  });
  assert.deepEqual(later, [false, false]);
  await settled(page);
  assert.equal((await state(page)).begin_ns, begin_ns);
  await close();
});
