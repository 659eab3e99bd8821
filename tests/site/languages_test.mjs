// The site in every language: each has the same pages with the same questions, every page links to the other languages,
// and readers get their own language by default.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readLessons, toolsOf } from '../../tools/course/main.mjs';
import { differences } from '../../tools/course/same.mjs';
import { build, openPage, startBrowser } from '../browser/support.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const deps = process.env.DEPS ?? root + 'build/deps';
const folder = join(build, 'site');

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

// The pages that exist once for each language, as paths below the folder of the language.
function pagesBelow(at) {
  const found = [];
  for (const path of ['', ...['course', 'gallery', 'teachers', 'exercises', 'code', 'about']]) {
    const inside = path === 'course' ? readdirSync(join(at, path), { recursive: true }).filter(name => statSync(join(at, path, name)).isDirectory()) : [];
    for (const page of ['', ...inside].map(name => join(path, name, 'index.html'))) if (existsSync(join(at, page))) found.push(page);
  }
  return found.sort();
}

test('every page exists in German, and each page links to its translation', () => {
  const english = pagesBelow(folder);
  assert.ok(english.length > 17 && english.includes(join('course', 'glossary', 'index.html')), english.join(' '));
  assert.deepEqual(pagesBelow(join(folder, 'de')), english);
  for (const [tag, at] of [['en', folder], ['de', join(folder, 'de')]]) {
    for (const page of english) {
      const html = readFileSync(join(at, page), 'utf8');
      assert.match(html, new RegExp(`^<!doctype html>\\n<html lang="${tag}">`), page);
      const twins = Object.fromEntries([...html.matchAll(/<link rel="alternate" hreflang="(\w+)" href="([^"]+)">/g)].map(([, name, href]) => [name, join(at, page, '..', href, 'index.html')]));
      assert.deepEqual(twins, { en: join(folder, page), de: join(folder, 'de', page) }, page);
      const [, href, other] = /<a class="language" href="([^"]+)" hreflang="(\w+)"/.exec(html);
      assert.equal(other, tag === 'en' ? 'de' : 'en', page);
      assert.equal(join(at, page, '..', href, 'index.html'), join(other === 'de' ? join(folder, 'de') : folder, page), page);
    }
  }
});

