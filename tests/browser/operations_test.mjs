// A recording with processes and asynchronous operations, by mouse and keys. In ms:
//
//     web      main       0 main --- 4   6 main - 8
//              worker        1 job ------- 7
//              load       0 load ---------------- 8        instant "byte" at 3
//                            1 dns - 4   5 body - 8
//                            1 load ---- 6
//     gpu      raster                    6 tile --- 9
//              frame      0 frame - 3

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { differ, open, openStory, places, why } from './recording.mjs';
import { focusCanvas, layout, openLab, picture, settled, startBrowser, state } from './support.mjs';

const traces = fileURLToPath(new URL('../traces/', import.meta.url));

let site;
before(async () => { site = await startBrowser(); });
after(() => site?.close());

const slice = (pid, tid, from, to, name) => ({ ph: 'X', pid, tid, ts: from * 1e3, dur: (to - from) * 1e3, name });
const named = (pid, tid, thread, process) => [{ ph: 'M', pid, tid, name: 'thread_name', args: { name: thread } }, { ph: 'M', pid, tid, name: 'process_name', args: { name: process } }];
const moment = (ph, pid, cat, id, at, name) => ({ ph, cat, id, pid, ts: at * 1e3, name });
const story = [
  ...named(1, 1, 'main', 'web'), ...named(1, 2, 'worker', 'web'), ...named(2, 1, 'raster', 'gpu'),
  slice(1, 1, 0, 4, 'main'), slice(1, 1, 6, 8, 'main'), slice(1, 2, 1, 7, 'job'), slice(2, 1, 6, 9, 'tile'),
  moment('b', 1, 'net', 1, 0, 'load'), moment('b', 1, 'net', 1, 1, 'dns'), moment('n', 1, 'net', 1, 3, 'byte'), moment('e', 1, 'net', 1, 4), moment('b', 1, 'net', 1, 5, 'body'),
  moment('e', 1, 'net', 1, 8), moment('e', 1, 'net', 1, 8), moment('b', 1, 'net', 2, 1, 'load'), moment('e', 1, 'net', 2, 6),
  moment('b', 2, 'cc', 1, 0, 'frame'), moment('e', 2, 'cc', 1, 3),
  { ph: 's', id: 1, cat: 'f', name: 'n', pid: 1, tid: 1, ts: 3e3 }, { ph: 'f', id: 1, cat: 'f', name: 'n', pid: 2, tid: 1, ts: 7e3, bp: 'e' },
];
const labels = ['web', 'main', 'worker', 'load', 'load, depth 1', 'load 2', 'gpu', 'raster', 'frame'];

async function find(page, text, found) {
  await page.keyboard.press('/');
  await page.getByRole('searchbox', { name: 'Find in the timeline' }).fill(text);
  await page.getByText(found).waitFor();
  await page.keyboard.press('Enter');
  await settled(page);
  await page.keyboard.press('Escape');
  await settled(page);
}

test('operations have lanes below their process; selected, they say what they are, and . and , walk along them', async () => {
  const { page, close } = await openLab(site);
  await openStory(page, story);
  const at = await places(page);
  assert.deepEqual(at.labels, labels);
  await page.mouse.move(5, 5);
  await settled(page);
  // Dots below the names: in load's row from 0 to 8.
  const seen = await picture(page);
  const dots = (row, from, to) => {
    let count = 0;
    for (let x = Math.ceil(at.x(from)); x < at.x(to); x++) count += differ(seen.at(x, at.rows[row].y1 - 2.5), seen.at(at.x(8.7), at.y(3)));
    return count / (at.x(to) - at.x(from));
  };
  assert.ok(dots(3, 0.1, 7.9) > 0.2, 'load');
  assert.ok(dots(5, 1.1, 5.9) > 0.2, 'the second load');
  assert.equal(dots(5, 6.2, 8.5), 0);
  assert.equal(dots(4, 4.2, 4.8), 0, 'between dns and body');

  await page.mouse.click(...at.page(2, 4));
  await settled(page);
  assert.match(await why(page), /^dns is in progress for 3\.00 ms\. It is an asynchronous operation of web: it holds no thread\. It is inside load\./);
  await focusCanvas(page);
  await page.keyboard.press('.');
  await settled(page);
  assert.match(await why(page), /^body is in progress/);
  await page.keyboard.press(',');
  await page.keyboard.press('[');
  await settled(page);
  assert.match(await why(page), /^load is in progress for 8\.00 ms; its self time is 2\.00 ms\./);
  await page.mouse.dblclick(...at.page(2, 8));
  await settled(page);
  const { begin_ns, end_ns } = await layout(page);  // frame, and as much on both sides as there is
  assert.deepEqual([begin_ns, end_ns], [0, 6e6]);
  await close();
});

