// The page in the pseudo-language of tools/words: accented, 40 % longer and in brackets. No text remains English, and
// none is cut off.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { choose, focusCanvas, openLab, openPage, settled, startBrowser } from './support.mjs';

const tool = fileURLToPath(new URL('../../tools/words', import.meta.url));

let site, catalogue;
before(async () => {
  catalogue = execFileSync('python3', [tool, '--pseudo'], { encoding: 'utf8', maxBuffer: 64e6 });
  site = await startBrowser();
});
after(() => site.close());

const pseudo = { prepare: page => page.route('**/words/xx.json', route => route.fulfill({ contentType: 'application/json', body: catalogue })) };
const phone = { viewport: { width: 390, height: 844 } };

// What need not be translated.
const untranslated = [
  ['[translate="no"]', 'the name of the program'],
  ['script, style, noscript, template', 'never shown while scripts run'],
  ['.code-line, code, textarea, .gutter', 'code, and the scenario as JSON'],
  ['kbd', 'keys, as they are printed on the keyboard'],
  ['.printed', 'what the program of a scenario has printed'],
];
const data = [
  [/\d[\d.,]*\s?(?:ns|µs|ms|s|min|h|\/s|B|KiB|MiB|GiB|KB|MB|GB)(?![\p{L}])/gu, 'a number with its unit'],
  [/\b[Pp]\d\d\b/g, 'a percentile'],
  [/(?<![\p{L}])[A-Z](?![\p{L}])/gu, 'a key, or a name of one letter'],
  [/\((?:Home|End|Space)\)/g, 'a key, as it is printed on the keyboard'],
  [/\b(?:JavaScript|Python|Java|Kotlin|Go)\b|\bC\+\+/g, 'a language'],
  [/\b[Mm]ain\.(?:mjs|py|java|kt|go|cpp)\b/g, 'the name of a file'],
  [/^(?:script|main)$/g, 'the program itself, as its runtime calls it'],
  [/^none$/g, 'a value as it is typed, and as the file has it'],
];

// All texts that can be seen or heard, with the element they belong to: [{text, where}].
const shownTexts = page => page.evaluate(skipped => {
  const found = [];
  const where = element => element.tagName.toLowerCase() + (element.id ? `#${element.id}` : '') + (element.className && typeof element.className === 'string' ? `.${element.className.split(' ').join('.')}` : '');
  const shown = element => (element.closest('select') ?? element).checkVisibility();
  const add = (element, text) => {
    if (text?.trim() && shown(element) && !element.closest(skipped)) found.push({ text: text.trim(), where: where(element) });
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) add(walker.currentNode.parentElement, walker.currentNode.data);
  for (const element of document.body.querySelectorAll('*')) {
    for (const name of ['aria-label', 'aria-valuetext', 'title', 'placeholder', 'alt']) {
      if (element.hasAttribute(name)) add(element, element.getAttribute(name));
    }
  }
  found.push({ text: document.title, where: 'title' });
  return found;
}, untranslated.map(([selector]) => selector).join());

// The names that the scenario gives to its tasks, devices and others: keys of some objects, and the values of `name`. A
// label may begin with one.
const namesOf = page => page.evaluate(() => {
  const names = [];
  const scenario = JSON.parse(globalThis.interleaveLab?.source.text || '{}');
  const look = (value, key) => {
    if (typeof value === 'string' && key === 'name') names.push(value);
    else if (Object(value) === value) for (const [inner, one] of Object.entries(value)) look(one, inner);
  };
  look(scenario, '');
  for (const key of ['programs', 'devices', 'locks', 'queues', 'functions']) names.push(...Object.keys(Object(scenario[key])));
  return [...new Set(names)].flatMap(name => [name, name[0].toUpperCase() + name.slice(1)]);
});

// The texts with a letter that the pseudo-language would have accented. Every English word has one.
async function english(page) {
  const names = (await namesOf(page)).sort((a, b) => b.length - a.length);
  const left = new Set();
  for (const { text, where } of await shownTexts(page)) {
    let rest = text;
    for (const name of names) rest = rest.replaceAll(name, '');
    for (const [pattern] of data) rest = rest.replace(pattern, '');
    if (/[acdeinouy]/i.test(rest)) left.add(`${where}: ${text}`);
  }
  return [...left];
}

// The texts that are partly invisible: they extend beyond a box that hides what does not fit, beyond their own
// button, or beyond the page. A box that scrolls hides nothing, and a title contains the whole text.
const cutOff = page => page.evaluate(() => {
  const cut = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || element.closest('.hidden, .skip, select, noscript, [title]')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const beyond = (outer, what) => {
      const { left, right } = outer;
      if (box.left < left - 1 || box.right > right + 1) cut.add(`${what}: ${node.data.trim()}`);
    };
    let scrolls = false;
    for (let outer = element; outer && outer !== document.body && !scrolls; outer = outer.parentElement) {
      const { overflowX } = getComputedStyle(outer);
      scrolls = overflowX === 'auto' || overflowX === 'scroll';
      if (overflowX === 'hidden' || overflowX === 'clip' || outer.matches('button')) beyond(outer.getBoundingClientRect(), outer.className || outer.tagName);
    }
    if (!scrolls) beyond({ left: 0, right: document.documentElement.clientWidth }, 'page');
  }
  return [...cut];
});

