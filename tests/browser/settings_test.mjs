// Controls change the run, and the page shows the right numbers.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openEngine } from '../../tools/course/engine.mjs';
import { build, finishes, row, settled, sharedLab, startBrowser, state } from './support.mjs';

// For each run, in ns.
const makespans = page => page.evaluate(() => interleaveLab.results.variants.map(variant => variant.makespan_ns));

const deps = process.env.DEPS ?? fileURLToPath(new URL('../../build/deps', import.meta.url));

let [site, engine] = [];
before(async () => {
  engine = await openEngine({ build, deps });
  site = await startBrowser();
});
after(() => site.close());

// 24 requests of 2 ms, 20 ms of database, 2 ms, on two cores. Four threads 148 ms, an event loop
// 96 ms (24 x 4 ms of computing on one core), async on both cores 48 ms.
const asDelivered = ['148.0', '96.0', '48.0'];

test('the outcome table shows what the scenario gives', async () => {
  const { page, close } = await sharedLab(site);
  assert.deepEqual(await finishes(page), asDelivered);
  const verdict = await page.locator('.verdict').textContent();
  assert.match(verdict, /concurrent.*parallel.*asynchronous/s);
  await close();
});

// A long slice makes the music late, and the table says how often.
test('missed deadlines are counted where there are any', async () => {
  const { page, close } = await sharedLab(site, 'lab/?scenario=typing-and-music');
  const variants = await engine.run({ figure: 1, scenario: 'typing-and-music' });
  assert.ok(variants.some(variant => variant.missed > 0));
  assert.ok((await page.locator('.outcome-table thead').textContent()).includes('missed'));
  assert.deepEqual(await page.locator('.outcome-table tbody td[data-column="missed"]').allTextContents(), variants.map(variant => String(variant.missed)));
  await close();
});

// With 8 threads each core has four, and a thread goes on with its next task at once (slice 4 ms).
// First parts end at 2, 4, 6, 8; the threads run 22-26, 26-30, 30-34, 34-38, then 46-50 ... 58-62,
// then the last halves 70-72, 74-76, 78-80, 82-84.
test('a slider moved by keys re-runs once for each step, and this can be undone', async () => {
  const { page, close } = await sharedLab(site);
  const threads = await row(page, 'strategy.threads');
  await threads.locator('input[type=range]').focus();
  // Steps within a second of each other are one step of undo: a busy machine must not delay any of them.
  await Promise.all([1, 2, 3, 4].map(() => page.keyboard.press('ArrowRight')));
  assert.equal(await threads.locator('input[type=text]').inputValue(), '8');
  assert.deepEqual(await finishes(page), ['84.0', '96.0', '48.0']);
  assert.equal(await page.evaluate(() => document.activeElement.closest('.row')?.dataset.id), 'strategy.threads', 'the slider keeps the focus');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  assert.deepEqual(await finishes(page), asDelivered);
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  assert.deepEqual(await finishes(page), ['84.0', '96.0', '48.0']);
  await close();
});

test('a slider dragged by the mouse re-runs', async () => {
  const { page, close } = await sharedLab(site);
  const wait = (await row(page, 'devices.database.time')).locator('input[type=range]');
  const box = await wait.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 1, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  const value = await (await row(page, 'devices.database.time')).locator('input[type=text]').inputValue();
  assert.notEqual(value, '20 ms');
  const expected = await engine.run({ figure: 1, scenario: 'waiting-on-the-database', set: { 'devices.database.time': value.replace(' ', '').replace('µ', 'u') } });
  assert.deepEqual(await makespans(page), expected.map(variant => variant.makespan_ns));
  await close();
});

// One thread: one request after another, 24 x 24 ms.
test('a number can be typed', async () => {
  const { page, close } = await sharedLab(site);
  const field = (await row(page, 'strategy.threads')).locator('input[type=text]');
  await field.fill('1');
  await field.press('Enter');
  assert.deepEqual(await finishes(page), ['576.0', '96.0', '48.0']);
  await close();
});

test('a number that is not allowed says so next to the row and changes nothing', async () => {
  const { page, close } = await sharedLab(site);
  const cores = await row(page, 'machine.cores');
  await cores.locator('input[type=text]').fill('-3');
  await cores.locator('input[type=text]').press('Enter');
  assert.match(await cores.locator('.row-error').textContent(), /1/);
  assert.equal(await cores.locator('input[type=text]').getAttribute('aria-invalid'), 'true');
  assert.deepEqual(await finishes(page), asDelivered);
  await close();
});

