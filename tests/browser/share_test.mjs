// The share dialog: every choice is in the code and in the preview, what is copied shows the same elsewhere, and
// everything works with keys alone.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { frameOf, isLive, start, startCourse } from './embed_support.mjs';
import { choose as chooseScenario, openLab, state, violations } from './support.mjs';

let course, site, folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interleave-'));
  course = await startCourse();
  site = course.site;
});
after(async () => {
  await course?.close();
  await rm(folder, { recursive: true });
});

const musical = 'lab/?scenario=typing-and-music&set=machine.scheduler.quantum:40ms&t=21.4ms&from=10ms&to=250ms';
const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };
const code = page => page.locator('.share-code').inputValue();
const tab = (page, name) => page.getByRole('tab', { name, exact: true });
const copied = page => page.evaluate(() => navigator.clipboard.readText());

async function openShare(page, name = 'Embed') {
  await page.locator('#share').click();
  await tab(page, name).click();
}

// The code, once it matches.
async function codeWith(page, pattern) {
  for (let i = 0; i < 40; ++i) {
    if (pattern.test(await code(page))) return code(page);
    await page.waitForTimeout(50);
  }
  assert.match(await code(page), pattern);
}

// The address in the code, with its options.
const optionsOf = html => [...new URL(/src="([^"]*)"/.exec(html)[1].replaceAll('&amp;', '&')).searchParams].map(([name, value]) => `${name}=${value}`);

async function saved(page, act) {
  const download = page.waitForEvent('download');
  await act();
  const file = await download;
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return { name: file.suggestedFilename(), bytes: await readFile(path) };
}

// Entries of a menu stay open, so that several can be chosen.
async function choose(page, row, ...labels) {
  await page.locator(`.share-select[data-id="${row}"]`).click();
  for (const label of labels) await page.locator('.menu:popover-open').getByRole('button', { name: label, exact: true }).click();
  await page.keyboard.press('Escape');
}

test('the dialog opens with the focus on a tab, keeps it, and gives it back', async () => {
  const { page, close } = await openLab(site, musical);
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  await page.locator('#share').focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.getByRole('dialog', { name: 'Share this moment' }).count(), 1);
  assert.equal(await focused(), 'Embed');
  for (const [key, name] of [['ArrowRight', 'Link'], ['ArrowRight', 'Picture'], ['End', 'File'], ['ArrowRight', 'Embed'], ['ArrowLeft', 'File'], ['ArrowLeft', 'Slides'], ['Home', 'Embed']]) {
    await page.keyboard.press(key);
    assert.equal(await focused(), name);
    assert.equal(await page.locator('dialog.share [role=tab][aria-selected=true]').textContent(), name);
    assert.equal(await page.getByRole('tabpanel', { name, exact: true }).count(), 1);
  }
  const seen = new Set();
  for (let i = 0; i < 60; ++i) {
    await page.keyboard.press('Tab');
    const inside = await page.evaluate(() => document.activeElement === document.body || Boolean(document.activeElement.closest('dialog.share')));
    assert.ok(inside, await page.evaluate(() => document.activeElement.outerHTML.slice(0, 120)));
    seen.add(await page.evaluate(() => document.activeElement.localName));
  }
  for (const name of ['button', 'select', 'textarea', 'summary']) assert.ok(seen.has(name), `${name} was reached`);
  await tab(page, 'Embed').focus();
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('dialog.share').isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'share');
  await page.locator('.share-preview iframe').waitFor({ state: 'detached' });  // nothing runs where nobody sees it
  await close();
});

test('at first the code shows what is on screen: the scenario, what was changed, the moment and the view', async () => {
  const { page, close } = await openLab(site, musical);
  await openShare(page);
  const html = await codeWith(page, /iframe/);
  assert.deepEqual(optionsOf(html).map(one => one.replace(/^engine=\d+$/, 'engine')).sort(),
                   ['engine', 'from=10ms', 'scenario=typing-and-music', 'set=machine.scheduler.quantum:40ms', 't=21.4ms', 'to=250ms']);
  assert.match(html, /title="How can one core play music while you type and an update runs\?"/);
  await close();
});