async function assertTranslated(page, what) {
  const mistakes = [...(await english(page)).map(text => `left in English: ${text}`), ...(await cutOff(page)).map(text => `cut off by ${text}`)];
  assert.equal(mistakes.join('\n'), '', what);
}

const openAllFolds = page => page.evaluate(() => { for (const fold of document.querySelectorAll('details')) fold.open = true; });

for (const [device, options] of [['wide', {}], ['a phone', phone]]) {
  test(`the lab is translated: ${device}`, async () => {
    const { page, close } = await openLab(site, 'lab/?lang=xx', { ...pseudo, ...options });
    assert.equal(await page.locator('html').getAttribute('lang'), 'en-XA');
    await openAllFolds(page);
    await assertTranslated(page, 'at first');

    for (const button of ['#more', '#compare', '.rate']) {
      if (!await page.locator(button).isVisible()) continue;
      await page.locator(button).click();
      await assertTranslated(page, `the menu of ${button}`);
      await page.keyboard.press('Escape');
    }
    await page.locator('#share').click();
    for (const tab of await page.locator('dialog.share [role=tab]').all()) {
      await tab.click();
      await openAllFolds(page);
      await assertTranslated(page, `sharing: ${await tab.textContent()}`);
    }
    await page.keyboard.press('Escape');
    await page.locator('#help').click();
    await assertTranslated(page, 'the list of keys');
    await page.keyboard.press('Escape');

    await focusCanvas(page);
    for (const [key, what] of [['.', 'a step'], ['.', 'a bar'], ['r', 'a range'], ['/', 'find']]) {
      await page.keyboard.press(key);
      await settled(page);
      await assertTranslated(page, what);
    }
    await close();
  });
}

test('a program and its console are translated', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=timeout-promise-tick&lang=xx', pseudo);
  await openAllFolds(page);
  await assertTranslated(page, 'a program');
  await close();
});

test('the start page is translated, and its links keep the language', async () => {
  for (const options of [{}, phone]) {
    const { page, close } = await openPage(site, '?lang=xx', { ...pseudo, ...options });
    await page.waitForFunction(() => document.documentElement.lang === 'en-XA' && document.querySelector('#theme').title);
    await assertTranslated(page, 'the start page');
    for (const link of await page.locator('a:not([data-language])').evaluateAll(all => all.map(one => one.href))) assert.match(link, /[?&]lang=xx/);
    await close();
  }
});

test('a text that is left in English or cut off would be seen', async () => {
  const { page, close } = await openPage(site, '?lang=xx', pseudo);
  await page.waitForFunction(() => document.documentElement.lang === 'en-XA' && document.querySelector('#theme').title);
  await page.evaluate(() => {
    document.querySelector('footer p').append(' Everything');
    document.querySelector('#theme').title = 'Colours';
    Object.assign(document.querySelector('h2').style, { width: '20px', overflow: 'hidden', whiteSpace: 'nowrap' });
  });
  const left = await english(page);
  assert.ok(left.some(text => text.endsWith('Everything')) && left.some(text => text.endsWith('Colours')), left.join('\n'));
  assert.equal((await cutOff(page)).length, 1);
  await close();
});

test('links that are made keep the language', async () => {
  const { page, close } = await openLab(site, 'lab/?scenario=cpu-heavy-batch&lang=xx', pseudo);
  await choose(page, 'typing-and-music');
  await settled(page);
  assert.match(page.url(), /\?scenario=typing-and-music&engine=\d+&lang=xx$/);
  assert.match(await page.locator('.brand a').evaluate(link => link.href), /\?lang=xx$/);
  await close();
});

const notices = page => page.locator('.notice p').allTextContents();

test('a language that is not available leaves the page in English and says so', async () => {
  const wrong = [
    ['../x', /does not name a language/, null],
    ['qq', /has not been translated into “qq”/, null],
    ['xx', /could not be loaded/, 'no JSON'],
    ['xx', /has a mistake at line 1, column \d+/, '{"version": 1, "language": "xx", "plurals": "one-other", "templates": {"Share": "*"}, "texts": {"Share": "*"}}'],
  ];
  for (const [tag, says, body] of wrong) {
    const prepare = page => body && page.route('**/words/xx.json', route => route.fulfill({ contentType: 'application/json', body }));
    const { page, close } = await openLab(site, `lab/?lang=${encodeURIComponent(tag)}`, { prepare, allow: [/qq\.json|404/, /SyntaxError/] });
    assert.match((await notices(page)).join('\n'), says);
    assert.equal(await page.locator('#share').textContent(), 'Share');
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await close();
  }
});
