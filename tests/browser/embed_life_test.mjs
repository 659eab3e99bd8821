// The lives of figures: at most three are live, the others keep their state; questions; sandboxes; errors.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { course, examples, frameOf, isLive, start, startCourse } from './embed_support.mjs';

let host;
let ten;
before(async () => {
  host = await startCourse();
  ten = await examples();
});
after(() => host?.close());

const status = (page, n = 0) => page.evaluate(at => document.querySelectorAll('interleave-figure')[at].status, n);
const figure = '<interleave-figure scenario="typing-and-music" title="Music" height="300"></interleave-figure>';

test('at most three are live, and the first goes back to its poster with its state', async () => {
  for (const kind of [figure, figure.replace('title', 'sandbox="allow-scripts" title')]) {
    const { page, close } = await host.open(course([kind, kind, kind, kind]));
    for (let i = 0; i < 3; ++i) await start(await frameOf(page, i));
    await page.evaluate(async () => {
      const [first] = document.querySelectorAll('interleave-figure');
      await first.set('machine.scheduler.quantum', '40ms');
      await first.seek('150ms');
    });
    assert.deepEqual(await Promise.all([0, 1, 2, 3].map(i => status(page, i))), ['ready', 'ready', 'ready', 'idle']);
    await start(await frameOf(page, 3));
    await page.waitForFunction(() => document.querySelector('interleave-figure').status === 'suspended');
    assert.deepEqual(await Promise.all([0, 1, 2, 3].map(i => status(page, i))), ['suspended', 'ready', 'ready', 'ready']);
    const first = await frameOf(page, 0);
    await first.getByRole('button', { name: 'Continue' }).waitFor();
    assert.equal(await first.locator('canvas').count(), 0);
    assert.match(await first.locator('img').getAttribute('src'), /^blob:/);
    await start(first);
    const state = await page.evaluate(() => document.querySelector('interleave-figure').getState());
    assert.deepEqual([state.figure.set['machine.scheduler.quantum'], state.figure.t], ['40ms', '150ms']);
    await close();
  }
});

test('frames without the element count, too', async () => {
  const plain = `<iframe src="{site}v1/embed.html?scenario=typing-and-music" title="Music" width="600" height="300"></iframe>`;
  const { page, close } = await host.open(course([plain, plain, plain, plain]));
  for (let i = 0; i < 4; ++i) await start(await frameOf(page, i));
  await (await frameOf(page, 0)).getByRole('button', { name: 'Continue' }).waitFor();
  for (const i of [1, 2, 3]) await isLive(await frameOf(page, i));
  await close();
});

test('a figure that is moved on its page keeps its state', async () => {
  const { page, close } = await host.open(course([figure]));
  await start(await frameOf(page));
  await page.evaluate(async () => {
    const one = document.querySelector('interleave-figure');
    await one.seek('20ms');
    document.querySelector('main').prepend(one);
  });
  await start(await frameOf(page));
  assert.equal((await page.evaluate(() => document.querySelector('interleave-figure').getState())).figure.t, '20ms');
  await close();
});

test('a state can be given to another figure, live or not', async () => {
  const { page, close } = await host.open(course([figure, figure]));
  await start(await frameOf(page, 0));
  const state = await page.evaluate(async () => {
    const [first, second] = document.querySelectorAll('interleave-figure');
    await first.set({ 'machine.scheduler.quantum': '20ms' });
    await first.seek('30ms');
    const state = await first.getState();
    await second.setState(state);
    return state;
  });
  assert.equal(await status(page, 1), 'idle');
  await start(await frameOf(page, 1));
  assert.deepEqual(await page.evaluate(() => document.querySelectorAll('interleave-figure')[1].getState()), state);
  await close();
});

const asks = `<form><interleave-figure name="late" scenario="typing-and-music" set="machine.scheduler.quantum:40ms" t="150ms" ask="missed" title="Music" height="420"></interleave-figure></form>`;
const listen = page => page.evaluate(() => {
  globalThis.heard = [];
  for (const name of ['predict', 'complete']) addEventListener(`interleave-${name}`, ({ detail }) => heard.push([name, detail]));
});

