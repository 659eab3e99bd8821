// Usage: node tests/browser/shots.mjs DIR     pictures of the page; called by tools/shots

import { join } from 'node:path';
import { openLab, openPage, settled, startBrowser } from './support.mjs';

const folder = process.argv[2];
const first = 'waiting-on-the-database';
const sizes = {
  '1440x900': { viewport: { width: 1440, height: 900 } },
  '1440x900@2x': { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2 },
  '768x1024': { viewport: { width: 768, height: 1024 } },
  '390x844': { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  '390x844@2x': { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
};

const shots = [];
for (const size of Object.keys(sizes)) {
  for (const theme of ['dark', 'light']) shots.push({ name: `lab-${theme}-${size}`, path: `lab/?scenario=${first}&t=21.4ms`, size, theme });
}
for (const scenario of ['typing-and-music', 'hundred-requests', 'cpu-heavy-batch']) {
  for (const size of ['1440x900', '390x844']) {
    shots.push({ name: `${scenario}-dark-${size}`, path: `lab/?scenario=${scenario}&t=40ms`, size, theme: 'dark' });
  }
}
for (const theme of ['dark', 'light']) shots.push({ name: `start-${theme}-1440x900`, path: '', size: '1440x900', theme });
shots.push({ name: 'start-light-390x844', path: '', size: '390x844', theme: 'light' });
shots.push({ name: 'help-dark-1440x900', path: 'lab/', size: '1440x900', theme: 'dark', press: '#help' });

const site = await startBrowser();
for (const { name, path, size, theme, press } of shots) {
  const open = path.startsWith('lab/') ? openLab : openPage;
  const { page, close } = await open(site, path, { ...sizes[size], colorScheme: theme });
  if (press) await page.locator(press).click();
  await settled(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`${name}.png`);
  await close();
}
await site.close();