test('a process folds into a row by its caret, by G and by Shift+G, and opens with a double click', async () => {
  const { page, close } = await openLab(site);
  await openStory(page, story);
  let at = await places(page);
  await page.mouse.click(...at.head(0));
  await settled(page);
  at = await places(page);
  assert.deepEqual(at.labels, ['web', 'gpu', 'raster', 'frame']);
  assert.ok(at.rows[0].folded);
  await page.mouse.move(...at.page(2, 0));
  await settled(page);
  await page.mouse.dblclick(...at.page(2, 0));
  await settled(page);
  at = await places(page);
  assert.deepEqual(at.labels, labels);
  await focusCanvas(page);
  await page.mouse.move(...at.page(8.5, 7));  // raster: a thread alone folds with its process
  await settled(page);
  await page.keyboard.press('g');
  await settled(page);
  assert.deepEqual((await places(page)).labels, [...labels.slice(0, 6), 'gpu']);
  await page.keyboard.press('Shift+G');
  await settled(page);
  assert.deepEqual((await places(page)).labels, ['web', 'gpu']);
  await close();
});

test('a match in folded groups unfolds them', async () => {
  const { page, close } = await openLab(site);
  await openStory(page, story);
  await focusCanvas(page);
  await page.mouse.move(5, 5);
  await page.keyboard.press('Shift+G');
  await settled(page);
  assert.deepEqual((await places(page)).labels, ['web', 'gpu']);
  await find(page, 'tile', '1 found');
  assert.deepEqual((await places(page)).labels, ['web', 'gpu', 'raster', 'frame']);
  await focusCanvas(page);
  await find(page, 'body', '1 found');
  assert.deepEqual((await places(page)).labels, labels);
  await close();
});

test('a match that a pinned lane also shows does not scroll', async () => {
  const { page, close } = await openLab(site, 'lab/', { viewport: { width: 1440, height: 420 } });
  await open(page, traces + 'chromium-long-queues.json');
  await focusCanvas(page);
  await page.mouse.move(5, 5);
  await find(page, 'NeedsBeginFrames', '1 found');  // its lane is far below
  let at = await places(page);
  assert.ok(at.scroll > 100);
  const lane = at.rows.findIndex(({ label }) => label === 'NeedsBeginFrames');
  const { playhead_ns } = await state(page);
  const up = async () => {
    await page.mouse.move(...at.page(playhead_ns / 1e6, lane));
    await page.mouse.wheel(0, -5000);
    await settled(page);
    assert.equal((await places(page)).scroll, 0);
  };
  await up();
  await find(page, 'NeedsBeginFrames', '1 of 1');
  at = await places(page);
  assert.ok(at.scroll > 100);  // it is scrolled to

  await page.mouse.move(...at.page(playhead_ns / 1e6, at.rows.findIndex(({ label }) => label === 'NeedsBeginFrames')));
  await page.keyboard.press('p');
  await settled(page);
  await up();
  await find(page, 'NeedsBeginFrames', '1 of 1');
  assert.equal((await places(page)).scroll, 0);  // it is visible where it is pinned
  await close();
});
