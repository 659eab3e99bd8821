// How fast figures are, as a table: node tests/site/speed.mjs [--pairs 40]
//
//   usable     from the click on the poster until the figure can be played, with the CPU slowed down four times (Chromium's
//              Emulation.setCPUThrottlingRate) and the site on localhost; the median of several fresh pages
//   idle       the CPU time of the page while three live figures rest, and their frames
//   frames     frames per second while three live figures play; without a GPU, Chromium draws in software
//   engine     the same run in the module of figures and in that of the lab, in turns
//
// It is no test: it prints what it measures. The machine should be quiet.

import { openPage, startBrowser } from '../browser/support.mjs';

const pairs = Number(process.argv[process.argv.indexOf('--pairs') + 1] || 40);
const median = list => [...list].sort((a, b) => a - b)[list.length >> 1];
const site = await startBrowser();
const ms = (name, list) => console.log(`${name.padEnd(44)} ${median(list).toFixed(0)} ms  (${Math.min(...list).toFixed(0)} to ${Math.max(...list).toFixed(0)}, ${list.length} times)`);

// usable
for (const rate of [1, 4]) {
  const took = [];
  for (let i = 0; i < 7; ++i) {
    const { page, close } = await openPage(site, 'v1/embed.html?scenario=waiting-on-the-database', { viewport: { width: 760, height: 460 } });
    await page.waitForLoadState('networkidle');
    const debug = await page.context().newCDPSession(page);
    await debug.send('Emulation.setCPUThrottlingRate', { rate });
    took.push(await page.evaluate(() => new Promise(resolve => {
      const began = performance.now();
      const look = () => {
        const canvas = document.querySelector('canvas');
        // drawn: it has more than one colour
        if (canvas?.width > 300 && !document.querySelector('.figure-play')?.disabled && document.getElementById('poster').hidden) return requestAnimationFrame(() => resolve(performance.now() - began));
        requestAnimationFrame(look);
      };
      document.querySelector('.poster-start').click();
      look();
    })));
    await close();
  }
  ms(`usable after the click, CPU ${rate} times slower`, took);
}

// idle, frames
{
  const { page, close } = await openPage(site, 'embedding/', { viewport: { width: 800, height: 1500 } });
  const debug = await page.context().newCDPSession(page);
  const frames = [];
  for (const at of [0, 1, 2]) {
    const element = await page.evaluateHandle(n => document.querySelectorAll('.example > iframe, .example > interleave-figure')[n], at);
    await element.scrollIntoViewIfNeeded();
    const handle = await element.evaluateHandle(one => (one.shadowRoot ? one.shadowRoot.querySelector('iframe') : one));
    const frame = await handle.asElement().contentFrame();
    await frame.locator('.poster-start').click();
    await frame.locator('body[data-status="ready"]').waitFor();
    frames.push(frame);
  }
  await page.evaluate(() => document.querySelectorAll('.example')[1].scrollIntoView({ block: 'center' }));
  await page.waitForTimeout(1000);
  await debug.send('Performance.enable');
  const taskTime = async () => (await debug.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value;
  const before = await taskTime();
  const drawn = () => Promise.all(frames.map(frame => frame.evaluate(() => seen.frames)));
  const early = await drawn();
  await page.waitForTimeout(5000);
  const rested = (await drawn()).map((count, i) => count - early[i]);
  console.log(`${'idle: three live figures for 5 s'.padEnd(44)} ${((await taskTime() - before) * 1000).toFixed(0)} ms of CPU, ${rested} frames`);
  for (const frame of frames) await frame.locator('.figure-play').click();
  const first = await drawn();
  const began = Date.now();
  await page.waitForTimeout(3000);
  const seconds = (Date.now() - began) / 1000;
  console.log(`${'frames per second while three play'.padEnd(44)} ${(await drawn()).map((count, i) => ((count - first[i]) / seconds).toFixed(0))}`);
  await close();
}

// engine
{
  const { page, close } = await openPage(site, 'embedding/');
  const took = await page.evaluate(async count => {
    const { loadModule } = await import(new URL('../core/module.js', location.href).href);
    const text = JSON.stringify({ version: 1, title: 'M/M/1', seed: 1, machine: { cores: 1, scheduler: { policy: 'fcfs' } },
      programs: { job: [{ compute: { exponential: '1ms' } }] }, work: [{ run: 'job', count: 100000, arrivals: { poisson: '800/s' } }], strategy: { kind: 'thread-per-task' } });
    const modules = [];
    for (const light of [true, false]) {
      const module = await loadModule({ light });
      if (light) {
        await module.ready({ scenario: 'none' });
        module.open().close();
      }
      modules.push(module);
    }
    const times = [[], []];
    for (let i = 0; i < count; ++i) {
      for (const [which, module] of modules.entries()) {
        const model = module.open();
        await module.whole;
        const began = performance.now();
        const answer = model.load(text);
        if (answer.error) throw new Error(answer.error.message);
        while (model.state().running) model.frame(performance.now());
        times[which].push(performance.now() - began);
        model.close();
      }
    }
    return times;
  }, pairs);
  ms('engine, module of figures (100,000 tasks)', took[0]);
  ms('engine, module of the lab', took[1]);
  console.log(`${'figures / lab, median of the pairs'.padEnd(44)} ${median(took[0].map((one, i) => one / took[1][i])).toFixed(3)}`);
  await close();
}
await site.close();