test('each choice changes the code and the preview, and is remembered', async () => {
  const { page, close } = await openLab(site, musical);
  await openShare(page);
  await codeWith(page, /iframe/);
  const pages = await page.evaluate(() => history.length);
  const has = (...options) => codeWith(page, new RegExp(options.map(option => `(?=[^]*(?:[?]|&amp;)${option}(?:&amp;|"))`).join('')));
  const select = (row, value) => page.locator(`select[data-id="${row}"]`).selectOption(value);

  await choose(page, 'shows', 'Verdict', 'Threads', 'First come, first served');
  await has('show=numbers,verdict', 'lanes=cores', 'runs=0,1');
  await choose(page, 'knobs', 'Music: how many');
  await has('knobs=machine.scheduler.quantum,work.1.count');
  await select('ask', 'number:missed');
  await has('ask=missed');
  await select('theme', 'light');
  await has('theme=light');
  await select('at', 'begin');
  assert.doesNotMatch(await codeWith(page, /^(?![^]*&amp;t=)/), /&amp;t=/);
  await select('part', 'all');
  assert.doesNotMatch(await codeWith(page, /^(?![^]*&amp;from=)/), /from=|to=/);
  await page.locator('.share-more summary').click();
  await page.getByLabel('Title', { exact: true }).fill('Late blocks');
  await page.getByLabel('Caption', { exact: true }).fill('Half of them are late.');
  await page.getByLabel('Height', { exact: true }).fill('333');
  const html = await has('title=Late\\+blocks', 'caption=Half\\+of\\+them\\+are\\+late.', 'ask=missed', 'theme=light');
  assert.match(html, /title="Late blocks"/);
  assert.match(html, /height="333"/);

  const address = /src="([^"]*)"/.exec(html)[1].replaceAll('&amp;', '&');
  const sameFigure = wanted => {
    const shown = new URL(document.querySelector('.share-preview iframe')?.src ?? 'about:blank').searchParams;
    return [...new URL(wanted).searchParams].every(([name, value]) => shown.getAll(name).includes(value));
  };
  await page.waitForFunction(sameFigure, address);
  const frame = page.frameLocator('.share-preview iframe');
  await frame.locator('.figure-bar .figure-play').waitFor();
  await frame.locator('body[data-status="ready"]').waitFor();
  assert.match(await frame.locator('body').innerText(), /Late blocks|Half of them are late/);
  assert.equal(await page.evaluate(() => history.length), pages);  // the button Back leads out of the lab, as before

  await page.keyboard.press('Escape');
  await page.locator('#share').click();
  assert.equal(await code(page), html);
  await close();
});

test('choices that another scenario does not have are left out, the others stay', async () => {
  const { page, close } = await openLab(site, musical);
  await openShare(page);
  await choose(page, 'knobs', 'Music: how many');
  await page.locator('select[data-id="ask"]').selectOption('number:missed');
  await page.locator('select[data-id="theme"]').selectOption('dark');
  await codeWith(page, /knobs=[^]*ask=missed[^]*theme=dark/);
  await page.keyboard.press('Escape');
  await chooseScenario(page, 'waiting-on-the-database');  // it has one row of work, and does not show "missed"
  await page.locator('#share').click();
  assert.doesNotMatch(await codeWith(page, /waiting-on-the-database[^]*theme=dark/), /knobs=|ask=/);
  assert.match(await page.locator('.share-select[data-id="knobs"]').innerText(), /Threads/);
  await close();
});

