// Nothing is lost: the address of the lab is what is shown, Back and Forward go between what was opened, and what was
// changed, opened or typed is there again after a reload.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { choose, chosen, finishes, openLab, openPage, settled, startBrowser, state } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

const search = page => new URL(page.url()).searchParams;
const ready = async page => {
  await page.locator('body.ready').waitFor();
  await settled(page);
};
const reload = async page => {
  await page.reload();
  await ready(page);
};
const addressSays = (page, name, value) => page.waitForFunction(([key, wanted]) => new URL(location.href).searchParams.get(key) === wanted, [name, value]);
const kept = (page, count) => page.evaluate(async wanted => {
  const { list } = await import('../core/works.js');
  while ((await list()).length !== wanted) await new Promise(resolve => setTimeout(resolve, 100));
}, count);
const openRecent = async page => {
  await page.locator('#more').click();
  await page.locator('.entry', { hasText: 'Recent work' }).click();
  await page.locator('.dialog.recent[open]').waitFor();
};

// Two slices of a thread, as Chrome writes them; the second ends at 5 ms.
const recording = JSON.stringify({ traceEvents: [
  { ph: 'X', pid: 1, tid: 1, name: 'first', ts: 0, dur: 2000 }, { ph: 'X', pid: 1, tid: 1, name: 'second', ts: 3000, dur: 2000 },
] });
const openText = (page, name, text) => page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
const small = JSON.stringify({
  version: 1, title: 'Small', machine: { cores: 1 }, programs: { job: [{ compute: '3ms' }] },
  work: [{ run: 'job', count: 1 }], strategy: { kind: 'one-at-a-time' },
});

test('a page that nothing was changed on keeps its address', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=two-restaurants');
  const before = page.url();
  await page.waitForTimeout(800);
  assert.equal(page.url(), before);
  await close();
});

test('a changed setting and the playhead are in the address, and a reload shows them again', async () => {
  const { page, close } = await openLab(site);
  await page.evaluate(() => interleaveLab.set('strategy.threads', '8'));
  await page.evaluate(() => interleaveLab.act(() => interleaveLab.model.seek(21_400_000)));
  await addressSays(page, 't', '21.4ms');
  assert.equal(search(page).get('set'), 'strategy.threads:8');
  await reload(page);
  assert.equal((await finishes(page))[0], '84.0');
  assert.equal((await state(page)).playhead_ns, 21.4e6);
  await close();
});

test('Back and Forward go between the scenarios that were opened, with their changes', async () => {
  const { page, close } = await openLab(site);
  await choose(page, 'two-restaurants');
  await addressSays(page, 'scenario', 'two-restaurants');
  await page.evaluate(() => interleaveLab.set('strategy.threads', '6'));
  await addressSays(page, 'set', 'strategy.threads:6');
  await choose(page, 'amdahl');
  await addressSays(page, 'scenario', 'amdahl');
  const title = async () => (await state(page)).title;
  await page.goBack();
  await page.waitForFunction(() => interleaveLab.state.title.includes('waiter'));
  assert.equal(search(page).get('set'), 'strategy.threads:6');
  assert.equal((await page.evaluate(() => interleaveLab.model.parameters().find(({ id }) => id === 'strategy.threads').text)), '6');
  await page.goBack();
  await page.waitForFunction(() => !interleaveLab.state.title.includes('waiter'));
  assert.equal(await chosen(page), 'waiting-on-the-database');
  await page.goForward();
  await page.waitForFunction(() => interleaveLab.state.title.includes('waiter'));
  assert.ok((await title()).includes('waiter'));
  await close();
});

test('undo leads back to another scenario, and the address follows', async () => {
  const { page, close } = await openLab(site);
  await choose(page, 'amdahl');
  await addressSays(page, 'scenario', 'amdahl');
  await page.evaluate(() => interleaveLab.run('undo'));
  await addressSays(page, 'scenario', 'waiting-on-the-database');
  await reload(page);
  assert.equal(await chosen(page), 'waiting-on-the-database');
  await close();
});

test('a scenario of one’s own is in the address, and among the recent work', async () => {
  const { page, close } = await openLab(site);
  await openText(page, 'small.json', small);
  await page.waitForFunction(() => location.hash.startsWith('#s=1.'));
  await kept(page, 1);
  await reload(page);
  assert.deepEqual(await finishes(page), ['3.0']);
  await choose(page, 'amdahl');
  await addressSays(page, 'scenario', 'amdahl');
  await openRecent(page);
  await page.locator('.recent-card', { hasText: 'Small' }).click();
  await page.waitForFunction(() => interleaveLab.state.title === 'Small');
  await page.waitForFunction(() => location.hash.startsWith('#s=1.'));
  await kept(page, 1);
  await close();
});

test('a recording is there again after a reload', async () => {
  const { page, close } = await openLab(site);
  await openText(page, 'mine.json', recording);
  await page.waitForFunction(() => location.hash.startsWith('#w='));
  assert.equal(new URL(page.url()).search, '');
  await kept(page, 1);
  await reload(page);
  await page.waitForFunction(() => interleaveLab.state.recording);
  assert.equal((await state(page)).last_ns, 5e6);
  await choose(page, 'amdahl');
  await addressSays(page, 'scenario', 'amdahl');
  await page.goBack();
  await page.waitForFunction(() => interleaveLab.state.recording);
  await openRecent(page);
  await page.locator('.recent-list .icon-only').click();
  await page.locator('.recent-list li').waitFor({ state: 'detached' });
  assert.match(await page.locator('.recent-words').textContent(), /nothing here yet/);
  await close();
});

test('a text that was not applied is there again, and can be given up', async () => {
  const { page, close } = await openLab(site);
  const openDialog = async () => {
    await page.locator('#more').click();
    await page.locator('.entry', { hasText: 'Edit the scenario’s text' }).click();
  };
  const area = page.locator('.editor textarea');
  await openDialog();
  const running = await area.inputValue();
  await area.fill('{"version": 1, "title": "half a scen');
  await page.keyboard.press('Escape');
  await openDialog();
  assert.equal(await area.inputValue(), '{"version": 1, "title": "half a scen');
  assert.match(await page.locator('.text-draft').textContent(), /had not applied/);
  await page.keyboard.press('Escape');
  await reload(page);
  await openDialog();
  assert.equal(await area.inputValue(), '{"version": 1, "title": "half a scen');
  await page.getByRole('button', { name: 'Revert to the running scenario' }).click();
  assert.equal(await area.inputValue(), running);
  await page.keyboard.press('Escape');
  await openDialog();
  assert.equal(await page.locator('.text-draft').textContent(), '');
  await close();
});

test('without storage the page works, and says once that it keeps nothing', async () => {
  const { page, close } = await openPage(site, 'lab/', {
    allow: [/blocked/],
    prepare: page => page.addInitScript(() => {
      indexedDB.open = () => { throw new DOMException('blocked', 'SecurityError'); };
    }),
  });
  await ready(page);
  await page.evaluate(() => interleaveLab.set('strategy.threads', '8'));
  await page.locator('.notice', { hasText: 'does not let the page keep your work' }).waitFor();
  await page.evaluate(() => interleaveLab.set('strategy.threads', '9'));
  await page.waitForTimeout(2500);
  assert.equal(await page.locator('.notice').count(), 1);
  assert.equal(search(page).get('set'), 'strategy.threads:9');
  await close();
});
