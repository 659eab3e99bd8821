// The pages around the lessons: the index of the course, the glossary, the gallery, and those for teachers and about the
// project.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say, sayRich, translated } from '../../web/core/say.js';
import { concepts, levels, shelf } from '../../web/core/shelf.js';
import { programs } from '../../web/core/programs.js';
import { written } from '../../web/course/format.js';
import { escape, page, waysFrom } from './layout.mjs';

// made: [{lesson, terms}] for every lesson. Returns [{path, html}].
export async function pages({ made, glossary, scenarios, site }) {
  return [coursePage(made), glossaryPage(glossary, made), exercisesPage(), codePage(), teachersPage(made), aboutPage(), await galleryPage(scenarios, made, site)];
}

const rich = pieces => pieces.map((piece, i) => (i % 2 === 1 ? `<strong>${escape(piece)}</strong>` : escape(piece))).join('');

function coursePage(all) {
  const made = all.filter(({ lesson }) => lesson.number !== null);
  const labs = all.filter(({ lesson }) => lesson.number === null);
  const minutes = made.reduce((sum, { lesson }) => sum + lesson.lesson.minutes, 0);
  const rows = made.map(({ lesson }) => `<li data-lesson="${lesson.name}"><a href="${lesson.name}/"><span class="lesson-number">${lesson.number}</span>
<span class="lesson-words"><strong>${escape(lesson.title)}</strong> <span>${escape(lesson.lesson.about)}</span></span>
<span class="lesson-minutes">${say('{n} min', { n: lesson.lesson.minutes })} <span class="lesson-state"></span></span></a></li>`).join('\n');
  return {
    path: 'course',
    html: page({
      at: 'course/', title: say('The course'), current: 'course/', script: 'course/overview.js', className: 'page course-index',
      description: say('Twelve short lessons about concurrent, parallel and asynchronous execution. Each asks before it shows, and every number is computed.'),
      main: `<h1>${say('Concurrent, parallel, asynchronous')}</h1>
<p class="lead">${say('{^n} short lessons, about {minutes} minutes in all. Each asks before it shows. You can begin anywhere: nothing is locked, and every number on these pages is computed by the simulation that you can change.', { n: written({ value: made.length, unit: 'number' }, 'word'), minutes })}</p>
<p class="course-go"><a class="button primary" id="go-on" href="${made[0]?.lesson.name}/">${say('Begin with lesson 1')}</a> <a class="button" href="glossary/">${say('Glossary')}</a> <button class="button quiet" id="forget" type="button" hidden>${say('Forget my progress')}</button></p>
<ol class="course-list">
${rows}
</ol>
<h2>${say('Labs')}</h2>
<ul class="cards">
${labs.map(({ lesson }) => `<li data-lab><a href="${lesson.name}/"><h3>${escape(lesson.title.replace(/^[^:]*: (.)/, (_, first) => first.toUpperCase()))}</h3><p>${escape(lesson.lesson.about)}</p></a></li>`).join('\n')}
</ul>
<h2>${say('For teachers')}</h2>
<p>${say('Each lesson ends with a section for teachers, which you can expand. {link} has an overview.', { link: `<a href="../teachers/">${say('How to use the course in class')}</a>` })}</p>`,
    }),
  };
}