test('no more than three settings can be chosen', async () => {
  const { page, close } = await openLab(site, musical);
  await openShare(page);
  await choose(page, 'knobs', 'Music: how many', 'Music: one every');
  await page.locator('.share-select[data-id="knobs"]').click();
  const fourth = page.locator('.menu:popover-open').getByRole('button', { name: 'Cores', exact: true });
  assert.equal(await fourth.getAttribute('aria-disabled'), 'true');
  await fourth.click({ force: true });
  await page.keyboard.press('Escape');
  await codeWith(page, /knobs=machine\.scheduler\.quantum,work\.1\.count,work\.1\.every&amp;/);
  await choose(page, 'knobs', 'Time slice', 'Music: how many', 'Music: one every');
  await codeWith(page, /knobs=none&amp;/);
  assert.equal(await page.locator('.share-select[data-id="knobs"]').innerText(), 'nothing');
  await close();
});

test('a question of your own is in the figure when it is complete', async () => {
  const { page, close } = await openLab(site, musical);
  await openShare(page);
  await page.locator('select[data-id="ask"]').selectOption('own');
  await page.getByLabel('Question', { exact: true }).fill('Why "late"?');
  await page.getByLabel('Answer 1', { exact: true }).fill('The slice is long.');
  assert.doesNotMatch(await codeWith(page, /scenario=/), /#f=/);  // one answer is no choice
  await page.getByLabel('Answer 2', { exact: true }).fill('The <core> is slow.');
  await page.getByLabel('Answer 2 is right').check();
  await page.getByLabel('Explanation').fill('Because.');
  await codeWith(page, /#f=1\./);
  await page.locator('.chip[data-id=element]').click();
  const html = await codeWith(page, /interleave-figure/);
  const figure = JSON.parse(/<script type="application\/json">(.*)<\/script>/.exec(html)[1]);
  assert.deepEqual(figure.ask, { text: 'Why "late"?', choices: ['The slice is long.', 'The <core> is slow.'], right: 1, because: 'Because.' });
  assert.equal(figure.scenario, 'typing-and-music');
  await close();
});

test('every kind of code is offered, and copied', async () => {
  const { page, close } = await openLab(site, musical, clipboard);
  await openShare(page);
  const kinds = [['frame', /^<iframe /], ['element', /^<script type="module" src="[^"]*v1\/interleave-figure.js"><\/script>\n<interleave-figure scenario="typing-and-music"/], ['markdown', /^\[How can one core .*\]\(http.*\/lab\/\?scenario=typing-and-music&/],
                 ['quarto', /^::: [^]*```\{=html\}\n<iframe/], ['sphinx', /^\.\. raw:: html\n\n {3}<iframe/], ['myst', /^```\{raw\} html\n<iframe/], ['jupyter-book', /^```\{iframe\} http/], ['notebook', /^from IPython/],
                 ['scorm', /^tools\/package scorm typing-and-music.figure.json -o typing-and-music.zip$/]];
  assert.deepEqual(await page.locator('.share-foot .chip[data-id]').evaluateAll(chips => chips.map(chip => chip.dataset.id)), kinds.map(([id]) => id));
  for (const [id, pattern] of kinds) {
    await page.locator(`.chip[data-id=${id}]`).click();
    const text = await codeWith(page, pattern);
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByText('The code is on the clipboard.').waitFor();
    assert.equal(await copied(page), text);
  }
  await tab(page, 'Slides').click();
  for (const [id, pattern] of [['reveal', /^<section>\n {2}<h2>[^]*<iframe data-src="http/], ['quarto-slide', /^## [^]*```\{=html\}\n<iframe data-src="http/]]) {
    await page.locator(`.chip[data-id=${id}]`).click();
    await codeWith(page, pattern);
  }
  await close();
});

test('a click selects the code, and without a clipboard the text is selected for the reader', async () => {
  const prepare = page => page.addInitScript(() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError')); });
  const { page, close } = await openLab(site, musical, { prepare });
  await openShare(page);
  await codeWith(page, /iframe/);
  const selected = () => page.evaluate(() => { const field = document.querySelector('.share-code'); return document.activeElement === field && field.selectionEnd - field.selectionStart === field.value.length; });
  await page.locator('.share-code').click();
  assert.ok(await selected());
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByText('The browser does not let this page copy.').waitFor();
  assert.ok(await selected());
  await close();
});

// --- On other pages ----------------------------------------------------------------------------

for (const kind of ['frame', 'element']) {
  test(`what is copied shows the same moment on a page of another origin: ${kind}`, async () => {
    const { page, close } = await openLab(site, musical);
    await openShare(page);
    await page.locator(`.chip[data-id=${kind}]`).click();
    const html = await codeWith(page, kind === 'frame' ? /<iframe/ : /<interleave-figure/);
    await close();
    const other = await course.open(html);
    const frame = await frameOf(other.page);
    await start(frame);
    assert.match(await frame.locator('.figure-bar').innerText(), /21\.40 ms/);
    assert.equal(await frame.getByRole('slider', { name: 'Time slice' }).getAttribute('aria-valuetext'), '40 ms');
    await other.close();
  });
}

test('titles of any kind do not break what is pasted', async () => {
  const title = '"a" <b>b</b> `c` | d </iframe><script>alert(1)</script> {{e}} \u202eevil';
  const { page, close } = await openLab(site, musical);
  await openShare(page);
  await page.locator('.share-more summary').click();
  await page.getByLabel('Title', { exact: true }).fill(title);
  for (const kind of ['frame', 'element']) {
    await page.locator(`.chip[data-id=${kind}]`).click();
    const html = await codeWith(page, kind === 'frame' ? /<iframe[^]*&lt;b&gt;/ : /<interleave-figure[^]*&lt;b&gt;/);
    const other = await course.open(html);
    assert.equal(await other.page.locator('iframe, interleave-figure').first().getAttribute('title'), title);
    assert.equal(await other.page.locator('b').count(), 0);
    const frame = await frameOf(other.page);
    assert.match(await frame.locator('.poster-title').textContent(), /"a" <b>b<\/b> `c` \| d <\/iframe><script>alert\(1\)/);
    await other.close();
  }
  await close();
});

// --- Links ---------------------------------------------------------------------------------------

test('the QR code is the link, with a quiet zone, in both themes', async () => {
  for (const colorScheme of ['dark', 'light']) {
    const { page, close } = await openLab(site, musical, { colorScheme });
    await openShare(page, 'Link');
    const qr = page.getByRole('img', { name: 'QR code of the link' });
    await qr.waitFor();
    const { data, width, height } = PNG.sync.read(await qr.screenshot());
    const read = jsQR(new Uint8ClampedArray(data), width, height);
    assert.equal(read?.data, await code(page));
    const modules = await qr.evaluate(svg => svg.viewBox.baseVal.width);
    const first = [...Array(modules).keys()].find(module => {  // the first column with something dark in it
      const x = Math.floor((module + 0.5) * width / modules);
      return [...Array(height).keys()].some(y => data[(y * width + x) * 4] < 128);
    });
    assert.equal(first, 4);
    await close();
  }
});

test('the QR code is loaded when it is wanted, and the dialog can lead to it', async () => {
  const { page, requests, close } = await openLab(site, musical);
  await openShare(page);
  await codeWith(page, /iframe/);
  assert.ok(!requests.some(url => /qr\.js/.test(url)));
  await page.getByRole('button', { name: 'QR code…' }).click();
  await page.locator('.qr').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Link');
  const file = await saved(page, () => page.getByRole('button', { name: 'Save the code as SVG' }).click());
  assert.equal(file.name, 'typing-and-music-qr.svg');
  assert.match(file.bytes.toString(), /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  await close();
});

test('a link opens the lab or the figure, at the moment or at the beginning', async () => {
  const { page, close } = await openLab(site, musical);
  await openShare(page, 'Link');
  const link = await codeWith(page, /\/lab\/\?scenario=typing-and-music&set=machine\.scheduler\.quantum:40ms&t=21\.4ms&from=10ms&to=250ms&engine=\d+$/);
  await page.locator('select[data-id="opens"]').selectOption('figure');
  await codeWith(page, /\/v1\/embed\.html\?scenario=typing-and-music&/);
  await page.locator('select[data-id="opens"]').selectOption('lab');
  await page.locator('select[data-id="at"]').selectOption('begin');
  await codeWith(page, /^(?!.*[?&]t=)/);
  await page.goto(link);
  await page.reload();
  await page.locator('body.ready').waitFor();
  const { playhead_ns, begin_ns, end_ns } = await state(page);
  assert.deepEqual([playhead_ns, begin_ns, end_ns], [21.4e6, 10e6, 250e6]);
  await close();
});

test('a scenario that is too long for a link says so, with its length', async () => {
  const { page, close } = await openLab(site, musical, clipboard);
  let seed = 1;
  const random = () => (seed = seed * 48271 % 2147483647);
  const programs = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`job-${i}`, Array.from({ length: 200 }, () => ({ compute: `${random()}ns` }))]));
  const loaded = await page.evaluate(text => interleaveLab.load(text), JSON.stringify({ version: 1, title: 'Long', machine: { cores: 1 }, programs, work: [{ run: 'job-0' }], strategy: { kind: 'one-at-a-time' } }));
  assert.equal(loaded.error, undefined, JSON.stringify(loaded));
  await openShare(page, 'Link');
  const link = await codeWith(page, /lab\/[^#]*#[sf]=1\./);
  assert.ok(link.length > 8000, link.length);
  assert.match(await page.locator('.share-warning').innerText(), new RegExp(`The link has ${link.length} characters.*8000[^]*Send the file`));
  await page.getByText('The link is too long for a QR code.').waitFor();
  await tab(page, 'Embed').click();
  await codeWith(page, /<iframe/);
  assert.match(await page.locator('.share-warning').innerText(), /characters/);
  await page.locator('.chip[data-id=element]').click();  // it has the figure itself
  await codeWith(page, /application\/json/);
  assert.equal(await page.locator('.share-warning').innerText(), '');
  await close();
});

// --- Pictures and files --------------------------------------------------------------------------

test('pictures are saved as SVG and PNG, and copied', async () => {
  const { page, close } = await openLab(site, musical, clipboard);
  await openShare(page, 'Picture');
  const svg = await saved(page, () => page.getByRole('button', { name: 'Save as SVG' }).click());
  assert.equal(svg.name, 'typing-and-music.svg');
  const [, width, height] = /width="([0-9.]+)" height="([0-9.]+)"/.exec(svg.bytes);
  for (const scale of [1, 2, 3]) {
    const png = await saved(page, () => page.getByRole('button', { name: `PNG ${scale}×` }).click());
    assert.equal(png.name, `typing-and-music-${scale}x.png`);
    const picture = PNG.sync.read(png.bytes);
    assert.ok(Math.abs(picture.width - width * scale) <= scale && Math.abs(picture.height - height * scale) <= scale);
  }
  await page.getByRole('button', { name: 'Copy as PNG' }).click();
  await page.getByText('The picture is on the clipboard.').waitFor();
  const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap(item => item.types));
  assert.deepEqual(types, ['image/png']);
  assert.ok(await page.locator('.share-preview img').evaluate(image => image.complete && image.naturalWidth > 300));
  await close();
});

test('title, legend and verdict are in the picture if they are wanted, in the theme that is chosen', async () => {
  const { page, close } = await openLab(site, musical, { colorScheme: 'dark' });
  await openShare(page, 'Picture');
  const svg = async () => (await saved(page, () => page.getByRole('button', { name: 'Save as SVG' }).click())).bytes.toString();
  const heightOf = text => Number(/<svg[^>]* height="([0-9.]+)"/.exec(text)[1]);
  const parts = page.getByRole('group', { name: 'Parts of the picture' });
  for (const name of ['Title', 'Legend']) await parts.getByRole('button', { name }).click();  // they are on at first
  let before = heightOf(await svg());
  for (const name of ['Title', 'Legend', 'Verdict']) {
    await parts.getByRole('button', { name }).click();
    const height = heightOf(await svg());
    assert.ok(height > before + 10, `${name}: ${height} after ${before}`);
    before = height;
  }
  const dark = await svg();
  await page.locator('select[data-id="theme"]').selectOption('light');
  assert.notEqual(await svg(), dark);
  assert.equal(await page.evaluate(() => interleaveLab.state.theme), 'dark');  // the page keeps its own
  await close();
});

test('files: the scenario, the figure, and every export', async () => {
  const { page, close } = await openLab(site, musical);
  await openShare(page);
  await page.locator('select[data-id="ask"]').selectOption('number:missed');
  await tab(page, 'File').click();
  const scenario = await saved(page, () => page.getByRole('button', { name: 'Scenario (JSON)' }).click());
  assert.equal(scenario.name, 'typing-and-music.json');
  assert.equal(JSON.parse(scenario.bytes).machine.scheduler.quantum, '40ms');
  const figure = await saved(page, () => page.getByRole('button', { name: 'Figure (JSON)' }).click());
  assert.equal(figure.name, 'typing-and-music.figure.json');
  const { engine, ...rest } = JSON.parse(figure.bytes);
  assert.ok(Number.isInteger(engine));
  assert.deepEqual(rest, { figure: 1, scenario: 'typing-and-music', set: { 'machine.scheduler.quantum': '40ms' }, t: '21.4ms', from: '10ms', to: '250ms', ask: 'missed' });
  const formats = await page.evaluate(() => interleaveLab.model.formats());
  assert.ok(formats.length > 4);
  for (const { id, ending } of formats) {
    const { name, bytes } = await saved(page, () => page.locator(`.share-files [data-id="export-${id}"]`).click());
    assert.equal(name, `typing-and-music${ending}`);
    assert.ok(bytes.length > 100);
  }
  await close();
});

// --- For everybody -------------------------------------------------------------------------------

for (const colorScheme of ['dark', 'light']) {
  test(`axe finds nothing serious on any tab: ${colorScheme}`, async () => {
    const { page, close } = await openLab(site, musical, { colorScheme });
    await page.locator('#share').click();
    for (const name of ['Link', 'Picture', 'Slides', 'File', 'Embed']) {
      await tab(page, name).click();
      if (name === 'Embed') await isLive(page.frameLocator('.share-preview iframe'));
      assert.deepEqual(await violations(page), [], name);
    }
    await page.locator('select[data-id="ask"]').selectOption('own');
    await page.locator('.share-more summary').click();
    assert.deepEqual(await violations(page), [], 'a question');
    await page.locator('.share-select[data-id="shows"]').click();
    assert.deepEqual(await violations(page), [], 'a menu');
    await close();
  });
}

for (const width of [320, 390, 800, 2560]) {
  test(`nothing sticks out of the dialog at ${width}`, async () => {
    const { page, close } = await openLab(site, musical, { viewport: { width, height: 844 } });
    await page.locator('#share').click();
    for (const name of ['Embed', 'Link', 'Picture', 'Slides', 'File']) {
      await tab(page, name).click();
      if (name === 'Embed') await page.locator('select[data-id="ask"]').selectOption('own');
      await page.waitForTimeout(200);
      const out = await page.evaluate(() => {
        const dialog = document.querySelector('dialog.share');
        const { left, right, top, bottom } = dialog.getBoundingClientRect();
        const inside = [...dialog.querySelectorAll('button, select, input, textarea, iframe, img, svg.qr')].filter(one => one.checkVisibility() && !one.closest('[popover]'));
        const wide = inside.map(one => [one.getBoundingClientRect(), one.outerHTML.slice(0, 80)]).filter(([box]) => box.left < left || box.right > right).map(([, html]) => html);
        return [...wide, ...(left < 0 || right > innerWidth || top < 0 || bottom > innerHeight ? ['the dialog itself'] : []), ...(dialog.scrollWidth > dialog.clientWidth ? ['it scrolls sideways'] : [])];
      });
      assert.deepEqual(out, [], name);
    }
    await close();
  });
}
