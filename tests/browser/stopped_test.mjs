// After a trap or an abort in the module: the loop stops, the page says so, and the scenario is not lost.
//
// The trap is a real instruction: every function that the module exports is wrapped in one that runs
// `unreachable` instead, once it is armed. The abort is the module's own: it requests memory and gets none.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openLab, openPage, row, settled, startBrowser } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site?.close());

const allow = [/unreachable|RuntimeError|Aborted|abort/i, /could not be loaded/];

async function armable(page) {
  await page.addInitScript(() => {
    // (module (func (export "f") unreachable))
    const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11]);
    globalThis.armed = false;
    globalThis.entered = 0;
    const wrapped = ({ instance, module }) => {
      const trap = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports.f;
      const exports = Object.fromEntries(Object.entries(instance.exports).map(([name, value]) => [name, typeof value !== 'function' ? value : (...given) => {
        ++entered;
        return armed ? trap() : value(...given);
      }]));
      return { instance: { exports }, module };
    };
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const real = WebAssembly[name];
      WebAssembly[name] = async (...given) => wrapped(await real.apply(WebAssembly, given));
    }
  });
}

const framesIn = (page, ms) => page.evaluate(async wait => {
  const before = seen.frames;
  await new Promise(resolve => setTimeout(resolve, wait));
  return seen.frames - before;
}, ms);

const dialog = page => page.getByRole('dialog', { name: 'The simulation has stopped' });
const kept = page => dialog(page).locator('textarea').inputValue();

// The module is not entered again, whatever the user does.
async function isLeftAlone(page) {
  const entered = await page.evaluate(() => globalThis.entered);
  await page.keyboard.press('Space');
  await page.setViewportSize({ width: 1000, height: 700 });
  await page.evaluate(() => { dispatchEvent(new Event('themechange')); scrollTo(0, 100); });
  await page.keyboard.press('Escape');
  assert.equal(await framesIn(page, 500), 0);
  assert.equal(await page.evaluate(() => globalThis.entered), entered);
  assert.ok(await dialog(page).isVisible(), 'it cannot be closed by accident');
}

test('a trap in a change: what was there before is offered, and the change is named', async () => {
  const { page, close } = await openLab(site, 'lab/', { allow, prepare: armable });
  const field = (await row(page, 'strategy.threads')).locator('input[type=text]');
  await field.fill('9');
  await field.press('Enter');
  await settled(page);
  const text = await page.evaluate(() => interleaveLab.model.scenario());
  assert.match(text, /"threads": 9/);
  await page.evaluate(() => { armed = true; });
  await field.fill('2');
  await field.press('Enter');
  await dialog(page).waitFor();
  assert.equal(await kept(page), text);
  assert.match(await dialog(page).textContent(), /This change had not been finished: strategy\.threads: 2/);
  await isLeftAlone(page);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the scenario' }).click();
  let saved = '';
  for await (const chunk of await (await download).createReadStream()) saved += chunk;
  assert.equal(saved, text);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy the scenario' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await page.locator('body.ready').waitFor();
  assert.equal(await dialog(page).count(), 0);
  await close();
});

test('a trap in a frame, while it plays, with a change that was made by keys', async () => {
  const { page, close } = await openLab(site, 'lab/', { allow, prepare: armable });
  const field = (await row(page, 'machine.cores')).locator('input[type=text]');
  await field.fill('3');
  await field.press('Enter');
  await page.locator('canvas').focus();
  await page.keyboard.press('Control+z');
  await settled(page);
  const text = await page.evaluate(() => interleaveLab.model.scenario());
  await page.keyboard.press('Space');
  await page.waitForFunction(() => interleaveLab.state.playhead_ns > 0);
  await page.evaluate(() => { armed = true; });
  await dialog(page).waitFor();
  assert.equal(await kept(page), text);
  assert.match(text, /"cores": 2/);
  await isLeftAlone(page);
  await close();
});

test('an abort for lack of memory, caused by a text that was just typed: that text is offered', async () => {
  const { page, close } = await openLab(site, 'lab/', { allow });
  const large = JSON.stringify({ version: 1, title: 'Large', programs: { a: [{ compute: '1us' }, { repeat: { times: 50, steps: [{ compute: '1us' }, { io: 'disk' }] } }] },
                                 devices: { disk: { time: '1us' } }, work: [{ run: 'a', count: 20000 }] }, null, 2);
  await page.evaluate(() => { WebAssembly.Memory.prototype.grow = () => { throw new RangeError('no memory'); }; });
  await page.evaluate(() => interleaveLab.textDialog.open());
  await page.locator('dialog.wide:not(.work-dialog, .step-dialog) textarea').fill(large);
  await page.getByRole('button', { name: 'Apply' }).click();
  await dialog(page).waitFor({ timeout: 60_000 });
  assert.deepEqual(JSON.parse(await kept(page)), JSON.parse(large));
  assert.equal(await framesIn(page, 500), 0);
  await close();
});

test('a trap while a recording is read is not the fault of its file', async () => {
  const { page, close } = await openLab(site, 'lab/', { allow, prepare: armable });
  await page.evaluate(() => {
    const feed = interleaveLab.model.feedRecording;
    interleaveLab.model.feedRecording = piece => {
      armed = true;
      return feed(piece);
    };
  });
  await page.locator('input[type=file]').setInputFiles({ name: 'fine.json', mimeType: 'application/json', buffer: Buffer.from('[{"ph":"X","pid":1,"tid":1,"ts":1,"dur":2,"name":"a"}]') });
  await dialog(page).waitFor();
  assert.equal(await page.getByText('damaged').count(), 0);
  assert.equal(await page.getByText('fine.json').count(), 0, 'nothing says that it is still read');
  assert.match(await kept(page), /A web service that waits on its database/);
  await close();
});

test('a trap while a link is opened leaves its scenario and a way out', async () => {
  const opened = await openPage(site, 'lab/?scenario=typing-and-music', {
    allow, prepare: async page => {
      await armable(page);
      await page.addInitScript(() => {  // it is armed while the scenario is loaded, after the table and the session
        let entries = 0;
        Object.defineProperty(globalThis, 'entered', { get: () => entries, set: value => { entries = value; if (value > 6) armed = true; } });
      });
    },
  });
  const { page, close } = opened;
  await dialog(page).waitFor();
  await page.getByRole('link', { name: 'Open the first scenario' }).waitFor();
  await close();
});
