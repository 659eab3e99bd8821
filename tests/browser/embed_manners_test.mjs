// A figure in somebody else's page is polite: until the reader acts it takes nothing, and afterwards it gives everything
// back. The page is on another origin and has ten figures: the examples of the site's page about them.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { course, examples, frameOf, isLive, start, startCourse } from './embed_support.mjs';

let host;
let ten;
before(async () => {
  host = await startCourse();
  ten = await examples();
});
after(() => host?.close());

// Listeners that could cancel what a reader does with the page around.
const taking = ['wheel', 'touchstart', 'touchmove', 'keydown', 'keyup', 'keypress', 'pointerdown', 'pointermove', 'mousedown', 'mousemove'];
const watched = page => page.addInitScript(types => {
  globalThis.taken = [];
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, ...more) {
    if (types.includes(type)) taken.push(type);
    return add.call(this, type, ...more);
  };
  globalThis.focused = 0;
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function (...given) { ++focused; return focus.apply(this, given); };
}, taking);

test('before the reader acts, ten figures take nothing', async () => {
  const { page, requests, close } = await host.open(course(ten), { prepare: watched });
  await page.locator('#before').focus();
  for (let i = 0; i < 10; ++i) await frameOf(page, i);  // scrolls through the whole page
  await page.waitForTimeout(500);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'before');
  const frames = page.frames().filter(frame => /embed\.html/.test(frame.url()));
  assert.equal(frames.length, 10);
  for (const frame of frames) assert.deepEqual(await frame.evaluate(() => [taken, focused, document.querySelectorAll('canvas').length]), [[], 0, 0], frame.url());
  for (const request of requests) assert.doesNotMatch(request.url(), /\.wasm|live\.|interleave\.js|\/figure\.js|style\.css|\.woff2/);

  // Each figure alone is at most 40 kB; what figures share is counted for each of them.
  const sizes = new Map();
  for (const request of requests) {
    if (!request.url().startsWith(host.site.url)) continue;
    const frame = request.frame();
    const path = decodeURIComponent(new URL(request.url()).pathname.replace('/some/where/', ''));
    const bytes = gzipSync(await readFile(`${host.build}/site/${path}`), { level: 9 }).length;
    sizes.set(frame, (sizes.get(frame) ?? 0) + bytes);
  }
  assert.equal(sizes.size, 11);
  for (const [frame, bytes] of sizes) assert.ok(bytes <= 40_000, `${frame.url()}: ${bytes}`);

  await page.evaluate(() => scrollTo(0, 0));
  await page.mouse.move(300, 700);
  await page.keyboard.press('PageDown');
  await page.waitForFunction(() => scrollY > 100);
  await close();
});

test('every poster of the gallery fits into what may be loaded before the reader acts', async () => {
  const size = async path => gzipSync(await readFile(`${host.build}/site/${path}`), { level: 9 }).length;
  const { readdir } = await import('node:fs/promises');
  let loader = 0;
  const shared = (await readdir(`${host.build}/site/v1`)).filter(name => name.startsWith('shared-')).map(name => `v1/${name}`);
  for (const path of ['v1/embed.html', 'v1/embed.js', 'v1/embed.css', 'posters/figures.json', ...shared]) loader += await size(path);
  for (const poster of (await readdir(`${host.build}/site/posters`)).filter(name => name.endsWith('.svg'))) {
    const scenario = await size(`scenarios/${poster.replace(/-(light|dark)\.svg$/, '.json')}`).catch(() => 0);  // or it is that of a figure
    const all = loader + scenario + await size(`posters/${poster}`);
    assert.ok(all <= 40_000, `${poster}: ${all}`);
  }
});

test('frames that are out of view are not loaded', async () => {
  const far = `<div style="height:20000px"></div>`;
  const { page, requests, close } = await host.open(course([ten[0], far, ten[1]]));
  await frameOf(page, 0);
  await page.waitForTimeout(300);
  assert.equal(requests.filter(request => /embed\.html/.test(request.url())).length, 1);
  await close();
});

test('Tab walks in and out, before and after it is live', async () => {
  const { page, close } = await host.open(course([ten[1]]));
  const frame = await frameOf(page);

  // The names of what has the focus, from the link before the figure to the link after it.
  async function walk(key, from, to) {
    await page.locator(from).focus();
    const names = [];
    for (let i = 0; i < 40; ++i) {
      await page.keyboard.press(key);
      if (await page.evaluate(() => document.activeElement.id) === to) return names;
      names.push(await frame.evaluate(() => {
        const one = document.activeElement;
        return one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent.trim() ?? one.tagName;
      }));
    }
    assert.fail(`${key} never leaves: ${names}`);
  }

  assert.deepEqual(await walk('Tab', '#before', 'after'), ['Start: Typing while music plays on one core']);
  assert.equal((await walk('Shift+Tab', '#after', 'before')).length, 1);
  await start(frame);
  const names = await walk('Tab', '#before', 'after');
  assert.deepEqual(names.filter(name => !/^Timeline|Scroll/.test(name)), ['Play', 'Playhead', 'Time slice', 'Time slice, value', 'Full screen', 'Menu']);
  assert.equal(names.filter(name => /^Timeline/.test(name)).length, 1);
  assert.deepEqual(await walk('Shift+Tab', '#after', 'before'), names.toReversed());

  // Esc leaves the canvas, and the next Tab goes on from there.
  await frame.locator('canvas').focus();
  await page.keyboard.press('Escape');
  assert.equal(await frame.evaluate(() => document.activeElement.tagName), 'BODY');
  await close();
});