test('a double click on a row restores its default', async () => {
  const { page, close } = await sharedLab(site, 'lab/?set=machine.cores:7');
  const cores = await row(page, 'machine.cores');
  assert.equal(await cores.locator('input[type=text]').inputValue(), '7');
  await cores.locator('.reset').click();
  const initial = await cores.locator('input[type=text]').inputValue();
  await cores.locator('input[type=text]').fill('5');
  await cores.locator('input[type=text]').press('Enter');
  await cores.locator('label').dblclick();
  assert.equal(await cores.locator('input[type=text]').inputValue(), initial);
  await close();
});

test('a row without effect is greyed and says so', async () => {
  const { page, close } = await sharedLab(site, 'lab/?set=machine.scheduler.policy:fcfs');
  const quantum = await row(page, 'machine.scheduler.quantum');
  assert.ok(await quantum.locator('input[type=range]').isDisabled());
  assert.match(await quantum.locator('[id$="-help"]').textContent(), /^This has no effect with/);
  await close();
});

test('a strategy chip adds a variant and removes it', async () => {
  const { page, close } = await sharedLab(site);
  const chip = page.locator('[aria-label="Strategies shown"] .chip', { hasText: /one at a time/i });
  await chip.click();
  assert.equal(await chip.getAttribute('aria-pressed'), 'true');
  assert.deepEqual(await finishes(page), [...asDelivered, '576.0']);
  await chip.click();
  assert.deepEqual(await finishes(page), asDelivered);
  await close();
});

test('lane chips and the command table agree', async () => {
  const { page, close } = await sharedLab(site);
  const tasks = page.locator('[aria-label="Lanes shown"] .chip', { hasText: 'Tasks' });
  assert.equal(await tasks.getAttribute('aria-pressed'), 'true');  // the scenario opens with them
  await tasks.click();
  assert.equal(await tasks.getAttribute('aria-pressed'), 'false');
  assert.equal((await state(page)).lanes.tasks, false);
  await tasks.click();
  assert.equal((await state(page)).lanes.tasks, true);
  await close();
});

test('every parameter has its row and every command its entry in the menu', async () => {
  const { page, close } = await sharedLab(site);
  const parameters = await page.evaluate(() => interleaveLab.model.parameters().map(parameter => parameter.id));
  const rows = await page.locator('.row[data-id]').evaluateAll(rows => rows.map(one => one.dataset.id));
  assert.deepEqual(rows.toSorted(), parameters.toSorted());
  await page.locator('#more').click();
  const labels = await page.evaluate(() => interleaveLab.model.commands().map(command => command.label));
  const entries = await page.locator('.menu:popover-open .entry span').allTextContents();
  for (const label of labels) assert.ok(entries.includes(label), `“${label}” is not in the menu`);
  await page.keyboard.press('Escape');
  await page.locator('#help').click();
  const help = await page.locator('dialog.help').textContent();
  for (const text of await page.evaluate(() => interleaveLab.model.commands().filter(c => c.keys.length).map(c => c.help))) {
    assert.ok(help.includes(text), text);
  }
  await page.keyboard.press('Escape');
  await close();
});

test('every scenario of the picker runs', async () => {
  const { page, close } = await sharedLab(site);
  // Chosen within the page: a click of Playwright's waits until the many cards of the picker stand still.
  const shown = await page.evaluate(async () => {
    const makespans = {};
    for (const { id } of interleaveLab.model.builtins()) {
      document.getElementById('picker').click();
      document.querySelector(`.picker-option[data-id="${id}"]`).click();
      do await seen.nextFrame();
      while (document.getElementById('picker').dataset.scenario !== id || interleaveLab.state.running);
      makespans[id] = interleaveLab.results.variants.map(variant => variant.makespan_ns);
    }
    return makespans;
  });
  assert.ok(Object.keys(shown).length >= 30);
  for (const [id, makespans] of Object.entries(shown)) {
    assert.deepEqual(makespans, (await engine.run({ figure: 1, scenario: id })).map(variant => variant.makespan_ns), id);
  }
  await close();
});