function teachersPage(all) {
  const made = all.filter(({ lesson }) => lesson.number !== null);
  const minutes = made.reduce((sum, { lesson }) => sum + lesson.lesson.minutes, 0);
  const after = needs => say('after {lessons}', { lessons: needs.map(n => say('lesson {n}', { n })).join(', ') });
  const rows = made.map(({ lesson, teacher }) => `<section class="plan"><h3><a href="../course/${lesson.name}/">${lesson.number}. ${escape(lesson.title)}</a></h3>
<p class="plan-meta">${[say('{n} minutes', { n: lesson.lesson.minutes }), ...(lesson.lesson.needs?.length ? [after(lesson.lesson.needs)] : [])].join(', ')}</p>
<ul>${teacher.aims.map(aim => `<li>${aim}</li>`).join('')}</ul></section>`).join('\n');
  return {
    path: 'teachers',
    html: page({
      at: 'teachers/', title: say('For teachers'), current: 'teachers/', script: 'course/plain.js', className: 'page prose teachers',
      description: say('How to use the course about concurrent, parallel and asynchronous execution in class: aims, timing, figures for your own pages, handouts.'),
      main: `<h1>${say('For teachers')}</h1>
<p class="lead">${say('Take the course as it is, or take it apart. You need no account, your class needs none, and nothing is sent anywhere.')}</p>
<h2>${say('In class')}</h2>
<ul>
<li>${rich(sayRich('*The whole course* takes about {minutes} minutes alone. In class, plan two to three times as long: its questions are meant to be discussed.', { minutes }))}</li>
<li>${rich(sayRich('*Ask first.* Have everybody write down an answer before anybody presses “Check”. Research on such tools agrees that people learn little by watching; they learn by predicting and changing.'))}</li>
<li>${rich(sayRich('*Every wrong choice has a reason.* It names the misconception behind it, and most wrong answers lead to a run that shows why.'))}</li>
<li>${rich(sayRich('*The section at the end* of each lesson has its aims, its timing, the misconceptions to expect, exercises, and the answers.'))}</li>
</ul>
<h2>${say('Figures in your slides and pages')}</h2>
<p>${say('Open a figure in the lab, and press “Share”: it gives you a line of HTML, a link, a picture, a slide for Reveal.js or Quarto, or a SCORM package for a learning management system. {link} has examples.', { link: `<a href="${escape(waysFrom('teachers/').app('embedding/'))}">${say('The page about figures in your own pages')}</a>` })}</p>
<h2>${say('Exercises')}</h2>
<p>${say('{link} have different numbers for each student. A student hands in a code, and a program grades it offline by running the exercise again.', { link: `<a href="../exercises/">${say('The exercises')}</a>` })}</p>
<h2>${say('On paper')}</h2>
<p>${say('Each lesson can be printed: its pictures, its questions, its answers and its summary. Turn off background graphics if you want to save ink.')}</p>
<h2>${say('The lessons and their aims')}</h2>
<div class="plans">
${rows}
</div>`,
    }),
  };
}

function exercisesPage() {
  return {
    path: 'exercises',
    html: page({
      at: 'exercises/', title: say('Exercises'), current: 'teachers/', script: 'course/exercise-page.js', className: 'page prose',
      description: say('Exercises about concurrent, parallel and asynchronous execution with different numbers for each student, and a code to hand in.'),
      main: `<h1>${say('Exercises')}</h1>
<p class="lead">${say('Each number gives a different exercise: the same question with different settings. Answer it, and hand in the code that appears.')}</p>
<form id="exercise-form" class="exercise" hidden>
<label>${say('Exercise')} <select name="exercise"></select></label>
<label>${say('Your number')} <input name="seed" type="number" min="0" max="999999999" step="1" required inputmode="numeric"></label>
<button class="button primary" type="submit">${say('Open the exercise')}</button>
</form>
<div id="exercise-place"></div>
<noscript><p>${say('The exercises need JavaScript, which is switched off here.')}</p></noscript>
<h2>${say('For teachers')}</h2>
<p>${say('Give each student a number, such as the student’s number in your class list. Collect the codes in a file, with a name and a code on each line, and grade them all at once with {command}. It runs every exercise again; nothing is sent anywhere, and no list of answers is needed.', { command: '<code>interleave-cli grade - &lt; codes.txt</code>' })}</p>`,
    }),
  };
}

