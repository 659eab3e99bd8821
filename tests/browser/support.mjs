// What the browser tests share: the site served as a static host would, one Chromium, and a page
// that records everything that it should not have done.
//
// BUILD chooses another build folder than build/web; CHROMIUM another browser; BROWSER_ENDPOINT one that is already
// running (run.mjs starts one for all files: each test has a context of its own in it).

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { PNG } from 'pngjs';
import { serve } from '../../tools/serve.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const build = process.env.BUILD ?? root + 'build/web';

const flags = ['--no-sandbox', '--enable-unsafe-swiftshader', '--use-gl=angle', '--use-angle=swiftshader',
               '--disable-background-networking', '--disable-component-update', '--disable-sync'];
export const launchOptions = { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags };

export async function startBrowser() {
  const server = await serve({ root: build + '/site', prefix: '/some/where/' });
  const running = process.env.BROWSER_ENDPOINT;
  const browser = running ? await chromium.connect(running) : await chromium.launch(launchOptions);
  return {
    browser,
    url: server.url,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

// Opens a page and collects its errors. `allow` names console messages that a test provokes. `offline`: the page may keep
// the whole site for times without a network; other tests do not pay for the hundreds of files.
export async function openPage(site, path, { allow = [], prepare, offline = false, ...options } = {}) {
  const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'dark', ...options });
  const page = await context.newPage();
  const faults = [];
  const requests = [];
  page.on('console', message => {
    const text = message.text();
    if (['error', 'warning'].includes(message.type()) && !allow.some(allowed => allowed.test(text))) faults.push(text);
  });
  page.on('pageerror', error => faults.push(error.stack));
  page.on('request', request => requests.push(request.url()));
  page.on('response', response => {
    if (response.status() >= 400 && !allow.some(allowed => allowed.test(response.url()))) {
      faults.push(`${response.status()} ${response.url()}`);
    }
  });
  await page.addInitScript(() => {
    globalThis.seen = { frames: 0, violations: [] };
    document.addEventListener('securitypolicyviolation', event => seen.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
    const request = globalThis.requestAnimationFrame;
    seen.nextFrame = () => new Promise(resolve => request(resolve));  // not one of the page's
    globalThis.requestAnimationFrame = callback => request(time => {
      ++seen.frames;
      callback(time);
    });
  });
  if (!offline) await page.addInitScript(() => { if (globalThis.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register = async () => {}; });
  await prepare?.(page);
  await page.goto(new URL(path, site.url).href);
  return {
    page,
    requests,
    // Fails if the page has reported faults so far.
    async check() {
      const violations = await page.evaluate(() => seen.violations);
      assert.deepEqual([...faults.splice(0), ...violations], [], 'the page reported faults');
    },
    async close() {
      const violations = await page.evaluate(() => seen.violations);
      await context.close();
      assert.deepEqual([...faults, ...violations], [], 'the page reported faults');
    },
  };
}

export async function openLab(site, path = 'lab/', options = {}) {
  const opened = await openPage(site, path, options);
  await opened.page.locator('body.ready').waitFor();
  await settled(opened.page);
  return opened;
}

// The lab in a page that tests share, which takes a tenth of the time of a new one: it opens the address in the way of Back
// and Forward. It is for tests that leave no dialog, no theme and nothing in the storage behind.
const labs = new WeakMap();
export async function sharedLab(site, path = 'lab/') {
  if (!labs.has(site)) labs.set(site, await openLab(site, path));
  const { page, check } = labs.get(site);
  await page.evaluate(async address => {
    const { origin } = interleaveLab.state;
    history.replaceState(null, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
    while (interleaveLab.state.origin === origin) await seen.nextFrame();
  }, new URL(path, site.url).href);
  await settled(page);
  return { page, close: check };
}

// Waits until what was requested has been drawn: nothing is running, and no frame has been requested for a while.
export async function settled(page) {
  await page.evaluate(async () => {
    let before = -1;
    while (before !== seen.frames || globalThis.interleaveLab?.state?.running) {
      before = seen.frames;
      await seen.nextFrame();  // what an event has requested is drawn first, however long that takes
      await new Promise(resolve => setTimeout(resolve, 150));
    }
  });
}

export const state = page => page.evaluate(() => interleaveLab.model.state());
export const layout = page => page.evaluate(() => interleaveLab.model.layout());
// Chooses a scenario in the picker, and returns the id of the one that it shows: '' if it is not a built-in scenario.
export async function choose(page, scenario) {
  await page.locator('#picker').click();
  await page.locator(`.picker-option[data-id="${scenario}"]`).click();
}
export const chosen = page => page.locator('#picker').getAttribute('data-scenario');

export const focusCanvas = page => page.locator('canvas').focus();

// The picture of the canvas as it is on screen; at(x, y) in CSS pixels of the canvas.
export async function picture(page) {
  const canvas = page.locator('canvas');
  const box = await canvas.boundingBox();
  const png = PNG.sync.read(await canvas.screenshot());
  const density = png.width / box.width;
  return {
    png,
    at(x, y) {
      const i = (Math.floor(y * density) * png.width + Math.floor(x * density)) * 4;
      return [...png.data.subarray(i, i + 3)];
    },
  };
}

export function near(actual, expected, tolerance = 6) {
  return actual.every((value, i) => Math.abs(value - expected[i]) <= tolerance);
}

export const rgb = hex => [16, 8, 0].map(shift => (hex >> shift) & 255);

// The finishing times in the outcome table, as it shows them.
export const finishes = page => page.locator('.outcome-table tbody td[data-column="makespan"]').allTextContents();

// What the command line prints. That a run ends in a deadlock (5) is a result, too.
export function cli(...words) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [build + '/interleave-cli.mjs', ...words], { encoding: 'utf8', maxBuffer: 64e6 });
  if (status !== 0 && status !== 5) throw new Error(`interleave-cli ${words.join(' ')}: ${status}\n${stderr}`);
  return stdout;
}

export async function row(page, id) {
  return page.locator(`.row[data-id="${id}"]`);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// What axe finds on a page. It is not subject to the policy of the page: the debugger injects it. `theme`: the page is first
// shown in this theme, and only what depends on a theme is examined: colours and pictures.
export async function violations(page, { theme = null } = {}) {
  if (theme) {
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate(() => new Promise(requestAnimationFrame).then(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished))));
  }
  await page.evaluate(axe);
  const found = await page.evaluate(only => axe.run(document, { runOnly: only, resultTypes: ['violations'] }),
    theme ? ['color-contrast', 'image-alt', 'link-in-text-block', 'svg-img-alt'] : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  return found.violations.filter(one => ['serious', 'critical'].includes(one.impact))
    .map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target + ' ' + node.any.map(check => check.message)).join('; ')}`);
}
