// Makes the course: node tools/course/main.mjs SOURCE BUILD SITE DEPS [--cli PROGRAM]
//
// Writes to SITE/course/ a page for each lesson of SOURCE/web/lessons, the index and the glossary. Writes the same
// pages to SITE/de/course/ from SOURCE/web/lessons/de and the catalogue SOURCE/web/words/de.json. The engine in BUILD,
// or PROGRAM, computes the numbers. If a lesson contains mistakes, they are printed with their places, and nothing is
// written.

import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { languages } from '../../web/core/language.js';
import { setCatalogue } from '../../web/core/say.js';
import { openEngine } from './engine.mjs';
import { frontPage } from './front_page.mjs';
import { readGlossary } from './glossary.mjs';
import { complete, computeLesson, pictured } from './compute.mjs';
import { lessonPage } from './lesson_page.mjs';
import { LessonErrors, readLesson } from './read.mjs';
import { differences } from './same.mjs';
import { schemaOf } from './schema.mjs';

export async function toolsOf(deps) {
  const require = createRequire(join(deps, 'site', 'package.json'));
  const { parseTree, printParseErrorCode } = require('jsonc-parser');
  const { default: MarkdownIt } = await import(pathToFileURL(require.resolve('markdown-it')).href);
  return { MarkdownIt, parseTree, printParseErrorCode };
}

export async function scenariosOf(source) {
  const folder = join(source, 'web', 'scenarios');
  const files = (await readdir(folder)).filter(name => name.endsWith('.json'));
  return Object.fromEntries(await Promise.all(files.map(async file => [file.slice(0, -5), JSON.parse(await readFile(join(folder, file), 'utf8'))])));
}

const folderOf = tag => (tag === 'en' ? '' : tag);

// The lessons in their order, and then the labs, whose number is null: {number, name, …} of readLesson().
export async function readLessons(source, tools, tag = 'en') {
  const folder = join(source, 'web', 'lessons', folderOf(tag));
  const files = (await readdir(folder)).filter(name => /^(\d\d|lab)-[a-z0-9-]+\.md$/.test(name)).sort();
  const mistakes = [];
  const lessons = [];
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8');
    try {
      lessons.push({ ...readLesson(text, join(folderOf(tag), file), tools), source: text, number: /^\d/.test(file) ? Number(file.slice(0, 2)) : null, name: file.slice(0, -3) });
    } catch (error) {
      if (!(error instanceof LessonErrors)) throw error;
      mistakes.push(...error.mistakes);
    }
  }
  if (mistakes.length > 0) throw new LessonErrors(mistakes);
  return lessons;
}

const sizes = { wide: 960, narrow: 390 };

async function keep(svg, name, folder) {
  const [, width, height] = /<svg [^>]*width="([\d.]+)" height="([\d.]+)"/.exec(svg);
  await writeFile(join(folder, `${name}.svg`), svg);
  return { file: `${name}.svg`, width: Math.round(width), height: Math.round(height) };
}

// The pictures of a figure, as files in `folder`, and their sizes.
async function draw(figure, name, folder, { engine, scenarios }) {
  const pictures = {};
  for (const theme of ['light', 'dark']) {
    pictures[theme] = {};
    for (const [kind, width] of Object.entries(sizes)) {
      const whole = complete(figure, scenarios);
      pictures[theme][kind] = await keep(await engine.render(whole, { theme, width }), `${name}-${theme}${kind === 'narrow' ? '-narrow' : ''}`, folder);
      if (figure.view && figure.view !== 'timeline') {
        const svg = await engine.moment(whole, { theme, width, view: figure.view, at: figure.t ?? '0ms' });
        pictures[theme][kind].above = await keep(svg, `${name}-${figure.view}-${theme}${kind === 'narrow' ? '-narrow' : ''}`, folder);
      }
    }
  }
  return pictures;
}

