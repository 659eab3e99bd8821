// Important information is visible, and available to people who cannot see it: the legend, latencies, predictions, the
// timeline as a table, messages next to their controls, and results that are announced when they are known.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openLab, picture, settled, startBrowser, violations } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

test('the legend is below the timeline, can be folded, and stays folded', async () => {
  const { page, close } = await openLab(site);
  const strip = page.locator('.legend-strip');
  assert.match(await strip.textContent(), /blocked: holds a thread and waits.*executing: parallelism/s);
  assert.doesNotMatch(await strip.textContent(), /a server is booting/, 'the run has only one server');
  const place = await page.locator('.legend-place').boundingBox();
  assert.ok(Math.abs(place.y + place.height - 900) < 1, 'the legend is at the bottom of the window');
  const canvas = await page.locator('canvas').boundingBox();
  assert.ok(canvas.y + canvas.height <= place.y + 1, 'the legend does not cover the timeline');
  await strip.locator('summary').click();
  await settled(page);
  assert.ok((await page.locator('canvas').boundingBox()).height > canvas.height, 'the timeline uses the space');
  await page.reload();
  await page.locator('body.ready').waitFor();
  assert.equal(await strip.evaluate(one => one.open), false);
  await close();
});

test('the legend of a fleet has entries for servers', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=autoscaling');
  assert.match(await page.locator('.legend-strip').textContent(), /a server is booting/);
  await close();
});

test('latencies are drawn for each run, and the percentile can be chosen', async () => {
  const { page, close } = await openLab(site);
  const values = () => page.locator('.latency-value').allTextContents();
  assert.deepEqual(await values(), ['148.0 ms', '94.0 ms', '48.0 ms'], 'the same values as p95 in the table');
  await page.locator('[data-id="latency"] .chip', { hasText: 'p50' }).click();
  const medians = await page.evaluate(() => interleaveLab.panels.more_numbers.rows.find(({ id }) => id === 'latency.p50').values);
  assert.deepEqual((await values()).map(parseFloat), medians.map(parseFloat));
  assert.match(await page.locator('.latency svg').first().getAttribute('aria-label'), /Thread pool: the p50 of 24 tasks is [\d.]+ ms/);
  await close();
});

test('a button begins a prediction, and nothing reveals the answer until it is checked', async () => {
  const { page, close } = await openLab(site, 'lab/?t=30ms');
  const cells = () => page.locator('.outcome-table tbody td').allTextContents();
  await page.locator('.predict').click();
  await settled(page);
  assert.ok((await cells()).every(text => text === '?'));
  assert.ok(await page.locator('.predict').isHidden());
  assert.ok(await page.locator('[data-id="latency"]').isHidden());
  assert.match(await page.locator('.verdict').textContent(), /when you have checked your prediction/);
  assert.equal((await page.evaluate(() => interleaveLab.model.bars(0))).rows.length, 0);
  assert.deepEqual(await violations(page), []);
  await page.locator('.prediction .primary').click();
  await settled(page);
  assert.ok((await cells()).includes('148.0'));
  await close();
});

test('overheads that are 0 are folded away, and others are visible', async () => {
  const { page, close } = await openLab(site);
  assert.ok(await page.locator('.row[data-id="machine.costs.callback"]').isHidden());
  await close();
  const used = await openLab(site, 'lab/?scenario=too-many-threads');
  assert.ok(await used.page.locator('.row[data-id="machine.costs.thread_switch"]').first().isVisible());
  await used.close();
});

test('an error disappears when something else changes', async () => {
  const { page, close } = await openLab(site);
  const row = page.locator('.row[data-id="machine.cores"]');
  const field = row.locator('input[type="text"]');
  await field.fill('2.5');
  await field.press('Enter');
  assert.match(await row.locator('.row-error').textContent(), /^“Cores” must be a whole number/);
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  const other = page.locator('.row[data-id="work.0.count"] input[type="range"]').first();
  await other.focus();
  await other.press('ArrowRight');
  await settled(page);
  assert.equal(await row.locator('.row-error').textContent(), '');
  assert.equal(await field.getAttribute('aria-invalid'), 'false');
  assert.equal(await field.inputValue(), '2');
  await close();
});