test('the button gives the focus to Play, and other ways to become live take none', async () => {
  const { page, close } = await host.open(course([ten[1]]));
  const frame = await frameOf(page);
  await start(frame);
  assert.equal(await frame.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Play');
  await close();

  const second = await host.open(course([ten[1].replace('runs=', 'activate="visible" runs=')]));
  await second.page.locator('#before').focus();
  const live = await frameOf(second.page);
  await isLive(live);
  assert.equal(await second.page.evaluate(() => document.activeElement.id), 'before');
  await second.close();
});

test('a plain wheel scrolls the page around a live figure, and Ctrl with the wheel zooms it', async () => {
  const { page, close } = await host.open(course([ten[1], '<div style="height:3000px"></div>']));
  const frame = await frameOf(page);
  await start(frame);
  const box = await page.locator('interleave-figure').boundingBox();
  await page.mouse.move(box.x + 400, box.y + 140);
  const before = await page.evaluate(() => scrollY);
  await page.mouse.wheel(0, 150);
  await page.waitForFunction(was => scrollY > was + 50, before);
  const now = await page.locator('interleave-figure').boundingBox();
  await page.mouse.move(now.x + 400, Math.max(now.y, 0) + 140);
  const at = await page.evaluate(() => scrollY);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  await page.waitForTimeout(500);
  assert.equal(await page.evaluate(() => scrollY), at);
  const { state } = await page.evaluate(async () => ({ state: await document.querySelector('interleave-figure').getState() }));
  assert.ok(state.figure.from !== undefined && state.figure.to !== undefined, JSON.stringify(state));
  await close();
});

test('a release outside the frame ends a drag', async () => {
  const { page, close } = await host.open(course([ten[1]]));
  const frame = await frameOf(page);
  await start(frame);
  const canvas = await frame.locator('canvas').boundingBox();
  await page.mouse.move(canvas.x + 300, canvas.y + 50);  // the axis: drags the playhead
  await page.mouse.down();
  await page.mouse.move(canvas.x + 350, canvas.y + 50, { steps: 4 });
  await page.mouse.move(canvas.x + 350, canvas.y - 160, { steps: 4 });
  await page.mouse.up();
  await page.waitForTimeout(300);
  const time = () => page.evaluate(async () => (await document.querySelector('interleave-figure').getState()).figure.t);
  const after = await time();
  assert.ok(after, 'the playhead was dragged');
  await page.mouse.move(canvas.x + 500, canvas.y + 50, { steps: 4 });
  await page.waitForTimeout(200);
  assert.equal(await time(), after);
  await close();
});

test('a figure that rests draws nothing, and one out of view does not play on', async () => {
  const count = page => page.addInitScript(() => {
    globalThis.frames_drawn = 0;
    const request = requestAnimationFrame;
    globalThis.requestAnimationFrame = act => request(time => { ++frames_drawn; act(time); });
  });
  const { page, close } = await host.open(course([ten[1], '<div style="height:4000px"></div>']), { prepare: count });
  const frame = await frameOf(page);
  await start(frame);
  await page.waitForTimeout(1500);
  const drawn = async wait => {
    const before = await frame.evaluate(() => frames_drawn);
    await page.waitForTimeout(wait);
    return await frame.evaluate(() => frames_drawn) - before;
  };
  assert.equal(await drawn(1000), 0, 'it rests');
  await page.evaluate(() => document.querySelector('interleave-figure').play());
  assert.ok(await drawn(500) > 0, 'it plays');
  await page.evaluate(() => scrollTo(0, 3500));
  await page.waitForTimeout(300);
  assert.equal(await drawn(700), 0, 'it is out of view');
  const time = await page.evaluate(() => document.querySelector('interleave-figure').time);
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(600);
  const later = await page.evaluate(() => document.querySelector('interleave-figure').time);
  assert.ok(later >= time && later - time < 100e6, `it did not jump: ${time} ${later}`);
  await close();
});

test('nothing plays by itself where motion is unwanted', async () => {
  for (const reducedMotion of ['reduce', 'no-preference']) {
    const { page, close } = await host.open(course([ten[1].replace('runs=', 'play="1" runs=')]), { reducedMotion });
    const frame = await frameOf(page);
    await start(frame);
    await page.waitForTimeout(400);
    assert.equal(await page.evaluate(() => document.querySelector('interleave-figure').playing), reducedMotion === 'no-preference');
    await close();
  }
});

test('in print, the fallback takes the place of the frame', async () => {
  const { page, close } = await host.open(course([ten[3]]));
  await frameOf(page);
  const shown = () => page.evaluate(() => {
    const figure = document.querySelector('interleave-figure');
    return [figure.shadowRoot.querySelector('iframe').offsetHeight > 0, figure.querySelector('p').offsetHeight > 0];
  });
  assert.deepEqual(await shown(), [true, false]);
  await page.emulateMedia({ media: 'print' });
  assert.deepEqual(await shown(), [false, true]);
  await close();
});

test('without scripts, the fallback is there', async () => {
  const { page, close } = await host.open(course([ten[3]]), { javaScriptEnabled: false });
  assert.ok(await page.getByText('Every job that comes after the long one waits for it.').isVisible());
  await close();
});