// Checks that a translation has all lessons, with the same blocks in each.
function checkTranslation(english, lessons, tag) {
  const mistakes = [];
  for (const one of english) {
    const other = lessons.find(({ name }) => name === one.name);
    if (!other) mistakes.push({ file: join(tag, `${one.name}.md`), line: 1, column: 1, message: 'this lesson is missing' });
    else mistakes.push(...differences(one, other).map(({ line, message }) => ({ file: other.file, line, column: 1, message })));
  }
  if (mistakes.length > 0) throw new LessonErrors(mistakes);
}

// Writes the pages of one language, {lessons, glossary, tag}, into the folder of that language.
async function makePages({ lessons, glossary, tag }, { engine, scenarios, site, front }) {
  const folderOfLanguage = join(site, folderOf(tag));
  const mistakes = [];
  const made = [];
  for (const lesson of lessons) {
    const folder = join(folderOfLanguage, 'course', lesson.name);
    await mkdir(folder, { recursive: true });
    try {
      const computed = await computeLesson(lesson, { engine, scenarios });
      const pictures = {};
      for (const { kind, value } of lesson.parts) if (kind === 'figure') pictures[value.name] = await draw(pictured(computed.figures[value.name], value), value.name, folder, { engine, scenarios });
      const { html, ...rest } = await lessonPage(lesson, { ...computed, pictures, lessons, glossary, scenarios });
      await writeFile(join(folder, 'index.html'), html);
      made.push({ lesson, ...rest });
    } catch (error) {
      if (!(error instanceof LessonErrors)) throw error;
      mistakes.push(...error.mistakes);
    }
  }
  if (mistakes.length > 0) throw new LessonErrors(mistakes);
  const { pages } = await import('./site_pages.mjs');
  const all = await pages({ made, lessons, glossary, scenarios, site });
  // Write the start page, and the pictures of its figure.
  if (tag !== 'en') all.push({ path: '', html: frontPage(front) });
  const [, json] = /<script type="application\/json" id="figures">([^<]*)</.exec(front);
  const home = join(folderOfLanguage, 'course', 'home');
  await mkdir(home, { recursive: true });
  for (const [name, figure] of Object.entries(JSON.parse(json))) await draw(figure, name, home, { engine, scenarios });
  for (const { path, html } of all) {
    await mkdir(join(folderOfLanguage, path), { recursive: true });
    await writeFile(join(folderOfLanguage, path, 'index.html'), html);
  }
}

async function main([source, build, site, deps, ...rest]) {
  const program = rest[0] === '--cli' ? resolve(rest[1]) : null;
  const tools = await toolsOf(deps);
  const [scenarios, engine] = await Promise.all([scenariosOf(source), openEngine({ build, deps, program })]);
  const front = await readFile(join(site, 'index.html'), 'utf8').catch(() => readFile(join(source, 'web', 'index.html'), 'utf8'));
  const read = {};
  for (const { tag } of languages) {
    const lessons = await readLessons(source, tools, tag);
    if (tag !== 'en') checkTranslation(read.en.lessons, lessons, tag);
    const file = join(folderOf(tag), 'glossary.md');
    read[tag] = { tag, lessons, glossary: readGlossary(await readFile(join(source, 'web', 'lessons', file), 'utf8'), file, tools) };
  }
  for (const { tag } of languages) {
    const words = tag === 'en' ? null : await readFile(join(source, 'web', 'words', `${tag}.json`), 'utf8');
    setCatalogue(JSON.parse(words));
    engine.speak(words);
    await makePages(read[tag], { engine, scenarios, site, front });
  }
  await mkdir(join(site, 'schema'), { recursive: true });
  await writeFile(join(site, 'schema', 'lesson-1.json'), JSON.stringify(schemaOf(), null, 1));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await main(process.argv.slice(2).map((word, i) => (i < 4 ? resolve(word) : word)));
  } catch (error) {
    if (!(error instanceof LessonErrors)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
