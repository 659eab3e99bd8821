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

test('tables and files come from the whole module, which is loaded for them', async () => {
  const { page, requests, close } = await course.open(one);
  await start(await frameOf(page));
  assert.ok(!requests.some(request => /interleave\.wasm/.test(request.url())));
  const { columns, rows, files } = await page.evaluate(async () => {
    const figure = document.querySelector('interleave-figure');
    const { columns, rows } = await figure.getTimeline();
    const files = [];
    for (const format of ['svg', 'json', 'csv', 'perfetto', 'mermaid']) {
      const file = await figure.exportFile(format);
      files.push([file.name, file.type, (await file.text()).slice(0, 200)]);
    }
    return { columns, rows, files };
  });
  assert.ok(requests.some(request => /interleave\.wasm/.test(request.url())));
  assert.ok(columns.length > 4 && rows.length > 100 && rows.every(row => row.length === columns.length), `${columns} ${rows.length}`);
  assert.deepEqual(files.map(([name]) => name), ['figure.svg', 'scenario.json', 'figure.csv', 'figure.perfetto.json', 'figure.mmd']);
  assert.match(files[0][2], /^<svg xmlns/);
  assert.match(files[1][2], /"version": 1/);
  const code = await page.evaluate(() => document.querySelector('interleave-figure').exportFile('exe').catch(error => error.code));
  assert.equal(code, 'bad-params');
  await close();
});

test('a link leads to the lab, and shows the same there', async () => {
  const { page, close } = await course.open(one);
  await start(await frameOf(page));
  const link = await page.evaluate(async () => {
    const figure = document.querySelector('interleave-figure');
    await figure.set('machine.scheduler.quantum', '20ms');
    await figure.seek('30ms');
    return figure.getShareURL();
  });
  assert.ok(link.startsWith(course.site.url + 'lab/'), link);
  const lab = await page.context().newPage();
  await lab.goto(link);
  await lab.locator('body.ready').waitFor();
  assert.equal(await lab.evaluate(() => interleaveLab.state.playhead_ns), 30e6);
  assert.match(await lab.evaluate(() => interleaveLab.model.scenario()), /"quantum": "20ms"/);
  assert.equal(await lab.locator('.notice').count(), 0);
  await close();
});

test('every call before the figure is there waits for it, and more than eight of them', async () => {
  const { page, close } = await course.open(one);
  const times = await page.evaluate(async () => {
    await customElements.whenDefined('interleave-figure');
    const figure = document.querySelector('interleave-figure');
    return Promise.all(Array.from({ length: 20 }, (_, i) => figure.seek(`${i + 1}ms`)));
  });
  assert.deepEqual(times.map(({ time }) => time), Array.from({ length: 20 }, (_, i) => (i + 1) * 1e6));
  assert.equal(await page.evaluate(() => document.querySelector('interleave-figure').time), 20e6);
  await close();
});

test('a figure as an object, another one, and what cannot be used of it', async () => {
  const { page, close } = await course.open(`${script}<interleave-figure title="Two tasks" height="330"></interleave-figure>`, { allow: [/404|no-such-thing/] });
  const seen = await page.evaluate(async () => {
    const figure = document.querySelector('interleave-figure');
    figure.figure = { figure: 1, scenario: { version: 1, title: 'Two tasks', machine: { cores: 1 }, programs: { task: [{ compute: '6ms' }] }, work: [{ run: 'task', count: 2 }], strategy: { kind: 'thread-per-task' } } };
    await figure.activate();
    const own = figure.metrics[0].makespan_ns;
    const { dropped } = await figure.load({ figure: 1, scenario: 'typing-and-music', runs: [0], knobs: ['nothing.like.it'] });
    const other = figure.metrics.length;
    const strict = await figure.load({ figure: 1, scenario: 'no-such-thing' }).catch(error => error.code);
    return { own, dropped, other, strict, still: (await figure.getMetrics()).runs.length };
  });
  assert.equal(seen.own, 12e6);
  assert.deepEqual(seen.dropped.map(({ part }) => part), ['knobs=nothing.like.it']);
  assert.deepEqual([seen.other, seen.strict, seen.still], [1, 'bad-figure', 1]);
  await close();
});

test('without a title it warns, and attributes that change make another figure', async () => {
  const { page, faults, close } = await course.open(`${script}<interleave-figure scenario="typing-and-music" height="300"></interleave-figure>`);
  await frameOf(page);
  assert.match(faults.splice(0).join(), /needs a title/);
  await page.evaluate(() => {
    const figure = document.querySelector('interleave-figure');
    figure.setAttribute('scenario', 'deadlock');
    figure.title = 'A deadlock';
    figure.setAttribute('height', '340');
  });
  await page.waitForFunction(() => /scenario=deadlock/.test(document.querySelector('interleave-figure').shadowRoot.querySelector('iframe')?.src));
  const { title, height } = await page.evaluate(() => {
    const frame = document.querySelector('interleave-figure').shadowRoot.querySelector('iframe');
    return { title: frame.title, height: frame.offsetHeight };
  });
  assert.deepEqual([title, height], ['A deadlock', 340]);
  const { attributes } = await page.evaluate(() => ({ attributes: Object.fromEntries([...document.querySelector('interleave-figure').shadowRoot.querySelector('iframe').attributes].map(({ name, value }) => [name, value])) }));
  assert.deepEqual([attributes.loading, attributes.referrerpolicy, attributes.allow], ['lazy', 'no-referrer', 'fullscreen; clipboard-write']);
  await close();
});

test('where the site is not there, the fallback is shown and the calls are rejected', async () => {
  const { page, close } = await course.open(`<script type="module" src="{site}v1/interleave-figure.js"></script><interleave-figure base="./nowhere/" scenario="typing-and-music" title="Music"><p>Fallback</p></interleave-figure>`, { allow: [/404|nowhere/] });
  const code = await page.evaluate(async () => {
    await customElements.whenDefined('interleave-figure');
    return document.querySelector('interleave-figure').play().catch(error => error.code);
  });
  assert.equal(code, 'not-loaded');
  assert.ok(await page.getByText('Fallback').isVisible());
  assert.equal(await page.evaluate(() => document.querySelector('interleave-figure').status), 'error');
  await close();
});

test('Reveal’s messages start and pause a frame', async () => {
  const { page, close } = await course.open(`<iframe class="plain" src="{site}v1/embed.html?scenario=typing-and-music&play=1" title="Music" width="700" height="330"></iframe>`);
  const frame = await frameOf(page);
  const say = text => page.evaluate(message => document.querySelector('iframe').contentWindow.postMessage(message, '*'), text);
  await say('slide:start');
  await isLive(frame);
  await frame.getByRole('button', { name: 'Pause' }).waitFor();
  await say('slide:stop');
  await frame.getByRole('button', { name: 'Play', exact: true }).waitFor();
  await say('slide:start');
  await frame.getByRole('button', { name: 'Pause' }).waitFor();
  await close();
});
