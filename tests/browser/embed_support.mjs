// What the tests of embedded figures share: the site, and pages of a course on another origin.
//
// The site is at http://localhost:PORT/some/where/, the course at http://127.0.0.1:OTHER/. A page of the course is given
// as HTML; {site} in it is the address of the site.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../tools/serve.mjs';
import { build, startBrowser } from './support.mjs';

export async function startCourse() {
  const site = await startBrowser();
  const folder = await mkdtemp(join(tmpdir(), 'course-'));
  const host = await serve({ root: folder, headers: { 'Content-Security-Policy': "default-src * 'unsafe-inline' data: blob:" } });
  const hostUrl = `http://127.0.0.1:${host.port}/`;
  let pages = 0;

  // Opens a page of the course. `log`: every request of the page and its frames, as {url, bytes()}.
  async function open(html, { allow = [], prepare, path = '', ...options } = {}) {
    const name = `page-${++pages}.html`;
    await writeFile(join(folder, name), `<!doctype html><html lang="en"><meta charset="utf-8"><title>Course</title><link rel="icon" href="data:,"><body>${html.replaceAll('{site}', site.url)}`);
    const context = await site.browser.newContext({ viewport: { width: 900, height: 800 }, colorScheme: 'light', ...options });
    const page = await context.newPage();
    const faults = [];
    const requests = [];
    page.on('console', message => {
      if (['error', 'warning'].includes(message.type()) && !allow.some(one => one.test(message.text()))) faults.push(message.text());
    });
    page.on('pageerror', error => faults.push(error.stack));
    page.on('request', request => requests.push(request));
    page.on('response', response => {
      if (response.status() >= 400 && !allow.some(one => one.test(response.url()))) faults.push(`${response.status()} ${response.url()}`);
    });
    await page.addInitScript(() => {
      globalThis.violations = [];
      document.addEventListener('securitypolicyviolation', event => violations.push(`${event.violatedDirective} ${event.blockedURI}`));
    });
    await prepare?.(page);
    await page.goto(hostUrl + name + path);
    return {
      page,
      faults,
      requests,
      async close() {
        const violations = [];
        for (const frame of page.frames()) violations.push(...await frame.evaluate(() => globalThis.violations ?? []).catch(() => []));
        const urls = requests.map(request => request.url());
        await context.close();
        for (const url of urls) assert.ok(url.startsWith(site.url) || url.startsWith(hostUrl) || /^(data|blob):/.test(url), `it requested ${url}`);
        assert.deepEqual([...faults, ...violations], [], 'the page reported faults');
      },
    };
  }

  return {
    site,
    hostUrl,
    build,
    open,
    async close() {
      await site.close();
      await host.close();
      await rm(folder, { recursive: true });
    },
  };
}

export const script = '<script type="module" src="{site}v1/interleave-figure.js"></script>';

// The frame of the n-th figure of a page. A lazy one is scrolled to first.
export async function frameOf(page, n = 0) {
  const element = page.locator('interleave-figure, body > iframe, .plain').nth(n);
  await element.scrollIntoViewIfNeeded();
  const handle = await element.evaluateHandle(one => (one.shadowRoot ? one.shadowRoot.querySelector('iframe') : one));
  for (let i = 0; i < 100; ++i) {
    const frame = await handle.asElement()?.contentFrame();
    if (frame && /embed\.html/.test(frame.url())) {
      await frame.locator('.poster-start, .figure-bar').first().waitFor({ state: 'attached' });
      return frame;
    }
    await page.waitForTimeout(50);
  }
  throw new Error('the figure has no frame');
}

export async function start(frame) {
  await frame.locator('.poster-start').click();
  await isLive(frame);
}

export const isLive = frame => frame.locator('.figure-bar .figure-play').waitFor({ timeout: 60_000 });