// The page of programs fills the window; web/code/main.js fills the page.
function codePage() {
  const { site } = waysFrom('code/');
  const questions = Object.entries(programs).map(([file, { title }]) => `<li><a href="${site}programs/${file}">${escape(title())}</a></li>`).join('\n');
  const pane = (id, text) => `<button class="segment" data-pane="${id}" aria-pressed="${id === 'program'}">${escape(text)}</button>`;
  return {
    path: 'code',
    html: page({
      at: 'code/', title: say('Your program'), current: 'code/', script: 'code/main.js', className: 'code-page', bodyClass: 'code',
      description: say('Paste JavaScript, and see on a timeline when each callback runs, what it waits for, and why: promises, async functions, timers and the event loop, in the same order as in Node.js and in browsers.'),
      head: ['lab.css', 'editor.css', 'code.css'].map(name => `\n  <link rel="stylesheet" href="${site}${name}">`).join(''),
      aside: `<button id="share" class="button" disabled>${say('Share')}</button> `,
      main: `<div class="code-panes" role="group" aria-label="${escape(say('Shown'))}">${pane('program', say('Program'))}${pane('timeline', say('Timeline'))}</div>
<section class="code-left" aria-labelledby="your-program">
<div class="code-head">
<h1 id="your-program">${say('Your program')}</h1>
<button id="examples" class="button picker" aria-haspopup="dialog" disabled><span>${say('Examples')}</span></button>
<div id="runtime" class="segments" role="group" aria-label="${escape(say('Runtime'))}"></div>
<button id="run" class="button primary" disabled title="${escape(say('Run now (Ctrl Enter)'))}">${say('Run')}</button>
</div>
<div id="editor" class="code-place"></div>
<p id="try" class="code-try" hidden></p>
<section id="console" class="code-console"></section>
<p class="code-words">${say('The program runs on a simulated clock, in the same order as in Node.js 20 or in Chromium. Nothing leaves this page.')} <button id="what" class="link">${say('What can I use?')}</button></p>
</section>
<section class="code-right scroller" id="timeline" aria-label="${escape(say('Timeline'))}">
<div id="notices" class="notices" role="region" aria-label="${escape(say('Notices'))}"></div>
<div id="transport" class="transport" role="group" aria-label="${escape(say('Time'))}"></div>
<div id="warnings"></div>
<div id="find" class="find"></div>
<div id="sheet" class="sheet">
<div id="stage-message" class="stage-message">
<p>${say('Your program on a timeline: every callback is a bar, every wait is a line, and every line of the console is a moment.')}</p>
<p id="stage-status" role="status">${say('Loading the simulation…')}</p>
<noscript><p>${say('This page needs JavaScript and WebAssembly, which are switched off here. These are its first questions:')}</p><ul>
${questions}
</ul></noscript>
</div>
</div>
<div class="code-why"><div id="why"></div><p class="code-ways"><button id="keep" class="button" aria-pressed="false">${say('Compare with this version')}</button> <a id="to-lab" class="button" href="${escape(waysFrom('code/').app('lab/'))}">${say('Open in the lab')}</a></p></div>
<div class="code-below"><div id="settings"></div><div id="numbers"></div></div>
</section>`,
    }),
  };
}

function aboutPage() {
  return {
    path: 'about',
    html: page({
      at: 'about/', title: say('About'), current: 'about/', script: 'course/plain.js', className: 'page prose',
      description: say('What Interleave is, how it computes, and what it does not do.'),
      main: `<h1>${say('About Interleave')}</h1>
<p class="lead">${say('People mix up three words: concurrent, parallel, asynchronous. Interleave simulates what they mean, and measures it.')}</p>
<h2>${say('How it computes')}</h2>
<p>${say('Every figure on this site is a simulation of cores, a scheduler, threads, pools, event loops and devices, to the nanosecond. The same scenario gives the same run every time and everywhere: on this page, on the command line and on the desktop. Nothing here is an animation drawn by hand.')}</p>
<p>${say('The numbers in the lessons are not typed in by hand: they are computed from the runs beside them while the site is built, and the right answers of the questions are computed again when you answer.')}</p>
<h2>${say('What it leaves out')}</h2>
<p>${say('A simulation is a model. Cores here execute one thread at a time and have simple caches; devices answer after a fixed or random time; memory is counted, not simulated. Each rule is written down, and compared with published examples, formulas and real event loops.')}</p>
<h2>${say('Your data')}</h2>
<p>${say('Everything runs in your browser. There are no cookies, no accounts and no requests to other sites. Your progress in the course and your choice of colours are kept in this browser only, and you can make it forget them on {link}.', { link: `<a href="../course/">${say('the page of the course')}</a>` })}</p>
<h2>${say('Licence')}</h2>
<p>${say('Interleave is free software under the MIT licence. The typefaces are Inter and JetBrains Mono, under the SIL Open Font License.')}</p>`,
    }),
  };
}

