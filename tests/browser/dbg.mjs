import { openLab, openPage, startBrowser } from './support.mjs';
const site = await startBrowser();
const { page } = await openPage(site, 'lab/');
page.on('console', m => console.log(m.text())); page.on('pageerror', e => console.log(e.stack));
await page.waitForTimeout(6000);
console.log(await page.evaluate(() => document.querySelector('.stage')?.outerHTML.slice(0, 3000)));
console.log(await page.evaluate(() => { const c = document.querySelector('canvas'); return c && [getComputedStyle(c).display, document.body.className]; }));
await page.screenshot({ path: '/tmp/page-shot.png' });
await site.close();