test('every address in a German page leads to an existing file, and links lead to German pages', () => {
  for (const page of pagesBelow(join(folder, 'de'))) {
    const html = readFileSync(join(folder, 'de', page), 'utf8').replace(/<link rel="alternate"[^>]*>|<a class="language"[^>]*>/g, '');
    for (const [, href] of html.matchAll(/ (?:href|src|srcset)="([^"#]+)/g)) {
      if (/^(https?|data):/.test(href)) continue;
      const [path, query = ''] = href.split('?');
      const file = join(folder, 'de', page, '..', path.endsWith('/') || path === '..' ? `${path}/index.html` : path);
      assert.ok(existsSync(file) && statSync(file).isFile(), `${page}: ${href}`);
      if (!file.endsWith('index.html')) continue;
      assert.ok(file.startsWith(join(folder, 'de/')) || /(^|&|;)lang=de/.test(query), `${page}: ${href} leads to a page in another language`);
    }
  }
});

test('what search engines and previews show of a German page is in German', () => {
  for (const page of pagesBelow(join(folder, 'de'))) {
    const [english, german] = [folder, join(folder, 'de')].map(at => [...readFileSync(join(at, page), 'utf8').matchAll(/<meta (?:name="description"|property="og:(?:title|description)") content="([^"]*)">/g)].map(([, text]) => text));
    assert.equal(german.length, 3, page);
    for (const [i, text] of german.entries()) assert.notEqual(text, english[i], page);
  }
});

test('the headings of a page begin with its title, and none skips a level', () => {
  for (const at of [folder, join(folder, 'de')]) {
    for (const page of pagesBelow(at)) {
      const html = readFileSync(join(at, page), 'utf8');
      const headings = [...html.slice(html.indexOf('<main')).matchAll(/<h([1-6])[^>]*>/g)].map(([, level]) => Number(level));
      headings.reduce((before, level, i) => {
        assert.ok(level <= before + 1, `${page}: heading ${i + 1} of level ${level} after one of level ${before}`);
        return level;
      }, 0);
    }
  }
});

test('lessons have the same blocks in both languages, and a difference is detected', async () => {
  const tools = await toolsOf(deps);
  const [english, german] = await Promise.all(['en', 'de'].map(tag => readLessons(root, tools, tag)));
  assert.deepEqual(german.map(({ name }) => name), english.map(({ name }) => name));
  for (const [i, lesson] of english.entries()) assert.deepEqual(differences(lesson, german[i]), [], lesson.name);

  const lesson = english.find(({ name }) => name.startsWith('07'));
  const changed = change => {
    const copy = { ...lesson, parts: structuredClone(lesson.parts.map(({ kind, value, line }) => ({ kind, value, line }))) };
    change(copy.parts);
    return differences(lesson, copy).map(({ message }) => message).join();
  };
  const figureIn = parts => parts.find(({ kind }) => kind === 'figure').value;
  assert.equal(changed(() => {}), '');
  assert.equal(changed(parts => { figureIn(parts).alt = 'Ein Bild'; }), '');
  assert.match(changed(parts => { figureIn(parts).lanes.pop(); }), /“figure” differs .*\/lanes/);
  assert.match(changed(parts => { figureIn(parts).name = 'teich'; }), /\/name/);
  assert.match(changed(parts => { delete figureIn(parts).caption; }), /\/caption/);
  assert.match(changed(parts => { parts.find(({ kind }) => kind === 'question').value.key = 'pool.finish'; }), /“question” differs .*\/key/);
  assert.match(changed(parts => { parts.splice(parts.findIndex(({ kind }) => kind === 'watch'), 1); }), /has a block “watch” here/);
});

test('pages open in the language of the browser, and the choice of another one is remembered', async () => {
  const { page, close } = await openPage(site, 'course/07-waiting/', { locale: 'de-AT' });
  await page.waitForURL(/\/de\/course\/07-waiting\/$/);
  assert.equal(await page.locator('html').getAttribute('lang'), 'de');
  await page.waitForSelector('body[data-ready]');
  assert.equal(await page.locator('.ask [type=submit]').first().textContent(), 'Prüfen');
  assert.match(await page.locator('.course-start').first().textContent(), /Starten/);
  await page.locator('a.language').click();
  await page.waitForURL(/\/where\/course\/07-waiting\/$/);
  await page.reload();
  assert.match(page.url(), /\/where\/course\/07-waiting\/$/);
  await page.locator('.brand a').click();
  await page.waitForURL(/\/where\/$/);
  await close();
});

test('the lab opens in the language of the browser, and its menu has the other one', async () => {
  const { page, close } = await openPage(site, 'lab/?scenario=deadlock', { locale: 'de-DE' });
  await page.waitForFunction(() => document.documentElement.lang === 'de' && !document.querySelector('#share').disabled);
  assert.equal(await page.locator('#share').textContent(), 'Teilen');
  await page.locator('#more').click();
  await page.locator('[data-id="language-en"]').click();
  await page.waitForURL(/scenario=deadlock.*lang=en/);
  await page.waitForFunction(() => !document.querySelector('#share').disabled);
  assert.equal(await page.locator('#share').textContent(), 'Share');
  await close();
});

test('a live figure of a German lesson is in German, and its question is graded', async () => {
  const { page, close } = await openPage(site, 'de/course/07-waiting/', { locale: 'en-US' });
  await page.waitForSelector('body[data-ready]');
  await page.locator('.course-start').first().click();
  const frame = page.frameLocator('interleave-figure iframe').first();
  await frame.locator('canvas').waitFor({ timeout: 60_000 });
  assert.equal(await frame.locator('html').getAttribute('lang'), 'de');
  const ask = page.locator('#ask-busy');
  await ask.locator('input').fill('100');
  await ask.locator('[type=submit]').click();
  await ask.locator('.ask-said strong').waitFor();
  assert.equal(await ask.locator('.ask-said strong').textContent(), 'Nicht ganz.');
  await close();
});
