// The pages around the lessons: the index of the course, the glossary, and the gallery.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { concepts, levels, scenarios as shelf } from './gallery.mjs';
import { escape, page } from './layout.mjs';

// made: [{lesson, terms}] for every lesson. Returns [{path, html}].
export async function pages({ made, glossary, scenarios, site }) {
  return [coursePage(made), glossaryPage(glossary, made), await galleryPage(scenarios, made, site)];
}

function coursePage(made) {
  const minutes = made.reduce((sum, { lesson }) => sum + lesson.lesson.minutes, 0);
  const rows = made.map(({ lesson }) => `<li data-lesson="${lesson.name}"><a href="${lesson.name}/"><span class="lesson-number">${lesson.number}</span>
<span class="lesson-words"><strong>${escape(lesson.title)}</strong> <span>${escape(lesson.lesson.about)}</span></span>
<span class="lesson-minutes">${lesson.lesson.minutes} min <span class="lesson-state"></span></span></a></li>`).join('\n');
  return {
    path: 'course',
    html: page({
      root: '../', title: 'The course', current: 'course/', script: 'course/overview.js', className: 'page course-index',
      description: `Twelve short lessons about concurrent, parallel and asynchronous execution. Each asks before it shows, and every number is computed.`,
      main: `<h1>Concurrent, parallel, asynchronous</h1>
<p class="lead">${made.length === 12 ? 'Twelve' : made.length} short lessons, about ${minutes} minutes in all. Each asks before it shows. You can begin anywhere: nothing is locked, and every number on these pages is computed by the simulation that you can change.</p>
<p class="course-go"><a class="button primary" id="go-on" href="${made[0]?.lesson.name}/">Begin with lesson 1</a> <a class="button" href="glossary/">The words</a> <button class="button quiet" id="forget" type="button" hidden>Forget my progress</button></p>
<ol class="course-list">
${rows}
</ol>
<h2>For teachers</h2>
<p>Each lesson ends with a fold for teachers: its aims, its timing, the misconceptions to expect, exercises, and the answers. Every figure can be put into your own pages or slides with <a href="../embedding/">one line of HTML</a>, and each lesson can be printed.</p>`,
    }),
  };
}

function glossaryPage({ terms, md }, made) {
  const env = { computed: () => '', link: token => {
    const [, id] = /^term:(.*)$/.exec(token.attrGet('href')) ?? [];
    if (id) token.attrSet('href', `#${id}`);
  } };
  const used = id => made.filter(({ terms: set }) => set.has(id)).map(({ lesson }) => `<a href="../${lesson.name}/">${lesson.number}. ${escape(lesson.title)}</a>`);
  const rows = terms.map(({ id, name, text }) => `<div><dt id="${id}">${escape(name)}</dt><dd>${md.render(text, env)}${used(id).length ? `<p class="where">In ${used(id).join(' · ')}</p>` : ''}</dd></div>`).join('\n');
  return {
    path: 'course/glossary',
    html: page({
      root: '../../', title: 'The words of this course', current: 'course/', script: 'course/plain.js', className: 'page prose glossary',
      description: 'Every term of the course about concurrent, parallel and asynchronous execution, in a sentence or two.',
      main: `<h1>The words of this course</h1>\n<p class="lead">Every term is explained once, here. The lessons lead to this page.</p>\n<dl class="terms">\n${rows}\n</dl>`,
    }),
  };
}

// The shape of a picture, so that the page does not jump when it comes.
async function sizeOf(site, id) {
  const [, width, height] = /<svg [^>]*width="(\d+)" height="(\d+)"/.exec(await readFile(join(site, 'posters', `${id}-light.svg`), 'utf8').catch(() => '')) ?? [];
  return width ? ` width="${width}" height="${height}"` : '';
}

// The lessons that show a scenario.
const lessonsWith = (id, made) => made.filter(({ lesson }) => lesson.parts.some(({ kind, value }) => kind === 'figure' && value.scenario === id));

async function galleryPage(scenarios, made, site) {
  const ids = Object.keys(shelf);
  const rows = await Promise.all(ids.map(async id => {
    const { level, concepts: own } = shelf[id];
    const { title, description = '' } = scenarios[id];
    const size = await sizeOf(site, id);
    const image = theme => `<img class="for-${theme}" loading="lazy" src="../posters/${id}-${theme}.svg"${size} alt="">`;
    const seen = lessonsWith(id, made).map(({ lesson }) => `<a href="../course/${lesson.name}/">lesson ${lesson.number}</a>`);
    return `<li data-concepts="${own.join(' ')}" data-level="${level}"><a class="gallery-card" href="../lab/?scenario=${id}"><span class="gallery-picture">${image('light')}${image('dark')}</span><h2>${escape(title)}</h2></a>
<p>${escape(firstSentences(description))}</p>
<p class="gallery-tags">${[...own.map(one => escape(concepts[one])), ...seen].join(' · ')}</p></li>`;
  }));
  const radio = (name, value, text, checked) => `<label class="choice"><input type="radio" name="${name}" value="${value}"${checked ? ' checked' : ''}><span>${escape(text)}</span></label>`;
  return {
    path: 'gallery',
    html: page({
      root: '../', title: 'The gallery', current: 'gallery/', script: 'gallery/main.js', className: 'page gallery-page',
      description: `${ids.length} questions about concurrent, parallel and asynchronous execution, each with a simulation that answers it.`,
      main: `<h1>Questions you can play</h1>
<p class="lead">Every scenario asks a question. Open it in the lab, change it, and see what happens to the answer.</p>
<form id="filter" hidden>
<fieldset><legend>Concept</legend><div class="choices">${radio('concept', '', 'All', true)}${Object.entries(concepts).map(([id, name]) => radio('concept', id, name)).join('')}</div></fieldset>
<fieldset><legend>Level</legend><div class="choices">${radio('level', '', 'All', true)}${Object.entries(levels).map(([id, name]) => radio('level', id, name)).join('')}</div></fieldset>
<p id="shown" role="status"></p>
</form>
<ul class="gallery">
${rows.join('\n')}
</ul>`,
    }),
  };
}

function firstSentences(text) {
  const sentences = text.match(/[^.?!]*(?:[.?!](?!\s|$)[^.?!]*)*[.?!](?=\s|$)/g) ?? [text];
  return sentences.slice(0, 2).join('').trim();
}
