// The pages around the lessons: the index of the course, the glossary, the gallery, and those for teachers and about the
// project.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { concepts, levels, shelf } from '../../web/core/shelf.js';
import { escape, page } from './layout.mjs';

// made: [{lesson, terms}] for every lesson. Returns [{path, html}].
export async function pages({ made, glossary, scenarios, site }) {
  return [coursePage(made), glossaryPage(glossary, made), teachersPage(made), aboutPage(), await galleryPage(scenarios, made, site)];
}

function coursePage(all) {
  const made = all.filter(({ lesson }) => lesson.number !== null);
  const labs = all.filter(({ lesson }) => lesson.number === null);
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
<h2>Labs</h2>
<ul class="cards">
${labs.map(({ lesson }) => `<li data-lab><a href="${lesson.name}/"><h3>${escape(lesson.title.replace(/^Lab: (.)/, (_, first) => first.toUpperCase()))}</h3><p>${escape(lesson.lesson.about)}</p></a></li>`).join('\n')}
</ul>
<h2>For teachers</h2>
<p>Each lesson ends with a fold for teachers. <a href="../teachers/">How to use the course in class</a> has an overview.</p>`,
    }),
  };
}

function teachersPage(all) {
  const made = all.filter(({ lesson }) => lesson.number !== null);
  const minutes = made.reduce((sum, { lesson }) => sum + lesson.lesson.minutes, 0);
  const rows = made.map(({ lesson, teacher }) => `<section class="plan"><h3><a href="../course/${lesson.name}/">${lesson.number}. ${escape(lesson.title)}</a></h3>
<p class="plan-meta">${lesson.lesson.minutes} minutes${lesson.lesson.needs?.length ? `, after ${lesson.lesson.needs.map(number => `lesson ${number}`).join(', ')}` : ''}</p>
<ul>${teacher.aims.map(aim => `<li>${aim}</li>`).join('')}</ul></section>`).join('\n');
  return {
    path: 'teachers',
    html: page({
      root: '../', title: 'For teachers', current: 'teachers/', script: 'course/plain.js', className: 'page prose teachers',
      description: 'How to use the course about concurrent, parallel and asynchronous execution in class: aims, timing, figures for your own pages, handouts.',
      main: `<h1>For teachers</h1>
<p class="lead">Take the course as it is, or take it apart. You need no account, your class needs none, and nothing is sent anywhere.</p>
<h2>In class</h2>
<ul>
<li><strong>The whole course</strong> takes about ${minutes} minutes alone. In class, plan two to three times as long: its questions are made to be argued about.</li>
<li><strong>Ask first.</strong> Let everybody write an answer down before anybody presses <em>Check</em>. Research on such tools agrees that watching teaches little; predicting and changing teach.</li>
<li><strong>Every wrong choice has a reason.</strong> It names the misconception behind it, and most wrong answers lead to a run that shows why.</li>
<li><strong>The fold at the end</strong> of each lesson has its aims, its timing, the misconceptions to expect, exercises, and the answers.</li>
</ul>
<h2>Figures in your slides and pages</h2>
<p>Open a figure in the lab, and press <em>Share</em>: it gives you a line of HTML, a link, a picture, a slide for Reveal.js or Quarto, or a SCORM package for a learning management system. <a href="../embedding/">Figures in your own pages</a> has examples.</p>
<h2>On paper</h2>
<p>Each lesson can be printed: its pictures, its questions, its answers and its summary. Turn off the backgrounds if you want to save ink.</p>
<h2>The lessons and their aims</h2>
<div class="plans">
${rows}
</div>`,
    }),
  };
}

function aboutPage() {
  return {
    path: 'about',
    html: page({
      root: '../', title: 'About', current: 'about/', script: 'course/plain.js', className: 'page prose',
      description: 'What Interleave is, how it computes, and what it does not do.',
      main: `<h1>About Interleave</h1>
<p class="lead">People mix up three words: concurrent, parallel, asynchronous. Interleave simulates what they mean, and measures it.</p>
<h2>How it computes</h2>
<p>Every figure on this site is a simulation of cores, a scheduler, threads, pools, event loops and devices, to the nanosecond. The same scenario gives the same run every time and everywhere: on this page, on the command line and on the desktop. Nothing is an animation that somebody drew.</p>
<p>The numbers in the lessons are not typed in. They are computed from the runs beside them while the site is built, and the right answers of the questions are computed again when you answer.</p>
<h2>What it leaves out</h2>
<p>A simulation is a model. Cores here execute one thread at a time and have simple caches; devices answer after a time that is given or drawn; memory is counted, not simulated. Each rule is written down, and compared with published examples, formulas and real event loops.</p>
<h2>Your data</h2>
<p>Everything runs in your browser. There are no cookies, no accounts and no requests to other sites. Your progress in the course and your choice of colours are kept in this browser only, and you can make it forget them on <a href="../course/">the page of the course</a>.</p>
<h2>Licence</h2>
<p>Interleave is free software under the MIT licence. The typefaces are Inter and JetBrains Mono, under the SIL Open Font License.</p>`,
    }),
  };
}

function glossaryPage({ terms, md }, made) {
  const env = { computed: () => '', link: token => {
    const [, id] = /^term:(.*)$/.exec(token.attrGet('href')) ?? [];
    if (id) token.attrSet('href', `#${id}`);
  } };
  const used = id => made.filter(({ terms: set }) => set.has(id)).map(({ lesson }) => `<a href="../${lesson.name}/">${lesson.number ? `${lesson.number}. ` : ''}${escape(lesson.title)}</a>`);
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
    const { level, concepts: own, advice } = shelf[id];
    const { title, description = '' } = scenarios[id];
    const size = await sizeOf(site, id);
    const image = theme => `<img class="for-${theme}" loading="lazy" src="../posters/${id}-${theme}.svg"${size} alt="">`;
    const seen = lessonsWith(id, made).map(({ lesson }) => `<a href="../course/${lesson.name}/">${lesson.number ? `lesson ${lesson.number}` : 'lab'}</a>`);
    return `<li data-concepts="${own.join(' ')}" data-level="${level}"><a class="gallery-card" href="../lab/?scenario=${id}"><span class="gallery-picture">${image('light')}${image('dark')}</span><h2>${escape(title)}</h2></a>
<p>${escape(firstSentences(description))}</p>
<p class="gallery-advice">${escape(advice())}</p>
<p class="gallery-tags">${[...own.map(one => escape(concepts[one]())), ...seen].join(' · ')}</p></li>`;
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
<fieldset><legend>Concept</legend><div class="choices">${radio('concept', '', 'All', true)}${Object.entries(concepts).map(([id, name]) => radio('concept', id, name())).join('')}</div></fieldset>
<fieldset><legend>Level</legend><div class="choices">${radio('level', '', 'All', true)}${Object.entries(levels).map(([id, name]) => radio('level', id, name())).join('')}</div></fieldset>
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
