// The element <interleave-figure> on a page of another origin.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { frameOf, isLive, script, start, startCourse } from './embed_support.mjs';

let course;
before(async () => { course = await startCourse(); });
after(() => course?.close());

const one = `${script}<interleave-figure scenario="typing-and-music" title="Typing while music plays"><p>Fallback</p></interleave-figure>`;

test('the button makes a figure live, and methods drive it', async () => {
  const { page, close } = await course.open(one);
  const frame = await frameOf(page);
  await page.evaluate(() => {
    globalThis.heard = [];
    const figure = document.querySelector('interleave-figure');
    for (const name of ['ready', 'load', 'play', 'pause', 'seek', 'change', 'error']) figure.addEventListener(`interleave-${name}`, ({ detail }) => heard.push([name, detail]));
  });
  assert.equal(await page.evaluate(() => document.querySelector('interleave-figure').status), 'idle');
  await start(frame);
  const result = await page.evaluate(async () => {
    const figure = document.querySelector('interleave-figure');
    await figure.ready;
    const status = figure.status;
    await figure.play();
    const playing = figure.playing;
    await figure.pause();
    await figure.seek('20ms');
    const { time } = figure;
    await figure.set('machine.scheduler.quantum', '40ms');
    const { runs } = await figure.getMetrics();
    return { status, playing, paused: figure.playing, time, missed: runs.map(run => run.missed), heard: heard.map(([name]) => name) };
  });
  assert.equal(result.status, 'ready');
  assert.equal(result.paused, false);
  assert.equal(result.time, 20e6);
  assert.equal(result.missed[0], 25);
  assert.deepEqual([...new Set(result.heard)].sort(), ['change', 'pause', 'play', 'ready', 'seek']);
  await close();
});

test('a call makes it live, too', async () => {
  const { page, close } = await course.open(one);
  await page.evaluate(() => document.querySelector('interleave-figure').activate());
  await isLive(await frameOf(page));
  await close();
});
