// The page of one lesson, as HTML.

import { language, say } from '../../web/core/say.js';
import { addressOf } from '../../web/core/figure.js';
import { compile } from '../../web/course/expression.js';
import { figuresOf, levels } from '../../web/course/keys.js';
import { answersOf, figureHtml, listenHtml, makeTexts, questionHtml, revealHtml, teacherHtml, watchHtml } from './html.mjs';
import { escape, page, waysFrom } from './layout.mjs';
import { mapHtml } from './map.mjs';
import { circleHtml, ordersHtml } from './orders.mjs';
import { LessonErrors } from './read.mjs';

const origin = 'https://site.example/';

export async function lessonPage(lesson, { figures, look, keys, map, sounds, runs, pictures, lessons, glossary, scenarios }) {
  const at = `course/${lesson.name}/`;
  const { pages, site, app } = waysFrom(at);
  const write = makeTexts(lesson, look, {
    term: id => (glossary.terms.some(term => term.id === id) ? `../glossary/#${id}` : null),
    lesson: number => { const other = lessons.find(one => one.number === Number(number)); return other ? `../${other.name}/` : null; },
    lab: id => (Object.hasOwn(scenarios, id) ? app(`lab/?scenario=${id}`) : null),
    page: path => (path.startsWith('embedding/') || path.startsWith('lab/') ? app(path) : pages + path),
  });
  const addresses = Object.fromEntries(await Promise.all(Object.entries(figures).map(async ([name, figure]) =>
    [name, (await addressOf(`${origin}lab/`, inLab(figure), language() === 'en' ? null : language())).replace(origin, site)])));
  const context = { texts: write, pictures, address: name => addresses[name] };
  const partOf = Object.fromEntries(lesson.parts.filter(({ kind }) => kind === 'figure').map(part => [part.value.name, part]));
  const isShown = name => partOf[name].value.shown !== false;

  let asked = 0;
  const body = lesson.parts.map(part => {
    if (part.kind === 'prose') return write.prose(part);
    if (part.kind === 'figure') return isShown(part.value.name) ? figureHtml(part, context) : '';
    if (part.kind === 'question') return questionHtml(part, { ...context, number: ++asked, whys: whyFigures(part.value).filter(name => !isShown(name)).map(name => figureHtml(partOf[name], { ...context, hidden: true })) });
    if (part.kind === 'reveal') return revealHtml(part, { ...context, figure: part.value.figure ? figureHtml(partOf[part.value.figure], { ...context, hidden: true }) : '' });
    if (part.kind === 'watch') return watchHtml(part, context);
    if (part.kind === 'listen') return listenHtml(part, { ...context, sounds });
    if (part.kind === 'orders') return after(part, ordersHtml(part.value));
    if (part.kind === 'circle') return after(part, circleHtml(runs[part.value.figure].variants[runs[part.value.figure].first].deadlock ?? {}));
    if (part.kind === 'quiz') return `<section class="ask" id="quiz" hidden></section>\n<noscript><p>${escape(say('The programs need JavaScript, which is switched off here.'))}</p></noscript>\n`;
    if (part.kind === 'map') return mapHtml(part.value, map);
    return '';
  }).join('');

  // Questions and what to watch for are below the headings of the text, and before the first one below the title.
  const [beginning] = /^[^]*?(?=<h2|$)/.exec(body);
  const content = beginning.replace(/(<\/?)h3\b/g, '$1h2') + body.slice(beginning.length);

  const meta = lesson.parts.find(({ kind }) => kind === 'lesson');
  const summary = meta.value.summary.map(text => `<li>${write.line(meta, text)}</li>`).join('');
  const teacher = lesson.parts.filter(({ kind }) => kind === 'teacher').map(part => teacherHtml(part, { ...context, answers: answersOf(lesson, keys, write, part) })).join('');
  const { minutes, needs = [], about } = lesson.lesson;
  const [before, next] = [-1, 1].map(way => (lesson.number ? lessons[lessons.indexOf(lesson) + way] : undefined)).map(one => (one?.number ? one : undefined));
  const main = `<h1>${escape(lesson.title)}</h1>
<p class="lesson-meta">${[lesson.number ? say('Lesson {n}', { n: lesson.number }) : say('Lab'), say('{n} minutes', { n: minutes }), ...(needs.length ? [say('after {lessons}', { lessons: listed(needs.map(number => `<a href="../${lessons.find(one => one.number === number)?.name}/">${say('lesson {n}', { n: number })}</a>`)) })] : [])].join(' · ')}</p>
${content}
<section class="summary" aria-labelledby="summary"><h2 id="summary">${say('Key points')}</h2>
<ul>${summary}</ul>
<p class="summary-words">${[...write.terms].map(id => `<a href="../glossary/#${id}">${escape(glossary.terms.find(term => term.id === id)?.name ?? id)}</a>`).join(' · ')}</p></section>
${teacher}${write.sources.length ? `<section class="sources" aria-labelledby="sources"><h2 id="sources">${say('Sources')}</h2><ol>${write.sources.map((source, i) => `<li id="source-${i + 1}">${escape(source)}</li>`).join('')}</ol></section>\n` : ''}
<nav class="onward" aria-label="${say('Lessons')}">${before ? `<a class="button" href="../${before.name}/" rel="prev">← ${before.number}. ${escape(before.title)}</a>` : `<a class="button" href="../">${say('The course')}</a>`}
${next ? `<a class="button primary" href="../${next.name}/" rel="next">${next.number}. ${escape(next.title)} →</a>` : before ? `<a class="button primary" href="../">${say('The course')}</a>` : ''}</nav>`;
  if (lesson.mistakes.length > 0) throw new LessonErrors(lesson.mistakes);

  const questions = lesson.parts.filter(({ kind }) => kind === 'question').map(({ value }) => value);
  const data = { name: lesson.name, number: lesson.number, figures, questions: questions.map(lean), values: valuesOf(questions, look), map: mapData(lesson, map) };
  const html = page({
    at, title: lesson.number ? `${lesson.number}. ${lesson.title}` : lesson.title, description: about, current: 'course/', script: 'course/lesson.js', className: 'lesson',
    aside: lesson.number ? `<span class="bar-note">${lesson.number} / ${lessons.filter(({ number }) => number).length}</span> ` : '',
    main: main.replace(/(<table>[\s\S]*?<\/table>)/g, `<div class="scroll" role="region" aria-label="${say('Table')}" tabindex="0">$1</div>`) + `\n<script type="application/json" id="lesson">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`,
  }).replace('\n\n  <main', lesson.number === null ? '\n\n  <main' : `\n  <div class="way" aria-hidden="true"><span class="way-${lesson.number}"></span></div>\n\n  <main`);
  const { value: help } = lesson.parts.find(({ kind }) => kind === 'teacher') ?? { value: { aims: [] } };
  return { html, terms: write.terms, teacher: { aims: help.aims.map(aim => escape(aim)) } };
}

