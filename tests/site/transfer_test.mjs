// How much a page with a figure loads: before the reader acts, and until the first figure is live. The files are those
// that the browser asked for, packed as a host packs them (gzip -9). The table of the largest is printed, and the bounds
// are those of docs/embedding.md.
//
// And what the first figure of a page needs is there from the beginning: while the rest of the module is held back, it can
// be played, scrubbed, zoomed and changed, and asks for nothing that is missing.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { figuresIn } from '../../tools/site/page_figures.mjs';
import { addressOf } from '../../web/core/figure.js';
import { build, openPage, startBrowser } from '../browser/support.mjs';

const before_bytes = 40_000;  // until the reader acts
const live_bytes = 280_000;   // until the first figure can be played, scrubbed, zoomed and changed
const later = /\/(figure\.rest\.wasm|v1\/later\.(js|css))$/;  // the first of these is asked for after the first frame

const packedAlready = /\.(png|woff2)$/;

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

const file = url => new URL(url).pathname.slice(new URL(site.url).pathname.length);

function sizes(urls) {
  return [...new Set(urls.map(file))].map(path => {
    const bytes = readFileSync(`${build}/site/${path.endsWith('/') || path === '' ? path + 'index.html' : path}`);
    return { path, raw: bytes.length, packed: packedAlready.test(path) ? bytes.length : spawnSync('gzip', ['-9c'], { input: bytes, maxBuffer: 1e8 }).stdout.length };
  });
}

const total = (rows, key) => rows.reduce((sum, row) => sum + row[key], 0);

function table(title, rows) {
  console.log(`\n${title}\n      raw   gzip -9`);
  for (const { path, raw, packed } of [...rows].sort((a, b) => b.packed - a.packed)) console.log(`${String(raw).padStart(9)} ${String(packed).padStart(9)}  ${path}`);
  console.log(`${String(total(rows, 'raw')).padStart(9)} ${String(total(rows, 'packed')).padStart(9)}  in all`);
}

// The figures of a page of the site, as addresses of v1/embed.html.
const figuresOf = async path => Promise.all((await figuresIn(readFileSync(join(build, 'site', path), 'utf8'))).map(async figure => {
  const { search, hash } = new URL(await addressOf('http://site/', figure));
  return `v1/embed.html${search}${hash}`;
}));

const pages = readdirSync(`${build}/site`, { recursive: true }).filter(path => path.endsWith('.html') && !/^(v1|lab|test-)/.test(path)).sort();

// Opens a figure while the rest of the module is held back, and uses it as a reader does. Returns what it loaded.
async function use(path) {
  let release;
  const held = new Promise(resolve => { release = resolve; });
  const { page, requests, close } = await openPage(site, path, {
    allow: [/Synchronous XMLHttpRequest/],
    viewport: { width: 760, height: 460 },
    async prepare(page) {
      await page.route('**/figure.rest.wasm', async route => {
        await held;
        await route.continue().catch(() => {});
      });
      await page.addInitScript(() => {
        globalThis.missing = [];  // a placeholder of the module asks for the rest while everything waits; it gets it
        Error.stackTraceLimit = 50;
        const { open } = XMLHttpRequest.prototype;
        XMLHttpRequest.prototype.open = function (method, url, async) {
          if (!async) missing.push(new Error('something is missing').stack);
          return open.call(this, method, async ? url : `${url}?at-once`, async);
        };
      });
    },
  });
  await page.waitForLoadState('networkidle');
  const early = [...requests];
  await page.locator('.poster-start').click();
  const canvas = page.locator('canvas');
  await canvas.waitFor({ timeout: 15_000 }).catch(() => assert.fail(`${path} waits for the rest of the module: it is not in web/core/quick.js`));
  await page.evaluate(() => seen.nextFrame());
  await page.locator('.figure-play').click();
  await page.keyboard.press('ArrowRight');
  await page.locator('.figure-play').click();
  const box = await canvas.boundingBox();
  const at = (x, y) => page.mouse.move(box.x + box.width * x, box.y + y);
  await at(0.5, 40);
  await page.mouse.down();
  await at(0.7, 45);
  await page.mouse.up();
  await at(0.6, 90);
  await page.mouse.down();
  await at(0.5, 90);
  await page.mouse.up();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -240);
  await page.keyboard.up('Control');
  await page.locator('.figure-scrub').focus();
  for (const key of ['ArrowRight', 'ArrowLeft']) await page.keyboard.press(key);
  for (const knob of await page.locator('.figure-knobs input[type="range"]').all()) {
    await knob.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft']) await page.keyboard.press(key);
    await knob.evaluate(one => {
      one.value = 0.4;
      for (const type of ['input', 'change']) one.dispatchEvent(new Event(type, { bubbles: true }));
    });
  }
  for (const choice of await page.locator('.figure-knobs select').all()) await choice.selectOption({ index: 0 });
  for (let i = 0; i < 5; ++i) await page.evaluate(() => seen.nextFrame());
  const missing = await page.evaluate(() => globalThis.missing);
  release();
  await page.locator('body[data-status="ready"]').waitFor();
  await page.waitForLoadState('networkidle');
  await close();
  const count = requests.findIndex(url => later.test(url));
  return { missing, early: sizes(early), live: sizes(requests.slice(0, count)), rest: sizes(requests.slice(count).filter(url => !url.endsWith('?at-once'))), requests };
}

test('the first figure of every page, and each example, is live with little, and needs nothing that is not there', async () => {
  const firsts = [];
  for (const path of pages) {
    const figures = await figuresOf(path);
    firsts.push(...(path === 'embedding/index.html' ? figures : figures.slice(0, 1)));
  }
  assert.ok(firsts.length >= 10, `${firsts.length} figures were found`);
  const used = [];
  for (const path of new Set(firsts)) used.push({ path, ...await use(path) });
  const largest = used.reduce((one, other) => (total(other.live, 'packed') > total(one.live, 'packed') ? other : one));
  table(`Before the reader acts: ${largest.path}`, largest.early);
  table('Until the figure is live', largest.live);
  table('After its first frame', largest.rest);
  assert.deepEqual(used.filter(({ missing }) => missing.length > 0).map(({ path, missing }) => `${path}\n${missing[0]}`), [],
    'these need something that comes later: web/core/quick.js has to have them');
  for (const { path, early, live, requests } of used) {
    assert.ok(total(early, 'packed') <= before_bytes, `${path}: ${total(early, 'packed')} bytes before the reader acts, and at most ${before_bytes} are allowed`);
    assert.ok(!early.some(({ path: name }) => name.endsWith('.wasm')), 'no module is loaded before the reader acts');
    assert.ok(total(live, 'packed') <= live_bytes, `${path}: ${total(live, 'packed')} bytes, and at most ${live_bytes} are allowed`);
    assert.ok(live.some(({ path: name }) => name === 'figure.wasm'), 'the module of figures is used');
    assert.ok(!requests.some(url => url.endsWith('/interleave.wasm')), 'and not that of the lab');
  }
});