function glossaryPage({ terms, md }, made) {
  const env = { computed: () => '', link: token => {
    const [, id] = /^term:(.*)$/.exec(token.attrGet('href')) ?? [];
    if (id) token.attrSet('href', `#${id}`);
  } };
  const used = id => made.filter(({ terms: set }) => set.has(id)).map(({ lesson }) => `<a href="../${lesson.name}/">${lesson.number ? `${lesson.number}. ` : ''}${escape(lesson.title)}</a>`);
  const rows = terms.map(({ id, name, text }) => `<div><dt id="${id}">${escape(name)}</dt><dd>${md.render(text, env)}${used(id).length ? `<p class="where">${say('In {lessons}', { lessons: used(id).join(' · ') })}</p>` : ''}</dd></div>`).join('\n');
  return {
    path: 'course/glossary',
    html: page({
      at: 'course/glossary/', title: say('Glossary of the course'), current: 'course/', script: 'course/plain.js', className: 'page prose glossary',
      description: say('Every term of the course about concurrent, parallel and asynchronous execution, in a sentence or two.'),
      main: `<h1>${say('Glossary of the course')}</h1>\n<p class="lead">${say('Every term is explained once, here. The lessons link to this page.')}</p>\n<dl class="terms">\n${rows}\n</dl>`,
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
  const { site: up, app } = waysFrom('gallery/');
  const rows = await Promise.all(ids.map(async id => {
    const { level, concepts: own, advice } = shelf[id];
    const { title, description = '' } = scenarios[id];
    const size = await sizeOf(site, id);
    const image = theme => `<img class="for-${theme}" loading="lazy" src="${up}posters/${id}-${theme}.svg"${size} alt="">`;
    const seen = lessonsWith(id, made).map(({ lesson }) => `<a href="../course/${lesson.name}/">${lesson.number ? say('lesson {n}', { n: lesson.number }) : say('lab')}</a>`);
    return `<li data-concepts="${own.join(' ')}" data-level="${level}"><a class="gallery-card" href="${escape(app(`lab/?scenario=${id}`))}"><span class="gallery-picture">${image('light')}${image('dark')}</span><h2>${escape(translated(title))}</h2></a>
<p>${escape(firstSentences(translated(description)))}</p>
<p class="gallery-advice">${escape(advice())}</p>
<p class="gallery-tags">${[...own.map(one => escape(concepts[one]())), ...seen].join(' · ')}</p></li>`;
  }));
  const radio = (name, value, text, checked) => `<label class="choice"><input type="radio" name="${name}" value="${value}"${checked ? ' checked' : ''}><span>${escape(text)}</span></label>`;
  return {
    path: 'gallery',
    html: page({
      at: 'gallery/', title: say('The gallery'), current: 'gallery/', script: 'gallery/main.js', className: 'page gallery-page',
      description: say('{n} questions about concurrent, parallel and asynchronous execution, each with a simulation that answers it.', { n: ids.length }),
      main: `<h1>${say('Questions you can play')}</h1>
<p class="lead">${say('Every scenario asks a question. Open it in the lab, change it, and see what happens to the answer.')}</p>
<form id="filter" hidden>
<fieldset><legend>${say('Concept')}</legend><div class="choices">${radio('concept', '', say('All'), true)}${Object.entries(concepts).map(([id, name]) => radio('concept', id, name())).join('')}</div></fieldset>
<fieldset><legend>${say('Level')}</legend><div class="choices">${radio('level', '', say('All'), true)}${Object.entries(levels).map(([id, name]) => radio('level', id, name())).join('')}</div></fieldset>
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