test('a result is announced when the run is complete, and not before', async () => {
  const { page, close } = await openLab(site);
  await page.evaluate(() => {
    globalThis.told = [];
    new MutationObserver(() => told.push(document.querySelector('body > p[role="status"]').textContent)).observe(document.querySelector('body > p[role="status"]'), { childList: true, characterData: true, subtree: true });
  });
  await page.evaluate(() => interleaveLab.type('work.0.count', '100000'));
  await page.waitForFunction(() => !interleaveLab.model.state().running, null, { timeout: 120_000 });
  await page.waitForTimeout(1500);
  const { told, spoken } = await page.evaluate(() => ({ told: globalThis.told, spoken: interleaveLab.panels.spoken }));
  assert.deepEqual(told, [spoken]);
  await close();
});

test('the timeline as a table has only the visible bars and gaps, with their reasons', async () => {
  const { page, close } = await openLab(site, 'lab/?from=0ms&to=24ms');
  await page.locator('#more').click();
  await page.getByRole('button', { name: 'The timeline as a table…' }).click();
  const dialog = page.locator('.bars-dialog[open]');
  await dialog.waitFor();
  const rows = await dialog.locator('[data-run="0"] tbody tr').evaluateAll(all => all.map(row => [...row.cells].map(cell => cell.textContent)));
  assert.deepEqual(await dialog.locator('thead').first().locator('th').allTextContents(), ['lane', 'task', 'state', 'from', 'to', 'reason']);
  const blocked = rows.find(([lane, , state]) => lane === 'Thread 1' && state.startsWith('blocked'));
  assert.deepEqual(blocked.slice(1, 2), ['request 1']);
  assert.match(blocked[5], /database/);
  assert.ok(rows.some(([lane, , state]) => lane === 'Core 1' && state === 'nothing runs'), 'the table contains gaps');
  assert.deepEqual(await violations(page), []);
  await dialog.locator('[data-run="1"] > summary').click();
  await dialog.locator('[data-run="1"] tbody tr').nth(10).waitFor();  // the table is filled when it is opened
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.bars-dialog[open]').count(), 0);
  await close();
});

test('the title of a run stays visible while its lanes are scrolled', async () => {
  const { page, close } = await openLab(site);
  // Letters are bright, so bright pixels show that the title is still there.
  const letters = async () => {
    const { at } = await picture(page);
    let bright = 0;
    for (let x = 8; x < 110; ++x) for (let y = 8; y < 28; ++y) bright += at(x, y)[1] > 170 ? 1 : 0;
    return bright;
  };
  const before = await letters();
  assert.ok(before > 60, `${before} bright pixels`);
  await page.evaluate(() => scrollTo(0, 150));
  await settled(page);
  const after = await letters();
  assert.ok(Math.abs(after - before) < before / 4, `${before} bright pixels, then ${after}`);
  await close();
});

test('a search without matches says so in the search box, and not in a notice', async () => {
  const { page, close } = await openLab(site);
  await page.locator('canvas').focus();
  await page.keyboard.press('/');
  await page.keyboard.type('zzz');
  await page.keyboard.press('Enter');
  await settled(page);
  assert.equal(await page.locator('.find-words').textContent(), 'nothing found');
  assert.equal(await page.locator('.notice').count(), 0);
  await close();
});

test('a long choice does not break the word of its label', async () => {
  const { page, close } = await openLab(site, 'lab/?set=machine.scheduler.policy:mlfq');
  const heights = await page.locator('.row[data-id="machine.scheduler.policy"] label, .row[data-id="strategy.kind"] label').evaluateAll(all => all.map(one => one.offsetHeight));
  assert.equal(heights.length, 2);
  assert.ok(heights.every(height => height < 24), `${heights} px: one line each`);
  await close();
});
