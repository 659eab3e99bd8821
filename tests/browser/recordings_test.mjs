// A recording with nested slices, arrows, a counter and an instant, by mouse and keys. In ms:
//
//     main       0 loop ------------------------------ 20      instant "gc" at 11
//                  2 a --------- 10    12 c --- 15
//                    4 b 6  7 b 8
//     w                    8 work ------- 14
//     arrows     from b at 5 to work at 9, from work at 10 to c, which comes next after 11
//     heap       5 from 0, -3 from 10, 8 from 16

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { differ, open, openStory, places, why } from './recording.mjs';
import { focusCanvas, near, openLab, picture, settled, startBrowser, state } from './support.mjs';

const traces = fileURLToPath(new URL('../traces/', import.meta.url));

let site;
before(async () => { site = await startBrowser(); });
after(() => site?.close());

const slice = (tid, from, to, name) => ({ ph: 'X', pid: 1, tid, ts: from * 1e3, dur: (to - from) * 1e3, name });
const arrow = (ph, id, tid, at, bp) => ({ ph, id, cat: 'f', name: 'n', pid: 1, tid, ts: at * 1e3, bp });
const heap = (at, value) => ({ ph: 'C', pid: 1, ts: at * 1e3, name: 'heap', args: { value } });
const named = (tid, name) => ({ ph: 'M', pid: 1, tid, name: 'thread_name', args: { name } });
const story = [
  named(1, 'main'), named(2, 'w'),
  slice(1, 0, 20, 'loop'), slice(1, 2, 10, 'a'), slice(1, 4, 6, 'b'), slice(1, 7, 8, 'b'), slice(1, 12, 15, 'c'), slice(2, 8, 14, 'work'),
  arrow('s', 1, 1, 5), arrow('f', 1, 2, 9, 'e'), arrow('s', 2, 2, 10), arrow('f', 2, 1, 11),
  { ph: 'i', s: 't', pid: 1, tid: 1, ts: 11e3, name: 'gc' }, heap(0, 5), heap(10, -3), heap(16, 8),
];

test('slices are in rows by depth, a counter is a curve, and G folds a thread', async () => {
  const { page, close } = await openLab(site);
  await openStory(page, story);
  const at = await places(page);
  assert.deepEqual(at.labels, ['main', 'main, depth 1', 'main, depth 2', 'w', 'heap']);
  await page.mouse.move(5, 5);
  await settled(page);
  const seen = await picture(page);
  const lane = seen.at(at.x(1), at.y(2));  // nothing is there
  for (const [t, row, bar] of [[1, 0, true], [19, 0, true], [9, 1, true], [14, 1, true], [11, 1, false], [5.7, 2, true], [6.5, 2, false], [7.5, 2, true], [13.5, 3, true], [15, 3, false]])
    assert.equal(differ(seen.at(at.x(t), at.y(row)), lane), bar, `at ${t} ms in row ${row}`);
  // The first b's colour is the second's, and not a's.
  assert.ok(near(seen.at(at.x(5.7), at.y(2)), seen.at(at.x(7.7), at.y(2))));
  assert.ok(differ(seen.at(at.x(5.7), at.y(2)), seen.at(at.x(9.5), at.y(1))));
  // In the row of the heap, 0 is 3/11 above the bottom.
  const { y0, y1 } = at.rows[4];
  const part = share => y1 - (y1 - y0) * share;
  const area = (t, share) => differ(seen.at(at.x(t), part(share)), lane);
  assert.deepEqual([area(5, 0.5), area(5, 0.9), area(5, 0.15), area(12, 0.15), area(12, 0.5), area(18, 0.9)], [true, false, false, true, false, true]);

  await focusCanvas(page);
  await page.mouse.move(...at.page(11, 0));
  await page.keyboard.press('g');
  await settled(page);
  assert.deepEqual((await places(page)).labels, ['main', 'w', 'heap']);
  await page.keyboard.press('g');
  await page.keyboard.press('7');
  await settled(page);
  assert.deepEqual((await places(page)).labels, ['main', 'main, depth 1', 'main, depth 2', 'w']);
  assert.equal((await state(page)).lanes.counters, false);
  await close();
});