test('a question: the number is hidden until it is answered', async () => {
  const { page, close } = await host.open(course([asks]));
  const frame = await frameOf(page);
  // The poster does not tell it either: it is that of the figure, which is covered from 150 ms on.
  const poster = await frame.evaluate(async () => (await fetch(document.querySelector('.poster-image').src)).text());
  assert.match(poster, /150 ms/);
  assert.doesNotMatch(poster, /missed/);
  await listen(page);
  await start(frame);
  const missed = frame.locator('[data-id="numbers/missed"] dd');
  assert.equal(await missed.textContent(), '?');
  // Nothing is under the pointer where what happens next is covered.
  const canvas = await frame.locator('canvas').boundingBox();
  const hovers = async x => {
    await page.mouse.move(canvas.x + x, canvas.y + 62, { steps: 3 });
    await page.waitForTimeout(300);
    return frame.locator('.hover').isVisible();
  };
  assert.deepEqual([await hovers(150), await hovers(500)], [true, false]);
  // What is covered cannot be reached by stepping or playing.
  await page.evaluate(() => document.querySelector('interleave-figure').seek('300ms'));
  await frame.waitForFunction(() => document.querySelector('.time').textContent === '150.00 ms');
  const field = frame.getByRole('textbox', { name: /missed/ });
  await field.fill('20');
  await frame.getByRole('button', { name: 'Answer', exact: true }).click();
  assert.match(await frame.locator('.figure-feedback').textContent(), /25/);
  assert.equal(await missed.textContent(), '25');
  assert.ok(await hovers(500), 'it is no longer covered');
  const heard = await page.evaluate(() => heard);
  assert.deepEqual(heard.map(([name]) => name), ['predict', 'complete']);
  assert.deepEqual({ ...heard[0][1], question: '' }, { question: '', answer: '20', right: '25', score: 0 });
  assert.deepEqual(heard[1][1], { score: 0 });
  assert.equal(await page.evaluate(() => new FormData(document.querySelector('form')).get('late')), '20');

  // It stays answered.
  await page.evaluate(() => document.querySelector('interleave-figure').suspend());
  await start(frame);
  assert.equal(await missed.textContent(), '25');
  assert.match(await frame.locator('.figure-feedback').textContent(), /25/);
  await close();
});

test('a right answer, and one that is shown', async () => {
  for (const [act, score] of [['answer', 1], ['show', 0]]) {
    const { page, close } = await host.open(course([asks]));
    const frame = await frameOf(page);
    await listen(page);
    await start(frame);
    if (act === 'answer') {
      await frame.getByRole('textbox', { name: /missed/ }).fill(' 25 ');
      await page.keyboard.press('Enter');
    } else {
      await frame.getByRole('button', { name: 'Show the answer' }).click();
    }
    await page.waitForFunction(() => heard.length === 2);
    assert.equal((await page.evaluate(() => heard))[0][1].score, score);
    await close();
  }
});

test('a question with choices', async () => {
  const { page, close } = await host.open(course([ten[3]]));
  const frame = await frameOf(page);
  await listen(page);
  await start(frame);
  await frame.getByRole('button', { name: 'Answer', exact: true }).click();
  assert.deepEqual(await page.evaluate(() => heard), [], 'nothing was chosen');
  await frame.getByRole('radio', { name: 'The jobs that came after it' }).check();
  await frame.getByRole('button', { name: 'Answer', exact: true }).click();
  await page.waitForFunction(() => heard.length === 2);
  const [[, { answer, right, score }]] = await page.evaluate(() => heard);
  assert.deepEqual([answer, right, score], ['The jobs that came after it', 'The jobs that came after it', 1]);
  assert.match(await frame.locator('.figure-feedback').textContent(), /^Right: .*lets every job run to its end\.$/);
  await close();
});

