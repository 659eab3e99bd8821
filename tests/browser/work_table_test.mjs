// The homework form: work is typed into a table, all policies are compared side by side, and the times of each task are
// those of the textbook. Programs are edited step by step.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openLab, settled, startBrowser, violations } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

async function openTable(options = {}) {
  const opened = await openLab(site, 'lab/', options);
  await opened.page.evaluate(() => interleaveLab.load(interleaveLab.model.newWork()));
  await settled(opened.page);
  await opened.page.locator('.work-opener', { hasText: 'Table of work' }).click();
  await opened.page.locator('.work-dialog[open]').waitFor();
  return opened;
}
const cell = (page, row, column) => page.locator(`.work-table tbody tr:nth-child(${row + 1}) input[data-column="${column}"]`);
const rows = page => page.locator('.work-table tbody tr:not(.ghost)').evaluateAll(all => all.map(row => [...row.querySelectorAll('input')].map(input => input.value).join(' ')));
const focused = page => page.evaluate(() => document.activeElement.getAttribute('aria-label'));
const paste = (page, text) => page.evaluate(pasted => {
  const data = new DataTransfer();
  data.setData('text/plain', pasted);
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}, text);
const column = (page, run, at) => page.locator('.process-table').nth(run).locator('tbody tr').evaluateAll((all, i) => all.map(row => row.cells[i].textContent), at);

test('the table is typed into like a spreadsheet, with the keyboard alone', async () => {
  const { page, close } = await openTable();
  assert.deepEqual(await rows(page), ['P1 0 24', 'P2 0 3', 'P3 0 3']);
  assert.equal(await focused(page), 'Arrival of P1');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('10');
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'Burst of P2');
  await page.keyboard.type('250us');
  await page.keyboard.press('ArrowDown');
  assert.deepEqual(await rows(page), ['P1 0 10', 'P2 0 0.25', 'P3 0 3']);
  await page.keyboard.press('ArrowDown');  // the empty row at the end
  await page.keyboard.type('7');
  await page.keyboard.press('Tab');
  assert.deepEqual(await rows(page), ['P1 0 10', 'P2 0 0.25', 'P3 0 3', 'P4 0 7']);

  await cell(page, 0, 'burst').focus();
  await page.keyboard.press('Alt+ArrowDown');
  assert.deepEqual(await rows(page), ['P2 0 0.25', 'P1 0 10', 'P3 0 3', 'P4 0 7']);
  assert.equal(await focused(page), 'Burst of P1');
  await page.keyboard.press('Control+KeyD');
  await page.keyboard.press('Control+Shift+Backspace');
  await page.keyboard.press('Control+Shift+Backspace');
  assert.deepEqual(await rows(page), ['P2 0 0.25', 'P1 0 10', 'P4 0 7']);
  for (let i = 0; i < 7; ++i) await page.keyboard.press('Control+KeyZ');
  assert.deepEqual(await rows(page), ['P1 0 24', 'P2 0 3', 'P3 0 3']);
  assert.ok(await page.evaluate(() => document.activeElement.matches('.work-table input')), 'the focus is still in the table');

  // An invalid text stays in its field, with the reason; Esc restores the value and does not close the table.
  await cell(page, 1, 'burst').fill('soon');
  await page.keyboard.press('Enter');
  assert.match(await page.locator('.work-dialog .text-error').textContent(), /^Burst of P2: “soon” is not a time/);
  assert.equal(await cell(page, 1, 'burst').getAttribute('aria-invalid'), 'true');
  assert.equal(await focused(page), 'Burst of P2');
  await page.keyboard.press('Escape');
  assert.deepEqual(await rows(page), ['P1 0 24', 'P2 0 3', 'P3 0 3']);
  assert.equal(await page.locator('.work-dialog[open]').count(), 1);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.work-dialog[open]').count(), 0);
  await close();
});

