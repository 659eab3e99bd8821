// The user's own comparisons: runs can be kept, renamed, moved, hidden, removed and branched with buttons, menus and
// the keyboard; a run can be the baseline; and a control changes all runs or one.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { choose as chooseScenario, focusCanvas, openLab, settled, startBrowser, state, violations } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

// Eight jobs of 10 ms on two threads and two cores: 40 ms.
const jobs = JSON.stringify({
  version: 1, title: 'Jobs', machine: { cores: 2 }, programs: { job: [{ compute: '10ms' }] },
  work: [{ run: 'job', count: 8 }], strategy: { kind: 'thread-pool', threads: 2 }, show: ['finish', 'threads'],
});

async function openJobs(options = {}) {
  const opened = await openLab(site, 'lab/', options);
  await opened.page.evaluate(text => interleaveLab.load(text), jobs);
  await settled(opened.page);
  return opened;
}
const set = (page, id, value) => page.evaluate(([name, text]) => interleaveLab.set(name, text), [id, value]);
const names = page => page.locator('.runs .run-name .link').allTextContents();
const finishes = page => page.locator('.outcome-table td[data-column="makespan"]').allTextContents();
const differences = page => page.locator('.differences-table td').allTextContents();
const button = (page, name) => page.locator('.run-buttons .button', { hasText: name });
const menuOf = async (page, run) => {
  await page.locator('.runs li').nth(run).locator('.button').click();
  await page.locator('.menu:popover-open').waitFor();
};
const choose = async (page, run, entry) => {
  await menuOf(page, run);
  await page.locator('.menu:popover-open .entry', { hasText: entry }).click();
  await settled(page);
};

test('keeping a run adds a copy: both are named after what differs, and undo removes the copy', async () => {
  const { page, close } = await openJobs();
  assert.deepEqual(await finishes(page), ['40.0']);
  await button(page, 'Keep this run and compare').click();
  await set(page, 'strategy.threads', '1');
  await settled(page);
  assert.deepEqual(await finishes(page), ['40.0', '80.0']);
  assert.deepEqual(await names(page), ['Thread pool · 2 threads', 'Thread pool · 1 thread']);
  assert.equal(await page.locator('.runs .run-flags').nth(1).textContent(), 'controls change this run');
  await page.locator('#settings select').first().selectOption({ label: 'all runs' });
  await set(page, 'machine.cores', '1');
  await settled(page);
  assert.deepEqual(await finishes(page), ['80.0', '80.0']);
  for (let i = 0; i < 3; ++i) await page.evaluate(() => interleaveLab.run('undo'));
  assert.deepEqual(await names(page), ['Thread pool · 2 threads']);
  await close();
});

test('the menu of a run renames, duplicates, moves, hides, shows and removes it', async () => {
  const { page, close } = await openJobs();
  await button(page, 'Keep this run and compare').click();
  await set(page, 'machine.cores', '1');
  await choose(page, 0, 'Rename');
  await page.keyboard.type('Before');
  await page.keyboard.press('Enter');
  assert.deepEqual(await names(page), ['Before', '1 core']);
  await choose(page, 1, 'Rename');
  await page.keyboard.type('no');
  await page.keyboard.press('Escape');
  assert.deepEqual(await names(page), ['Before', '1 core']);
  await choose(page, 0, 'Move down');
  assert.deepEqual(await names(page), ['1 core', 'Before']);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Before: menu');
  await choose(page, 1, 'Duplicate');
  assert.deepEqual(await finishes(page), ['80.0', '40.0', '40.0']);
  await choose(page, 0, 'Hide');
  assert.deepEqual(await finishes(page), ['40.0', '40.0']);
  assert.equal(await page.locator('.hidden-run').count(), 1);
  assert.equal(new URL(page.url()).searchParams.get('scenario'), null);
  await choose(page, 0, 'Show');
  assert.deepEqual(await finishes(page), ['80.0', '40.0', '40.0']);
  await choose(page, 2, 'Remove');
  assert.deepEqual(await finishes(page), ['80.0', '40.0']);
  await close();
});

test('differences from the baseline have a sign, a percentage and a mark, which the table explains', async () => {
  const { page, close } = await openJobs();
  await button(page, 'Keep this run and compare').click();
  await set(page, 'strategy.threads', '1');
  assert.equal(await page.locator('.differences-table').count(), 0);
  await choose(page, 0, 'Compare the other runs with this one');
  assert.deepEqual(await differences(page), ['ms', '+40.0\n✗ +100 %', '−1\n−50 %', '✓ better, ✗ worse than Thread pool · 2 threads']);
  assert.equal(await page.locator('.differences-table td.warn').count(), 1);
  await focusCanvas(page);
  await page.keyboard.press('KeyI');  // the copy is in focus, and becomes the baseline
  await settled(page);
  assert.equal((await differences(page))[1], '−40.0\n✓ −50 %');
  await close();
});

