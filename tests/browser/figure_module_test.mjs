// The module of figures: it draws on a 2D context, and what a reader does reaches its session. The page is made by the
// test, in the site's folder, so that it has the site's policy.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { build, cli, near, openPage, picture, rgb, startBrowser } from './support.mjs';

const folder = `${build}/site/test-figure`;
const colours = JSON.parse(readFileSync(`${build}/palette.json`, 'utf8'));
const colour = (theme, name) => rgb(parseInt(colours[theme][name].slice(1), 16));

let site;
before(async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/index.html`, `<!doctype html><html lang="en"><meta charset="utf-8"><title>A figure</title>
<link rel="icon" href="../icon.svg"><link rel="stylesheet" href="../style.css"><link rel="stylesheet" href="figure.css">
<div class="place"><canvas tabindex="0"></canvas></div><script type="module" src="figure.js"></script></html>`);
  writeFileSync(`${folder}/figure.css`, 'body { display: block; margin: 0; } .place { position: relative; } canvas { display: block; width: 100%; height: 640px; }');
  writeFileSync(`${folder}/figure.js`, `
import { loadModule } from '../core/module.js';
import { makeSession } from '../core/session.js';
import { makeHover } from '../parts/hover.js';
const id = new URLSearchParams(location.search).get('scenario') ?? 'waiting-on-the-database';
const text = await (await fetch('../scenarios/' + id + '.json')).text();
const module = await loadModule({ light: true });
await module.ready({ scenario: id });
const session = makeSession(module);
const answer = session.load(text);
const canvas = document.querySelector('canvas');
session.add(makeHover(canvas.parentElement, session, canvas));
Object.assign(globalThis, { module, session, answer, drawable: session.draw(canvas) });
document.body.classList.add('ready');`);
  site = await startBrowser();
});
after(async () => {
  rmSync(folder, { recursive: true });
  await site.close();
});

async function openFigure(path = '', options = {}) {
  const opened = await openPage(site, `test-figure/${path}`, { viewport: { width: 900, height: 700 }, ...options });
  const { page } = opened;
  await page.locator('body.ready').waitFor();
  await page.evaluate(() => module.whole);
  await drawn(page);
  const box = await page.locator('canvas').boundingBox();
  const state = () => page.evaluate(() => session.model.state());
  const layout = await page.evaluate(() => session.model.layout());
  return { ...opened, box, state, layout, xOf: ns => layout.left + ((ns - layout.begin_ns) / (layout.end_ns - layout.begin_ns)) * layout.width };
}
const drawn = page => page.evaluate(async () => {
  for (let i = 0; i < 4; ++i) await seen.nextFrame();
});

for (const theme of ['dark', 'light']) {
  for (const density of [1, 2, 1.5]) {
    test(`bars of their task's colour stand where the trace says: ${theme}, ${density} pixels a pixel`, async () => {
      const { page, close, layout, xOf } = await openFigure('', { colorScheme: theme, deviceScaleFactor: density });
      await page.evaluate(() => session.act(() => session.model.seek(session.end())));
      await drawn(page);
      const image = await picture(page);
      const { variants } = JSON.parse(cli('run', 'waiting-on-the-database', '--format', 'json', '--spans'));
      let bars = 0;
      layout.panes.forEach((pane, i) => {
        for (const row of pane.rows.filter(({ kind }) => kind === 'core')) {
          const spans = variants[i].spans_list.filter(span => span.lane === `core ${row.index}` && span.kind === 'run');
          for (const { from_ns, to_ns, task } of spans) {
            const [x0, x1] = [xOf(from_ns), xOf(to_ns)];
            if (x1 - x0 < 6) continue;
            const found = image.at(x0 + 2.5, row.y0 + 4);
            assert.ok(near(found, colour(theme, `task-${task % 8}`)), `pane ${i}, ${row.label}, task ${task} at ${from_ns}: ${found}`);
            ++bars;
          }
        }
      });
      assert.ok(bars > 20, `only ${bars} bars were looked at`);
      await close();
    });
  }
}

