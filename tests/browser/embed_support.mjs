// What the tests of embedded figures share: the site, and pages of a course on another origin.
//
// The site is at http://localhost:PORT/some/where/, the course at http://127.0.0.1:OTHER/. A page of the course is given
// as HTML; {site} in it is the address of the site.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
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
  const element = await page.evaluateHandle(at => document.querySelectorAll('interleave-figure, iframe')[at], n);
  await element.scrollIntoViewIfNeeded();
  for (let i = 0; i < 100; ++i) {
    const handle = await element.evaluateHandle(one => (one.shadowRoot ? one.shadowRoot.querySelector('iframe') : one));
    const frame = await handle.asElement()?.contentFrame();
    if (frame && /embed\.html/.test(frame.url())) {
      await frame.locator('.poster-start, .figure-bar').first().waitFor({ state: 'attached' });
      return frame;
    }
    await page.waitForTimeout(50);
  }
  throw new Error('the figure has no frame');
}

// Chromium may drop a click into a frame that it has not drawn yet: then a reader presses again.
export async function start(frame) {
  const before = frame.locator('.poster-start');
  await before.click();
  const begun = await frame.waitForFunction(() => document.querySelector('.poster-start[data-busy], .figure-bar'), null, { timeout: 3000 }).catch(() => null);
  if (!begun) await before.click();
  await isLive(frame);
}

export async function isLive(frame) {
  await frame.locator('.figure-bar .figure-play').waitFor({ timeout: 30_000 }).catch(async error => {
    const seen = await frame.evaluate(() => `${document.hidden} ${document.body.innerText.slice(0, 300)}`).catch(String);
    throw new Error(`the figure is not live, but shows: ${seen}`, { cause: error });
  });
  await frame.locator('body[data-status="ready"]').waitFor({ timeout: 30_000 });
}

// The examples of the site's page about figures, as a course would have them.
export async function examples() {
  const html = await readFile(new URL('../../web/embedding/index.html', import.meta.url), 'utf8');
  const found = [...html.matchAll(/<(iframe|interleave-figure)\b[^]*?<\/\1>/g)].map(([text]) => text.replaceAll('../v1/', '{site}v1/').replaceAll('../posters/', '{site}posters/'));
  assert.equal(found.length, 10, 'the page has ten examples');
  return found;
}

export const course = figures => `<header><h1>Course</h1><a href="#before" id="before">before</a></header>${script}
<main>${figures.map((figure, i) => `<section><h2>Figure ${i + 1}</h2><p>${'Text of the course. '.repeat(40)}</p>${figure}</section>`).join('\n')}</main>
<footer><a href="#after" id="after">after</a></footer>`;

export const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// What axe finds in a page or a frame. It is injected by the debugger, which the policy of the page does not concern.
export async function violations(frame) {
  await frame.evaluate(axe);
  const found = await frame.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], iframes: false }));
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => `${node.target} ${node.any.map(check => check.message)}`).join('; ')}`);
}