// "lesson 1, lesson 2 and lesson 4"
function listed(all) {
  const last = all.at(-1);
  return all.length > 1 ? say('{list} and {last}', { list: all.slice(0, -1).join(', '), last }) : last;
}

// What is shown when a question has been answered, if it says which.
const after = ({ value }, html) => `<div class="later"${value.after ? ` data-after="${value.after}"` : ''}>${html}</div>\n`;

// The lab has its own panels, and asks nothing.
const inLab = ({ ask, caption, show, numbers, knobs, ...figure }) => figure;

const whyFigures = ({ run, choices = [], misses = [], items = [] }) =>
  [...new Set([run, ...choices.map(one => one.run), ...misses.map(one => one.run), ...items.map(one => one.figure)].filter(Boolean))];

// The page has the texts already.
function lean(question) {
  const { text, because, otherwise, ...rest } = question;
  const without = ({ text: words, why, ...one }) => one;
  for (const key of ['choices', 'items', 'misses']) if (rest[key]) rest[key] = rest[key].map(without);
  return rest;
}

// What the questions refer to, for readers whose browser cannot run the engine.
function valuesOf(questions, look) {
  const values = {};
  for (const question of questions) {
    const { key, goal, shows, choices = [], items = [], misses = [] } = question;
    const texts = [key, goal, shows, ...choices.map(one => one.when), ...items.map(one => one.at), ...misses.map(one => one.near ?? one.when)].filter(Boolean);
    const wanted = texts.flatMap(text => compile(text).references);
    if (question.kind === 'classify') for (const name of figuresOf(question)) for (const metric of levels) wanted.push({ figure: name, run: null, metric });
    for (const { figure, run, metric, path, printed } of wanted) values[[figure, run ?? '', metric ?? path ?? printed].join(' ')] = look({ figure, run, metric, path, printed });
  }
  return values;
}

// The p95 of each way in each cell, in microseconds, for the page.
function mapData({ parts }, map) {
  const block = parts.find(({ kind }) => kind === 'map')?.value;
  if (!block) return undefined;
  const p95 = Object.fromEntries(Object.entries(map.cells).map(([cores, rows]) => [cores, rows.map(row => row.map(cell => cell.p95.map(ns => Math.round(ns / 1e3))))]));
  return { ...block, p95 };
}