test('a first figure needs nothing that is not there yet', async () => {
  const { page, requests, close } = await openFigure();
  assert.equal(await page.evaluate(() => module.waits()), 0);
  assert.deepEqual(requests.filter(url => url.endsWith('.wasm')).map(url => url.split('/').at(-1)), ['figure.wasm', 'figure.rest.wasm']);
  await close();
});

test('another figure waits for the rest of the module', async () => {
  for (const id of ['one-blocks-all', 'starvation-and-mlfq', 'deadlock']) {
    const { page, close } = await openFigure(`?scenario=${id}`);
    assert.deepEqual(await page.evaluate(() => answer), { ok: true }, id);
    assert.equal(await page.evaluate(() => module.waits()), 0, id);
    await close();
  }
});

test('the pointer selects, scrubs, zooms, pans and measures', async () => {
  const { page, close, box, state, layout } = await openFigure();
  const at = (x, y) => [box.x + x, box.y + y];
  const row = layout.panes[0].rows[0];
  const axis = row.y0 - 12;

  await page.mouse.click(...at(layout.left + 6, (row.y0 + row.y1) / 2));
  assert.equal((await state()).sel.split(':')[0], '0');
  await page.mouse.move(...at(layout.left + 100, axis));
  await page.mouse.down();
  await page.mouse.move(...at(layout.left + layout.width / 2, axis), { steps: 3 });
  await page.mouse.up();
  const middle = (layout.begin_ns + layout.end_ns) / 2;
  assert.ok(Math.abs((await state()).playhead_ns - middle) < (layout.end_ns - layout.begin_ns) / layout.width, 'half of the run');

  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -240);
  await page.keyboard.up('Control');
  await drawn(page);
  const zoomed = await state();
  assert.ok(zoomed.end_ns - zoomed.begin_ns < (layout.end_ns - layout.begin_ns) * 0.8);
  await page.mouse.move(...at(layout.left + 300, row.y1 + 60));
  await page.mouse.down();
  await page.mouse.move(...at(layout.left + 200, row.y1 + 60), { steps: 3 });
  await page.mouse.up();
  assert.ok((await state()).begin_ns > zoomed.begin_ns, 'later times are shown');

  await page.keyboard.down('Shift');
  await page.mouse.move(...at(layout.left + 100, row.y1 + 60));
  await page.mouse.down();
  await page.mouse.move(...at(layout.left + 300, row.y1 + 60), { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  assert.ok((await state()).range);
  await close();
});

test('keys work as in the lab, as far as a figure has the command', async () => {
  const { page, close, state } = await openFigure();
  await page.locator('canvas').focus();
  await page.keyboard.press('ArrowRight');
  assert.ok((await state()).playhead_ns > 0);
  await page.keyboard.press('Slash');  // the search, which a figure does not have
  assert.equal((await state()).find, null);
  const ids = await page.evaluate(() => session.model.commands().map(({ id }) => id));
  for (const id of ['play', 'step', 'zoom-in', 'cause', 'mark', 'range', 'undo']) assert.ok(ids.includes(id), id);
  for (const id of ['find', 'export-csv', 'help', 'theme', 'details', 'predict']) assert.ok(!ids.includes(id), id);
  await close();
});

test('what is under the pointer is explained in the document', async () => {
  const { page, close, box, layout } = await openFigure();
  const row = layout.panes[0].rows[1];
  const hover = page.getByRole('tooltip');
  assert.ok(await hover.isHidden());
  await page.mouse.move(box.x + layout.left + layout.width / 15, box.y + (row.y0 + row.y1) / 2);
  await hover.waitFor();
  assert.match(await hover.innerText(), /Core 2.*\n.*is idle/s);
  await page.mouse.move(box.x + 20, box.y + 5);
  await page.mouse.move(2, 690);
  await hover.waitFor({ state: 'hidden' });
  await close();
});

test('nothing is drawn while nothing moves', async () => {
  const { page, close } = await openFigure();
  const frames = await page.evaluate(async () => {
    await new Promise(resolve => setTimeout(resolve, 300));
    const before = seen.frames;
    await new Promise(resolve => setTimeout(resolve, 700));
    return seen.frames - before;
  });
  assert.equal(frames, 0);
  await close();
});
