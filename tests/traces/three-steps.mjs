// Usage: node three-steps.mjs FILE     records what Chromium does for a page that changes three times

import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../browser/', import.meta.url))('playwright-core');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
await page.setContent('<p>one</p>');
await browser.startTracing(page, { path: process.argv[2], screenshots: false, categories: ['devtools.timeline', 'toplevel.flow', 'blink.user_timing'] });
await page.evaluate(() => new Promise(done => {
  performance.mark('begun');
  let steps = 0;
  const step = () => {
    document.body.innerHTML = Array.from({ length: 40 }, (_, i) => `<p>${i * steps}</p>`).join('');
    document.body.offsetHeight;  // lays it out now
    if (++steps < 3) return setTimeout(step, 5);
    performance.measure('three steps', 'begun');
    done();
  };
  step();
}));
await browser.stopTracing();
await browser.close();
