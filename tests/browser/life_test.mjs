// Frames are drawn only when needed; and what happens when something changes underneath: context, density, no WebGL2,
// no wasm.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { finishes, focusCanvas, openLab, openPage, picture, row, settled, startBrowser, state } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

const framesIn = (page, ms) => page.evaluate(async wait => {
  const before = seen.frames;
  await new Promise(resolve => setTimeout(resolve, wait));
  return seen.frames - before;
}, ms);

test('no frame is drawn while nothing moves', async () => {
  const { page, close } = await openLab(site);
  assert.equal(await framesIn(page, 2000), 0);
  await focusCanvas(page);
  await page.keyboard.press('ArrowRight');
  await settled(page);
  assert.equal(await framesIn(page, 1500), 0);
  await close();
});

test('playing pauses while it is invisible, and resumes when the canvas is back', async () => {
  const { page, close } = await openLab(site, 'lab/', { viewport: { width: 390, height: 700 } });
  await page.evaluate(() => interleaveLab.run('play'));
  await page.waitForFunction(() => interleaveLab.state.playhead_ns > 0);
  const move = where => page.evaluate(translate => { document.querySelector('.stage').style.translate = translate; }, where);
  await move('0 -5000px');
  const stopped = async () => (await framesIn(page, 700)) === 0;  // soon, however busy the machine is
  assert.ok(await stopped() || await stopped() || await stopped());
  const { playhead_ns } = await state(page);
  await move('');
  await page.waitForFunction(at => interleaveLab.state.playhead_ns > at, playhead_ns);
  assert.ok((await state(page)).playhead_ns - playhead_ns < 30e6, 'it does not jump');
  await close();
});

test('a lost context comes back with the same picture', async () => {
  const { page, close } = await openLab(site, 'lab/', { allow: [/context lost|CONTEXT_LOST/i] });
  const before = (await picture(page)).png.data;
  await page.evaluate(() => {
    globalThis.loss = document.querySelector('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    loss.loseContext();
  });
  await page.waitForTimeout(300);
  await (await row(page, 'strategy.threads')).locator('input[type=range]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  assert.deepEqual(await finishes(page), ['148.0', '96.0', '48.0']);
  assert.equal(await framesIn(page, 500), 0);
  await page.evaluate(() => loss.restoreContext());
  await page.waitForTimeout(500);
  await settled(page);
  assert.equal(await page.evaluate(() => document.querySelector('canvas').getContext('webgl2').getError()), 0);
  const after = (await picture(page)).png.data;
  assert.equal(Buffer.compare(before, after), 0, 'the pictures differ');
  await close();
});

test('a lost context that does not come back is reported: the run continues, and a still picture takes its place', async () => {
  const { page, close } = await openLab(site, 'lab/', { allow: [/context lost|CONTEXT_LOST/i] });
  await page.evaluate(() => {
    globalThis.loss = document.querySelector('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    loss.loseContext();
  });
  const still = page.locator('.stage img.still');
  await still.waitFor();
  assert.match(await page.locator('.stage [role="status"]').filter({ hasText: 'stopped drawing' }).textContent(), /until it resumes/i);
  assert.ok(await page.locator('canvas').isHidden());
  await (await row(page, 'strategy.threads')).locator('input[type=range]').focus();
  await page.keyboard.press('ArrowRight');  // 24 requests on 5 threads take a little more than 5 rounds of 24 ms
  await page.waitForFunction(() => interleaveLab.results.variants.every(({ complete }) => complete));
  assert.equal((await finishes(page))[0], '124.0');
  await page.evaluate(() => loss.restoreContext());
  await page.locator('canvas').waitFor();
  await settled(page);
  assert.equal(await still.count(), 0);
  assert.ok((await picture(page)).png.data.some((value, i, all) => value !== all[i % 4]), 'something is drawn again');
  await page.evaluate(() => new Promise(resolve => {  // a second loss, which is over at once
    document.querySelector('canvas').addEventListener('webglcontextlost', () => setTimeout(resolve), { once: true });
    loss.loseContext();
  }));
  await page.evaluate(() => loss.restoreContext());
  await settled(page);
  assert.ok((await picture(page)).png.data.some((value, i, all) => value !== all[i % 4]), 'it is drawn after a second loss, too');
  await close();
});

for (const density of [1, 1.5, 2]) {
  test(`the canvas has a pixel for each of the screen's at ${density}`, async () => {
    const { page, close } = await openLab(site, 'lab/', { deviceScaleFactor: density });
    const sizes = await page.evaluate(() => {
      const canvas = document.querySelector('canvas');
      return [canvas.width, canvas.height, canvas.clientWidth, canvas.clientHeight];
    });
    assert.ok(Math.abs(sizes[0] - sizes[2] * density) <= 1, `${sizes}`);
    assert.ok(Math.abs(sizes[1] - sizes[3] * density) <= 1, `${sizes}`);
    await close();
  });
}

test('a narrower window narrows the picture', async () => {
  const { page, close } = await openLab(site);
  await page.setViewportSize({ width: 1200, height: 800 });
  await settled(page);
  const { width, left } = await page.evaluate(() => interleaveLab.model.layout());
  const css = await page.locator('canvas').evaluate(canvas => canvas.clientWidth);
  assert.ok(left + width <= css && left + width > css - 40, `${left} + ${width} in ${css}`);
  await close();
});

test('without WebGL2 the page says so, shows a still picture, and its controls work', async () => {
  const { page, close } = await openLab(site, 'lab/', {
    prepare: page => page.addInitScript(() => {
      const real = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return kind === 'webgl2' ? null : real.call(this, kind, ...rest);
      };
    }),
  });
  assert.match(await page.locator('#sheet').textContent(), /no WebGL2/);
  assert.ok(await page.locator('img.still').evaluate(async image => {
    await image.decode();
    return image.naturalWidth > 300;
  }));
  await (await row(page, 'strategy.threads')).locator('input[type=range]').focus();
  for (let i = 0; i < 4; ++i) await page.keyboard.press('ArrowRight');
  assert.deepEqual(await finishes(page), ['84.0', '96.0', '48.0']);
  await close();
});

test('without the wasm file the page says what it is and what went wrong', async () => {
  const { page, close } = await openPage(site, 'lab/', {
    allow: [/./],
    prepare: page => page.route('**/*.wasm', route => route.abort()),
  });
  await page.getByText('could not be loaded').waitFor();
  assert.match(await page.locator('#stage-message').textContent(), /simulation of cores, threads and event loops/);
  await close();
});

test('the theme button changes the page and the canvas, and is remembered', async () => {
  const { page, close } = await openLab(site);
  const corner = async () => { await settled(page); const image = await picture(page); return image.at(3, image.png.height / 1 - 3)[0]; };
  assert.ok(await corner() < 60);
  await page.getByRole('button', { name: 'Light colours' }).click();
  assert.ok(await corner() > 200);
  assert.ok(await page.evaluate(() => getComputedStyle(document.body).backgroundColor) === 'rgb(251, 250, 247)');
  await page.reload();
  await page.locator('body.ready').waitFor();
  assert.ok(await corner() > 200);
  await page.getByRole('button', { name: 'Dark colours' }).click();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  assert.ok(await corner() < 60);
  await close();
});