test('a hovered slice shows its arrow and a tooltip; selected, it says what it is; ] and [ follow the arrow', async () => {
  const { page, close } = await openLab(site);
  await openStory(page, story);
  const at = await places(page);
  await page.mouse.move(5, 5);
  await settled(page);
  const before = await picture(page);
  await page.mouse.move(...at.page(5.5, 2));
  await settled(page);
  const hovered = await picture(page);
  // Down to work at 9 ms, to the right of the tooltip: the line ends between the two rows.
  const y = at.rows[3].y0 - 3;
  const crosses = seen => [-1, 0, 1].some(dx => differ(seen.at(at.x(9) + dx, y), before.at(at.x(9) + dx, y)));
  const tooltip = [at.x(5.5) + 24, at.y(2) + 60];
  assert.ok(differ(hovered.at(...tooltip), before.at(...tooltip)), 'a tooltip');
  await page.mouse.click(...at.page(5.5, 2));
  await page.mouse.move(5, 5);
  await settled(page);
  assert.match(await why(page), /^b is open on main for 2\.00 ms\. It is inside a\. 2 have this name and together take 3\.00 ms\./);
  assert.ok(crosses(await picture(page)), 'an arrow');
  assert.equal(await page.locator('.follow .link >> nth=0').textContent(), 'Follow: which slice encloses it? →');

  await focusCanvas(page);
  const steps = [[']', /^work is open on w for 6\.00 ms\. It was triggered by b at 5\.00 ms\./], [']', /^c is open .*triggered by work at 10\.00 ms/],
                 ['[', /^work is open/], ['[', /^b is open/], ['[', /^a is open on main for 8\.00 ms; its self time is 5\.00 ms\. It is inside loop\./], ['[', /^loop is open on main for 20\.00 ms; its self time is 9\.00 ms/]];
  for (const [key, said] of steps) {
    await page.keyboard.press(key);
    await settled(page);
    assert.match(await why(page), said, key);
  }
  await close();
});

test('/ finds slices and instants by name, and a range tells which took longest by themselves', async () => {
  const { page, close } = await openLab(site);
  await openStory(page, story);
  await focusCanvas(page);
  await page.keyboard.press('/');
  await page.getByRole('searchbox', { name: 'Find in the timeline' }).fill('gc');  // it is there with the next frame
  await page.getByText('1 found').waitFor();
  await page.keyboard.press('Enter');
  await settled(page);
  assert.equal((await state(page)).playhead_ns, 11e6);
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.getByRole('searchbox', { name: 'Find in the timeline' }).fill('b');
  await page.getByText('2 found').waitFor();
  await page.keyboard.press('Enter');
  await settled(page);
  assert.match(await why(page), /^b is open/);
  await page.keyboard.press('Escape');

  const at = await places(page);
  await page.keyboard.down('Shift');
  await page.mouse.move(...at.page(5, 1));
  await page.mouse.down();
  await page.mouse.move(...at.page(13, 1), { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await settled(page);
  const { busiest } = (await page.evaluate(() => interleaveLab.panels.range)).panes[0];
  // Between about 5 and 13 ms: work has 5; a has 5, of which b has 1 and 1.
  assert.deepEqual(busiest.map(({ label }) => label).slice(0, 2), ['longest self time: work', 'a']);
  assert.match(busiest[1].value, /^(2\.9|3\.0)\d* ms of (4\.9|5\.0)\d* ms in 1$/);
  await close();
});

test('a recording of Chromium opens with its arrows from thread to thread', async () => {
  const { page, close } = await openLab(site);
  await open(page, traces + 'chromium-three-steps.json');
  const { labels } = await places(page);
  assert.ok(labels.includes('CrRendererMain, depth 2'), labels.join());
  await focusCanvas(page);
  await page.keyboard.press('/');
  await page.keyboard.type('Scheduler::FinishTask');
  await page.getByText('7 found').waitFor();  // five slices, and two instants
  await page.keyboard.press('Enter');
  await settled(page);
  await page.keyboard.press('Escape');
  await focusCanvas(page);
  assert.match(await why(page), /^Scheduler::FinishTask is open on GPU Process · CrGpuMain .*triggered by Scheduler::RunTask/);
  await page.keyboard.press('[');
  await settled(page);
  assert.match(await why(page), /^Scheduler::RunTask .*triggered by Scheduler::ScheduleTask/);
  await page.keyboard.press('[');
  await settled(page);
  assert.match(await why(page), /^Scheduler::ScheduleTask is open on GPU Process/);
  await close();
});

test('a compressed recording is unpacked while it is read, and a damaged one is reported', async () => {
  const { page, close } = await openLab(site);
  const bytes = gzipSync(JSON.stringify(story));
  await open(page, { name: 'story.json.gz', mimeType: 'application/gzip', buffer: bytes });
  const { labels } = await places(page);
  assert.deepEqual(labels, ['main', 'main, depth 1', 'main, depth 2', 'w', 'heap']);
  await page.locator('input[type=file]').setInputFiles({ name: 'half.json.gz', mimeType: 'application/gzip', buffer: bytes.subarray(0, bytes.length / 2) });
  await page.getByText('“half.json.gz” cannot be unpacked: it is damaged.').waitFor();
  assert.deepEqual((await places(page)).labels, labels, 'what was open is still open');
  await close();
});
