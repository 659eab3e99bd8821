// The page is accessible, stays within the screen, and requests nothing from other sites.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chosen, openLab, openPage, settled, sharedLab, startBrowser, violations } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

test('axe finds nothing serious in either theme', async () => {
  async function bothThemes(page, what) {
    assert.deepEqual(await violations(page), [], `${what}, dark`);
    assert.deepEqual(await violations(page, { theme: 'light' }), [], `${what}, light`);
    await page.emulateMedia({ colorScheme: 'dark' });
  }
  const start = await openPage(site, '');
  await bothThemes(start.page, 'start page');
  await start.close();

  // axe cannot talk to a frame in a sandbox; embed_access_test.mjs runs it inside of figures.
  const figures = await openPage(site, 'embedding/', { allow: [/recipient window's origin \('null'\)/] });
  await figures.page.locator('.reference').first().waitFor();
  await bothThemes(figures.page, 'figures');
  await figures.close();

  const { page, close } = await openLab(site, 'lab/?t=soon');
  await bothThemes(page, 'lab');
  await page.locator('#more').click();
  await bothThemes(page, 'menu');
  await page.keyboard.press('Escape');
  await page.locator('#help').click();
  await bothThemes(page, 'help');
  await page.keyboard.press('Escape');
  await page.evaluate(() => interleaveLab.textDialog.open('{', { line: 1, column: 2, message: 'ends too soon', pointer: '' }));
  await bothThemes(page, 'text');
  await close();
});

test('nothing is requested from another origin, and nothing is stored', async () => {
  for (const path of ['', 'embedding/', 'lab/', 'lab/?scenario=typing-and-music']) {
    const { page, requests, close } = await openPage(site, path);
    await page.waitForLoadState('networkidle');
    const origin = new URL(site.url).origin;
    for (const url of requests) assert.ok(url.startsWith(origin + '/some/where/') || /^(blob|data):/.test(url), url);
    assert.deepEqual(await page.evaluate(() => [document.cookie, localStorage.length]), ['', 0]);
    await close();
  }
});

test('nothing sticks out sideways, on a phone and on a wide screen', async () => {
  for (const path of ['', 'embedding/', 'lab/', 'lab/?t=soon&scenario=hundred-requests']) {
    const { page, close } = await openPage(site, path, { viewport: { width: 320, height: 844 } });
    if (path.startsWith('lab')) await page.locator('body.ready').waitFor();
    for (const width of [320, 390, 768, 1024, 1440]) {
      await page.setViewportSize({ width, height: 844 });
      await page.waitForTimeout(200);
      const where = `${path || 'start'} at ${width}`;
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${where}: ${wide}`);
      const out = await page.evaluate(() => [...document.querySelectorAll('button, select, input, a')]
        .filter(one => one.offsetParent && !one.closest('.hidden, .wide-table') && !one.matches('.hidden, .skip'))
        .filter(one => one.getBoundingClientRect().right > innerWidth + 0.5 || one.getBoundingClientRect().left < -0.5)
        .map(one => one.outerHTML.slice(0, 80)));
      assert.deepEqual(out, [], where);
    }
    await close();
  }
});

test('links of the start page lead somewhere', async () => {
  const { page, close } = await openPage(site, '');
  const links = await page.locator('a').evaluateAll(links => links.map(link => link.href));
  const images = await page.locator('img').evaluateAll(images => images.map(image => image.src));
  for (const link of new Set([...links, ...images])) assert.equal((await fetch(link, { method: 'HEAD' })).status, 200, link);
  const scenarios = links.map(link => new URL(link).searchParams.get('scenario')).filter(Boolean);
  for (const scenario of new Set(scenarios)) {
    const lab = await sharedLab(site, `lab/?scenario=${scenario}`);
    assert.equal(await chosen(lab.page), scenario);
    assert.equal(await lab.page.locator('.notice').count(), 0);
    await lab.close();
  }
  await close();
});

test('the start page has one figure, in the colours of the page, which becomes live when it is started', async () => {
  for (const colorScheme of ['dark', 'light']) {
    const other = colorScheme === 'dark' ? 'light' : 'dark';
    const { page, close } = await openPage(site, '', { colorScheme });
    const poster = theme => page.locator(`#figure-home .for-${theme} img`);
    await page.locator('#theme:visible').waitFor();
    assert.ok(await poster(colorScheme).isVisible() && await poster(other).isHidden());
    await page.locator('#theme').click();
    assert.ok(await poster(other).isVisible() && await poster(colorScheme).isHidden());
    assert.equal(await page.locator('iframe').count(), 0);
    await page.getByRole('button', { name: /^Start/ }).click();
    await page.locator('#figure-home interleave-figure:not(.coming)').waitFor();
    await close();
  }
});

test('without scripts, the start page has the picture', async () => {
  const context = await site.browser.newContext({ javaScriptEnabled: false, colorScheme: 'dark' });
  const page = await context.newPage();
  await page.goto(site.url);
  assert.ok(await page.locator('#figure-home .for-dark img').isVisible());
  assert.ok(await page.locator('#figure-home .for-light img').isHidden());
  await context.close();
});

test('/lab without a slash at the end is the lab, too', async () => {
  const { close } = await openLab(site, 'lab');
  await close();
});

test('targets are large enough for a finger on a phone', async () => {
  const { page, close } = await openLab(site, 'lab/', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await settled(page);
  const small = await page.evaluate(() => [...document.querySelectorAll('button, select, input, summary')]
    .filter(one => one.offsetParent && !one.matches('.hidden'))
    .map(one => [one.getBoundingClientRect(), one.outerHTML.slice(0, 90)])
    .filter(([box]) => box.width < 24 || box.height < 24).map(([, html]) => html));
  assert.deepEqual(small, []);
  await close();
});