test('a block from a spreadsheet is pasted, and all policies are compared with the averages of the textbook', async () => {
  const { page, close } = await openTable();
  await paste(page, 'Process\tBurst Time\tPriority\r\nP1\t10\t3\r\nP2\t1\t1\r\nP3\t2\t4\r\nP4\t1\t5\r\nP5\t5\t2\r\n');
  assert.deepEqual(await rows(page), ['P1 0 10 3', 'P2 0 1 1', 'P3 0 2 4', 'P4 0 1 5', 'P5 0 5 2']);
  await page.locator('.work-slice').fill('1');
  await page.locator('.work-dialog .button.primary').click();
  await settled(page);
  const averages = await page.locator('.averages-table tbody tr').evaluateAll(all => all.map(row => row.cells[2].textContent));
  assert.deepEqual(averages, ['9.6', '3.2', '3.2', '5.4', '8.2']);  // FCFS, SJF, SRTF, round robin, priority
  assert.deepEqual(await column(page, 0, 5), ['0', '10', '11', '13', '14', '9.6']);
  assert.equal(await page.evaluate(() => interleaveLab.results.variants.length), 5);

  // It is in the address: a reload shows it again.
  await page.waitForFunction(() => location.hash.length > 1);
  await page.reload();
  await page.locator('body.ready').waitFor();
  await settled(page);
  await page.locator('.work-opener', { hasText: 'Table of work' }).click();
  assert.deepEqual(await rows(page), ['P1 0 10 3', 'P2 0 1 1', 'P3 0 2 4', 'P4 0 1 5', 'P5 0 5 2']);
  assert.equal(await page.locator('.work-slice').inputValue(), '1');
  const text = await page.evaluate(() => interleaveLab.model.processesText('\t'));
  assert.equal(text.split('\n')[2].split('\t').slice(1).join(' '), 'P2 0 1 11 11 10 10');
  await close();
});

test('a cell that the table cannot edit says what it is, and is edited in its steps; nothing is lost', async () => {
  const { page, close } = await openLab(site);
  const before = await page.evaluate(() => interleaveLab.model.scenario());
  await page.locator('.work-opener', { hasText: 'Table of work' }).click();
  const burst = cell(page, 0, 'burst');
  assert.equal(await burst.inputValue(), 'compute 2ms, io database, compute 2ms');
  assert.equal(await burst.getAttribute('readonly'), '');
  assert.equal(await cell(page, 0, 'count').inputValue(), '24');
  assert.equal(await page.evaluate(() => interleaveLab.model.scenario()), before);
  assert.deepEqual(await violations(page), []);
  await page.locator('.work-note .link').click();
  await page.locator('.step-dialog[open]').waitFor();
  assert.deepEqual(await page.locator('.step-row:not(.step-end) select').evaluateAll(all => all.map(one => one.value)), ['compute', 'io', 'compute']);
  await close();
});

test('a program is edited step by step, and the text is the same scenario', async () => {
  const { page, close } = await openLab(site);
  const steps = () => page.evaluate(() => Object.values(JSON.parse(interleaveLab.model.scenario()).programs)[0]);
  await page.locator('.work-opener', { hasText: 'Steps' }).click();
  const row = number => page.locator('.step-row').nth(number);
  await row(0).locator('input').fill('exponential 3');
  await row(0).locator('input').press('Enter');
  assert.deepEqual((await steps())[0], { compute: { exponential: '3ms' } });
  await row(3).locator('select').selectOption('lock');
  assert.deepEqual((await steps()).slice(3), [{ lock: 'lock' }, { unlock: 'lock' }]);
  await row(3).locator('input').fill('door');
  await row(3).locator('input').press('Enter');
  assert.deepEqual((await steps()).slice(3), [{ lock: 'door' }, { unlock: 'door' }]);
  await row(2).getByRole('button', { name: 'Move down: step 3 of' }).click();  // between the lock and its unlock
  assert.deepEqual((await steps()).slice(2), [{ lock: 'door' }, { compute: '2ms' }, { unlock: 'door' }]);
  await row(2).getByRole('button', { name: /^Move down/ }).click();
  await row(3).getByRole('button', { name: /^Move down/ }).click();
  assert.match(await page.locator('.step-dialog .text-error').textContent(), /unlocks "door", which it does not hold/);
  await row(0).locator('input').fill('soon');
  await row(0).locator('input').press('Enter');
  assert.match(await page.locator('.step-dialog .text-error').textContent(), /“soon” is not a time/);
  await row(0).locator('input').press('Escape');
  await row(3).getByRole('button', { name: /^Delete/ }).click();
  assert.deepEqual((await steps()).map(step => Object.keys(step)[0]), ['compute', 'io', 'compute']);
  assert.deepEqual(await violations(page), []);
  await close();
});

test('on a phone the table and the steps have no sideways scroll of the page', async () => {
  const { page, close } = await openTable({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.locator('.work-dialog .button.primary').click();
  await settled(page);
  const wide = await page.evaluate(() => document.querySelector('.work-dialog').scrollWidth - document.querySelector('.work-dialog').clientWidth);
  assert.ok(wide <= 0, `the dialog is ${wide} px too wide`);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await close();
});