test('a frame that may only run scripts works, without storage', async () => {
  for (const kind of [ten[8], `<iframe sandbox="allow-scripts" src="{site}v1/embed.html?scenario=typing-and-music&knobs=machine.scheduler.quantum" title="Music" width="700" height="400"></iframe>`]) {
    const { page, close } = await host.open(course([kind]));
    const frame = await frameOf(page);
    assert.equal(await frame.evaluate(() => origin), 'null');
    await start(frame);
    await frame.locator('canvas').waitFor();
    await frame.locator('input[type=range]').last().focus();
    await page.keyboard.press('ArrowRight');
    await frame.getByRole('button', { name: 'Play', exact: true }).click();
    await frame.waitForFunction(() => parseFloat(document.querySelector('.time').textContent) > 0);
    await close();
  }
});

test('a scenario that does not exist, and parts that cannot be used', async () => {
  const { page, close } = await host.open(course([`<interleave-figure scenario="nothing-like-it" title="Nothing" height="300"></interleave-figure>`,
    `<interleave-figure scenario="typing-and-music" set="machine.cores:lots" t="soon" title="Music" height="300"></interleave-figure>`]),
  { allow: [/404|nothing-like-it/] });
  await page.evaluate(() => {
    globalThis.errors = [];
    addEventListener('interleave-error', ({ detail }) => errors.push(detail));
  });
  const first = await frameOf(page, 0);
  await first.locator('.poster-start').click();
  await first.getByRole('alert').waitFor();
  assert.match(await first.getByRole('button').textContent(), /Try again/);
  await start(await frameOf(page, 1));
  const errors = await page.evaluate(() => errors);
  assert.deepEqual(errors.map(({ code, pointer }) => [code, pointer]).slice(-2).toSorted(), [['bad-parameter', 'set=machine.cores:lots'], ['bad-parameter', 't=soon']]);
  await close();
});

test('when the simulation stops, the figure says so and can be started again', async () => {
  const { page, close } = await host.open(course([figure]), { allow: [/RuntimeError|unreachable|Aborted/] , prepare: async page => page.addInitScript(() => {
    const real = WebAssembly.instantiate;
    WebAssembly.instantiate = async (...given) => {
      const instance = await real.apply(WebAssembly, given);
      const exports = Object.fromEntries(Object.entries(instance.exports).map(([name, value]) => [name, typeof value !== 'function' ? value : (...more) => {
        if (globalThis.armed) throw new WebAssembly.RuntimeError('unreachable');
        return value(...more);
      }]));
      return { exports };
    };
  }) });
  const frame = await frameOf(page);
  await start(frame);
  await frame.evaluate(() => { globalThis.armed = true; });
  const code = await page.evaluate(() => document.querySelector('interleave-figure').seek('5ms').catch(error => error.code));
  assert.equal(code, 'stopped');
  await frame.getByRole('dialog', { name: 'The simulation has stopped' }).waitFor();
  assert.equal(await status(page), 'error');
  await frame.getByRole('button', { name: 'Reload the page' }).click();
  await page.waitForTimeout(500);
  await start(await frameOf(page));
  await close();
});

test('each of the ten examples becomes live, and nothing of it is dropped', async () => {
  const { page, close } = await host.open(course(ten));
  await page.evaluate(() => {
    globalThis.errors = [];
    addEventListener('interleave-error', ({ detail }) => errors.push(detail));
  });
  for (let i = 0; i < 10; ++i) {
    const frame = await frameOf(page, i);
    await start(frame);
    await frame.locator('.figure-numbers div, .figure-levels div').first().waitFor();
    assert.equal(await frame.locator('.notice').count(), 0, ten[i]);
    assert.equal(await frame.locator('.figure-live h1').textContent(), /title="([^"]*)"/.exec(ten[i])[1]);
  }
  assert.deepEqual(await page.evaluate(() => errors), []);
  await close();
});