test('the baseline and the run that the controls change are in the address: a reload and Back keep them', async () => {
  const { page, close } = await openJobs();
  await button(page, 'Keep this run and compare').click();
  await set(page, 'strategy.threads', '1');
  await choose(page, 0, 'Compare the other runs with this one');
  await page.waitForFunction(() => new URL(location.href).searchParams.get('baseline') === '0');
  assert.equal(new URL(page.url()).searchParams.get('aim'), '1');
  const isThere = async () => {
    assert.equal((await differences(page))[1], '+40.0\n✗ +100 %');
    assert.deepEqual(await page.locator('.runs .run-flags').allTextContents(), ['baseline', 'controls change this run']);
  };
  await isThere();
  await page.reload();
  await page.locator('body.ready').waitFor();
  await settled(page);
  await isThere();
  await chooseScenario(page, 'amdahl');
  await page.waitForFunction(() => new URL(location.href).searchParams.get('scenario') === 'amdahl');
  assert.equal(new URL(page.url()).searchParams.get('baseline'), null);
  await page.goBack();
  await page.waitForFunction(() => interleaveLab.state.title === 'Jobs');
  await settled(page);
  await isThere();
  await set(page, 'machine.cores', '1');  // of the second run only, whose single thread uses one core
  await settled(page);
  assert.deepEqual(await finishes(page), ['40.0', '80.0']);
  await close();
});

test('a link brings the baseline; one that does not exist is named, and the rest works', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=waiting-on-the-database&t=5ms&baseline=1&aim=2');
  await settled(page);
  assert.deepEqual(await page.locator('.runs .run-flags').allTextContents(), ['', 'baseline', 'controls change this run']);
  assert.equal(await page.locator('.differences-table tbody tr').count(), 4);  // two other runs: a name, and numbers below it
  await page.goto(new URL('?scenario=waiting-on-the-database&t=5ms&baseline=7&aim=3', page.url()).href);
  await page.locator('body.ready').waitFor();
  await settled(page);
  const listed = (await page.locator('.notice li').allTextContents()).join('\n');
  assert.match(listed, /baseline=7.*there is no run 7 in this scenario; its runs are 0 to 2/);
  assert.match(listed, /aim=3.*there is no run 3/);
  assert.equal(await page.locator('.differences-table').count(), 0);
  assert.equal((await state(page)).playhead_ns, 5e6);
  await close();
});

test('a branch at the playhead shows both futures, and an error says why a parameter cannot change', async () => {
  const { page, close } = await openJobs();
  assert.ok(await button(page, 'Branch at the playhead').isDisabled());
  await page.evaluate(() => interleaveLab.act(() => interleaveLab.model.seek(20e6)));
  await settled(page);
  await button(page, 'Branch at the playhead').click();
  await set(page, 'machine.cores', '1');
  await settled(page);
  assert.deepEqual(await finishes(page), ['40.0', '60.0']);  // four jobs are left at 20 ms, on one core
  assert.deepEqual(await names(page), ['Thread pool · 2 threads', 'From 20 ms: Cores 1']);
  const policy = page.locator('[data-id="machine.scheduler.policy"]');
  await policy.locator('select').selectOption('sjf');
  assert.match(await policy.locator('.row-error').textContent(), /“Scheduler” cannot change while a run is in progress/);
  assert.deepEqual(await finishes(page), ['40.0', '60.0']);
  await page.waitForFunction(() => location.hash.length > 1);
  await page.reload();
  await page.locator('body.ready').waitFor();
  await settled(page);
  assert.deepEqual(await finishes(page), ['40.0', '60.0']);
  await close();
});

test('runs can be edited with the keyboard alone', async () => {
  const { page, close } = await openJobs();
  await focusCanvas(page);
  const press = async key => {
    await page.keyboard.press(key);
    await settled(page);
  };
  await press('k');
  await set(page, 'machine.cores', '1');
  await settled(page);
  await focusCanvas(page);
  await press('e');
  assert.equal((await state(page)).focus, 0);
  await press('i');
  assert.equal(await page.locator('.differences-table').count(), 1);
  await press('Control+Shift+ArrowDown');
  assert.deepEqual(await names(page), ['1 core', '2 cores']);
  await press('h');
  assert.deepEqual(await finishes(page), ['80.0']);
  await press('Shift+H');
  assert.deepEqual(await finishes(page), ['80.0', '40.0']);
  await press('Shift+Delete');
  assert.equal((await names(page)).length, 1);
  await press('Control+z');
  assert.equal((await names(page)).length, 2);
  await close();
});

test('axe finds no problem with ten runs', async () => {
  const { page, close } = await openJobs({ colorScheme: 'light' });
  for (let i = 0; i < 9; ++i) await page.evaluate(() => interleaveLab.run('keep-run'));
  await page.evaluate(() => interleaveLab.run('pin-baseline'));
  await settled(page);
  assert.equal((await names(page)).length, 10);
  await menuOf(page, 3);
  assert.deepEqual(await violations(page), []);
  await close();
});
