// Two sessions on one page, in one module: each has its canvas, its runs and its state.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import { openPage, settled, startBrowser } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site?.close());

// The page of another site.
const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Two</title><link rel="stylesheet" href="style.css"><script type="module" src="two.js"></script></head>
<body class="lab"><div id="a"></div><div id="b"></div></body></html>`;

const script = `
import { loadModule } from './core/module.js';
import { makeSession } from './core/session.js';
import { makeNow } from './parts/now.js';
import { makeOutcome } from './parts/outcome.js';
import { makeParameters } from './parts/parameters.js';
import { makeStage } from './parts/stage.js';
import { makeTransport } from './parts/transport.js';

const module = await loadModule();
globalThis.module = module;
globalThis.open = (id, scenario) => {
  const session = makeSession(module);
  const root = document.getElementById(id);
  const place = kind => { const made = document.createElement('div'); made.className = kind; root.append(made); return made; };
  session.loadBuiltin(scenario);
  session.add(makeTransport(place('transport'), session));
  const sheet = place('sheet');
  sheet.style.setProperty('--room', '300px');
  const stage = session.add(makeStage(sheet, session));
  for (const make of [makeNow, makeOutcome, makeParameters]) session.add(make(root, session));
  stage.start();
  session.refresh(true);
  return globalThis[id] = session;
};
Object.assign(document.body.style, { display: 'grid', gridTemplateColumns: '1fr 1fr' });  // beside each other, and nothing scrolls
open('a', 'waiting-on-the-database');
open('b', 'typing-and-music');
document.body.dataset.open = '';
`;

async function openTwo(options = {}) {
  const opened = await openPage(site, 'two.html', {
    viewport: { width: 1200, height: 2200 },
    prepare: async page => {
      await page.addInitScript(() => {
        for (const name of ['instantiate', 'instantiateStreaming']) {
          const real = WebAssembly[name];
          WebAssembly[name] = async (...given) => {
            const made = await real.apply(WebAssembly, given);
            globalThis.memory = Object.values(made.instance.exports).find(one => one instanceof WebAssembly.Memory);
            return made;
          };
        }
      });
      await page.route('**/two.html', route => route.fulfill({ contentType: 'text/html', body: html }));
      await page.route('**/two.js', route => route.fulfill({ contentType: 'text/javascript', body: script }));
    },
    ...options,
  });
  await opened.page.locator('body[data-open]').waitFor();
  await settled(opened.page);
  return opened;
}

const canvas = (page, id) => page.locator(`#${id} canvas`);
const state = (page, id) => page.evaluate(id => globalThis[id].model.state(), id);
const makespans = (page, id) => page.evaluate(id => globalThis[id].model.results().variants.map(run => run.makespan_ns), id);
const shot = async (page, id) => PNG.sync.read(await canvas(page, id).screenshot());
const colours = png => {
  const seen = new Set();
  for (let i = 0; i < png.data.length; i += 4) seen.add(png.data.readUInt32BE(i));
  return seen.size;
};

// A point on the first bar of the first thread lane.
async function bar(page, id, ms) {
  const { left, width, begin_ns, end_ns, panes } = await page.evaluate(id => globalThis[id].model.layout(), id);
  const box = await canvas(page, id).boundingBox();
  const row = panes[0].rows.find(one => one.kind === 'core');
  return [box.x + left + (width * (ms * 1e6 - begin_ns)) / (end_ns - begin_ns), box.y + (row.y0 + row.y1) / 2];
}

test('both draw, each its own scenario', async () => {
  const { page, close } = await openTwo();
  const [a, b] = [await shot(page, 'a'), await shot(page, 'b')];
  assert.ok(colours(a) > 50 && colours(b) > 50, `${colours(a)} and ${colours(b)} colours`);
  assert.notEqual(Buffer.compare(a.data, b.data), 0);
  assert.deepEqual(await makespans(page, 'a'), [148e6, 96e6, 48e6]);
  assert.notDeepEqual(await makespans(page, 'b'), await makespans(page, 'a'));
  const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(one => one.id));
  assert.equal(new Set(ids).size, ids.length, 'no id is there twice');
  await close();
});

test('keys, pointer and wheel go to the intended session', async () => {
  const { page, close } = await openTwo();
  await canvas(page, 'a').focus();
  await page.keyboard.press('End');
  assert.deepEqual([(await state(page, 'a')).playhead_ns, (await state(page, 'b')).playhead_ns], [148e6, 0]);
  await canvas(page, 'b').focus();
  await page.keyboard.press('ArrowRight');
  assert.ok((await state(page, 'b')).playhead_ns > 0);
  assert.equal((await state(page, 'a')).playhead_ns, 148e6);

  await page.mouse.click(...await bar(page, 'a', 1));  // request 1 runs there
  await settled(page);
  assert.deepEqual((await state(page, 'a')).selection?.pane, 0);
  assert.equal((await state(page, 'b')).selection, null);

  const before = await state(page, 'a');
  await page.mouse.move(...await bar(page, 'b', 1));
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  await settled(page);
  const [a, b] = [await state(page, 'a'), await state(page, 'b')];
  assert.deepEqual([a.begin_ns, a.end_ns], [before.begin_ns, before.end_ns]);
  assert.ok(b.end_ns < b.last_ns);
  await close();
});

test('a change of one leaves the other as it was, to the pixel', async () => {
  const { page, close } = await openTwo();
  await page.mouse.move(1, 1);
  const [b, results] = [await shot(page, 'b'), await makespans(page, 'b')];
  // One thread: one request after the other, 24 x 24 ms.
  const field = page.locator('#a .row[data-id="strategy.threads"] input[type=text]');
  await field.fill('1');
  await field.press('Enter');
  await settled(page);
  assert.deepEqual(await makespans(page, 'a'), [576e6, 96e6, 48e6]);
  assert.deepEqual(await makespans(page, 'b'), results);
  assert.equal(Buffer.compare((await shot(page, 'b')).data, b.data), 0);
  assert.equal(await page.evaluate(() => b.state.can_undo), false);
  await close();
});

test('both read a recording at the same time', async () => {
  const { page, close } = await openTwo();
  const titles = await page.evaluate(() => {
    const text = name => JSON.stringify(Array.from({ length: 40 }, (_, i) => ({ ph: 'X', pid: 1, tid: 1, ts: i * 10, dur: 5, name })));
    const encoder = new TextEncoder();
    const pieces = [encoder.encode(text('one')), encoder.encode(text('two'))];
    for (const session of [a, b]) session.model.beginRecording();
    for (let i = 0; i < 100_000 && i < Math.max(pieces[0].length, pieces[1].length); i += 100) {
      [a, b].forEach((session, n) => session.model.feedRecording(pieces[n].subarray(i, i + 100)));
    }
    return [a, b].map((session, n) => {
      session.openRecording(`${n}.json`);
      return [session.state.title, session.results.variants[0].completed, session.model.exported('csv').includes(n === 0 ? 'one' : 'two')];
    });
  });
  assert.deepEqual(titles.map(([title]) => title), ['0.json', '1.json']);
  assert.deepEqual(titles.map(([, , own]) => own), [true, true]);
  await close();
});

test('one can be closed, and the other continues', async () => {
  const { page, close } = await openTwo();
  await page.evaluate(() => { a.run('play'); a.close(); });
  assert.equal(await page.locator('#a canvas').count(), 0);
  await canvas(page, 'b').focus();
  await page.keyboard.press('End');
  await settled(page);
  const { playhead_ns, last_ns } = await state(page, 'b');
  assert.equal(playhead_ns, last_ns);
  assert.ok(colours(await shot(page, 'b')) > 50);
  assert.match(await page.evaluate(() => { try { a.model.seek(0); } catch (error) { return `${error.name}: ${error.message}`; } }), /RangeError: the session is closed/);
  await page.waitForTimeout(400);
  const frames = await page.evaluate(() => seen.frames);
  await page.waitForTimeout(600);
  assert.equal(await page.evaluate(() => seen.frames), frames, 'nothing of the closed one moves');
  await close();
});

test('sessions can be opened and closed again and again; the number of open ones is limited', async () => {
  const { page, close } = await openTwo();
  const sizes = await page.evaluate(async () => {
    const next = () => new Promise(resolve => setTimeout(resolve, 60));
    a.close();
    let size = 0;
    for (let i = 0; i < 30; ++i) {
      document.getElementById('a').replaceChildren();
      const session = open('a', 'waiting-on-the-database');
      await next();
      session.close();
      if (i === 9) size = memory.buffer.byteLength;
    }
    return [size, memory.buffer.byteLength];
  });
  assert.equal(sizes[1], sizes[0], 'what a session had is free when it is closed');
  const many = await page.evaluate(() => {
    const models = [];
    try {
      for (let i = 0; i < 100; ++i) models.push(module.open());
    } catch (error) {
      models.forEach(model => model.close());
      return [models.length, error.message];
    }
  });
  assert.deepEqual(many, [15, 'too many sessions are open']);
  await canvas(page, 'b').focus();
  await page.keyboard.press('End');
  await settled(page);
  assert.ok(colours(await shot(page, 'b')) > 50);
  await close();
});

// Every argument of every row of the module's table.
test('numbers and texts that are not allowed are refused, and change nothing', async () => {
  const { page, close } = await openTwo();
  const wrong = await page.evaluate(() => {
    const good = { number: low => Math.max(low, 1), whole: low => low, flag: () => true, text: () => 'x', bytes: () => new Uint8Array(1), canvas: () => document.createElement('canvas') };
    const bad = {
      number: ({ low, high }) => [NaN, Infinity, -Infinity, low - 1, high * 2 + 1, 'x', undefined, null],
      whole: ({ low, high }) => [NaN, Infinity, low - 1, low + 0.5, high * 2 + 1, '1'],
      flag: () => [NaN, 2, -1, 0.5, 'yes'],
      text: ({ high }) => ['x'.repeat(high + 1), 5, undefined, null],
      bytes: () => ['a text is bytes, too, but this is none'.length, undefined, [1, 2]],
      canvas: () => [],
    };
    const before = JSON.stringify([a.model.state(), a.model.results()]);
    const mistakes = [];
    let tried = 0;
    for (const { name, arguments: kinds, answer } of module.table) {
      kinds.forEach((kind, i) => {
        for (const value of bad[kind.type](kind)) {
          const values = kinds.map(other => good[other.type](other.low));
          values[i] = value;
          ++tried;
          let refused = false;
          try {
            const result = a.model[name.replace(/_(.)/g, (_, letter) => letter.toUpperCase())](...values);
            refused = answer === 'outcome' && result.error?.message.startsWith(`${name}: '${kind.name}' must be `);
          } catch (error) {
            refused = error instanceof RangeError && error.message.startsWith(`${name}: '${kind.name}' must be `);
          }
          if (!refused) mistakes.push(`${name}(${kind.name}: ${String(value).slice(0, 30)})`);
        }
      });
    }
    if (tried < 200) mistakes.push(`only ${tried} were tried`);
    if (JSON.stringify([a.model.state(), a.model.results()]) !== before) mistakes.push('something has changed');
    return mistakes;
  });
  assert.deepEqual(wrong, []);
  await close();
});
