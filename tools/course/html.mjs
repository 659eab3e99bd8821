// Turns a lesson into a page. Everything can be read and printed without scripts; web/course/lesson.js makes it live.

import { say } from '../../web/core/say.js';
import { compile, ExpressionError } from '../../web/course/expression.js';
import { written } from '../../web/course/format.js';
import { levels, nameOf } from '../../web/course/keys.js';
import { keyInWords } from './compute.mjs';
import { escape } from './layout.mjs';
import { LessonErrors, readPlace, texts } from './read.mjs';

// The texts of a lesson as HTML: computed numbers are filled in, links are resolved, facts are numbered.
//
// links: {term(id), lesson(number), lab(scenario), page(path)} -> an address, or null
export function makeTexts(lesson, look, links) {
  const sources = [];
  const terms = new Set();
  let report = null;

  const env = {
    computed({ content }) {
      const { expression, form, fact, source, given } = readPlace(content);
      if (given !== undefined) return escape(given.replaceAll(' ', '\u00a0'));
      if (fact !== undefined) {
        let number = sources.indexOf(source);
        if (number < 0) number = sources.push(source) - 1;
        return `${escape(fact.replace(/(\d) (?=\S+$)/, '$1\u00a0'))}<sup><a href="#source-${number + 1}" aria-label="${escape(say('Source {n}', { n: number + 1 }))}">${number + 1}</a></sup>`;
      }
      try {
        const value = compile(expression).evaluate(look);
        return `<data value="${escape(String(value.value))}">${escape(written(value, form))}</data>`;
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error;
        report(`{${content}}`, error.message);
        return '';
      }
    },
    link(token) {
      const [, kind, rest] = /^(term|lesson|lab|page):(.*)$/.exec(token.attrGet('href')) ?? [];
      if (!kind) return;
      const address = links[kind](decodeURIComponent(rest));
      if (address === null) report(`${kind}:${rest}`, `there is no ${kind} “${decodeURIComponent(rest)}”`);
      else token.attrSet('href', address);
      if (kind === 'term') {
        token.attrSet('class', 'term');
        terms.add(decodeURIComponent(rest));
      }
    },
  };

  const placed = part => (piece, message) => {
    if (part.report) return part.report('', `${message} (${piece})`);
    const rows = lesson.source.split('\n');
    const row = rows.findIndex((text, i) => i + 1 >= part.line && text.includes(piece));
    lesson.complain(Math.max(row, 0) + 1, row < 0 ? 1 : rows[row].indexOf(piece) + 1, message);
  };

  return {
    embedding: links.page('embedding/'),
    sources,
    terms,
    // Whole paragraphs, and a text in a line.
    block(part, text) {
      report = placed(part);
      return [text].flat().map(one => lesson.md.render(one, env)).join('');
    },
    line(part, text) {
      report = placed(part);
      return lesson.md.renderInline(text, env);
    },
    plain: (part, text) => {
      report = placed(part);
      return lesson.md.renderInline(text, env).replace(/<sup>.*?<\/sup>/g, '').replace(/<[^>]*>/g, '');
    },
    prose(part) {
      report = placed(part);
      return lesson.md.renderer.render(part.tokens, lesson.md.options, env);
    },
  };
}

// --- Figures -----------------------------------------------------------------------------

// pictures: {light: {wide: {file, width, height, above}, narrow: {…}}, dark: …}; above: the picture of a moment, if the figure
// has another view than the timeline
function picture({ light, dark }, alt) {
  const one = ({ wide, narrow }, name, text) => `<picture class="for-${name}"><source media="(max-width: 640px)" srcset="${narrow.file}" width="${narrow.width}" height="${narrow.height}">` +
    `<img src="${wide.file}" width="${wide.width}" height="${wide.height}" loading="lazy" alt="${escape(text)}"></picture>`;
  const above = theme => (theme.wide.above ? { wide: theme.wide.above, narrow: theme.narrow.above } : null);
  const both = (theme, name) => (above(theme) ? one(above(theme), name, '') : '') + one(theme, name, alt);
  return both(light, 'light') + both(dark, 'dark');
}

export function figureHtml(part, { texts: write, pictures, address, hidden = false }) {
  const { name, alt, caption } = part.value;
  const open = say('Open in the lab');
  const heading = part.value.title ?? '';
  return `<figure class="course-figure"${hidden ? '' : ` id="figure-${name}"`} data-figure="${name}">
<div class="course-bar"><span class="course-name">${escape(heading)}</span> <a class="button" href="${escape(address(name))}" aria-label="${escape(open)}"><span class="more-words">${escape(open)}</span><span class="fewer-words" aria-hidden="true">${escape(say('Open'))}</span></a></div>
<div class="course-poster">${picture(pictures[name], write.plain(part, alt))}</div>
${caption ? `<figcaption>${write.line(part, caption)}</figcaption>\n` : ''}</figure>
`;
}

// --- Questions ---------------------------------------------------------------------------

const fields = {
  choice: (part, id, write) => `<div class="choices">${part.value.choices.map(({ text }, i) =>
    `<label class="choice"><input type="radio" name="${id}" value="${i}"><span>${write.line(part, text)}</span></label>`).join('')}</div>`,
  number: (part, id) => `<p class="ask-number"><label><span class="hidden">${escape(say('Your answer'))}</span><input type="text" name="${id}" inputmode="decimal" autocomplete="off" maxlength="40"></label> <span class="unit">${escape(part.value.unit)}</span></p>`,
  order: (part, id, write) => `<ol class="ask-order">${shuffled(part.value.items.length).map(i =>
    `<li data-item="${i}"><span class="item-text">${write.line(part, part.value.items[i].text)}</span></li>`).join('')}</ol>`,
  classify: (part, id, write) => `<div class="ask-classify" role="group">${part.value.items.map(({ text }, i) =>
    `<fieldset><legend>${write.line(part, text)}</legend>${levels.map(word =>
      `<label class="choice"><input type="checkbox" name="${id}-${i}" value="${word}"><span>${escape(nameOf(word).replace(/^./, first => first.toUpperCase()))}</span></label>`).join('')}</fieldset>`).join('')}</div>`,
  change: (part, id, write) => `<p class="ask-goal" data-goal></p>`,
};

// The order in which items are first shown: the same for everybody, and not that of the file.
function shuffled(count) {
  const step = [2, 3, 5, 7].find(one => count % one !== 0) ?? 1;
  return Array.from({ length: count }, (_, i) => (i * step + 1) % count);
}

export function questionHtml(part, { texts: write, number, whys }) {
  const { id, kind, text, because } = part.value;
  const sentences = [...texts('question', part.value)].filter(([pointer]) => /\/why(\/|$)|^\/otherwise$/.test(pointer));
  return `<section class="ask" id="ask-${id}" data-question="${id}" aria-labelledby="ask-${id}-text">
<form>
<h3 class="ask-text" id="ask-${id}-text"><span class="ask-number-of">${escape(say('Question {n}', { n: number }))}</span> ${write.line(part, text)}</h3>
${fields[kind](part, `answer-${id}`, write)}
<p class="ask-buttons" hidden><button class="button primary" type="submit">${escape(say('Check'))}</button> <button class="button quiet" type="button" data-show>${escape(say('Show the answer'))}</button></p>
</form>
<div class="ask-said" role="status"></div>
<template data-because>${write.line(part, because)}</template>
${sentences.map(([pointer, sentence]) => `<template data-why="${pointer}">${write.line(part, sentence)}</template>`).join('\n')}
${whys.map(html => `<template data-run>${html}</template>`).join('\n')}
</section>
`;
}

export function revealHtml(part, { texts: write, figure }) {
  const { after, text } = part.value;
  return `<details class="reveal" data-after="${after}" open><summary>${escape(say('The answer'))}</summary>
<div class="reveal-text">${figure}${write.block(part, text)}</div></details>
`;
}

export function watchHtml(part, { texts: write }) {
  const { figure, points, try: dare } = part.value;
  const heading = escape(say('Watch for'));
  return `<aside class="watch" aria-label="${heading}"><h3>${heading}</h3>
<ul>${points.map(point => `<li>${write.line(part, point)}</li>`).join('')}</ul>${dare ? `\n<p class="try"><strong>${escape(say('Try to break it.'))}</strong> ${write.line(part, dare)} <a href="#figure-${figure}">${escape(say('Go to the figure'))}</a></p>` : ''}</aside>
`;
}

export function listenHtml(part, { texts: write, sounds }) {
  const rows = part.value.figures.map(({ figure, text }) => {
    const late = sounds[figure];
    const count = late.filter(Boolean).length;
    return `<li><span class="listen-name">${write.line(part, text)}</span> <span class="listen-blocks" role="img" aria-label="${escape(say('{count} of {all} are late', { count, all: late.length }))}">${late.map(one => `<i${one ? ' class="late"' : ''}></i>`).join('')}</span> <button class="button" type="button" data-sound="${late.map(Number).join('')}" hidden></button></li>`;
  });
  return `<aside class="listen later"${part.value.after ? ` data-after="${part.value.after}"` : ''} aria-label="${escape(say('Listen'))}"><ul>${rows.join('')}</ul></aside>\n`;
}

export function teacherHtml(part, { texts: write, answers }) {
  const { aims, timing, misconceptions, ideas = [] } = part.value;
  const list = rows => `<ul>${rows.map(row => `<li>${row}</li>`).join('')}</ul>`;
  const lines = rows => list(rows.map(row => write.line(part, row)));
  return `<details class="teacher"><summary>${escape(say('For teachers'))}</summary>
<h3>${escape(say('Aims'))}</h3>${lines(aims)}
<h3>${escape(say('Timing'))}</h3><p>${write.line(part, timing)}</p>
<h3>${escape(say('Misconceptions to expect'))}</h3>${lines(misconceptions)}
${ideas.length ? `<h3>${escape(say('Exercises'))}</h3>${lines(ideas)}\n` : ''}<h3>${escape(say('Answers'))}</h3><p>${escape(say('They are computed from the runs on this page.'))}</p>${list(answers)}
<p>${say('You can put each figure into your own pages: open it in the lab and press *Share*, or write {link}.', { link: `<a href="${write.embedding}">${escape(say('one line of HTML'))}</a>` })}</p>
</details>
`;
}

export function answersOf(lesson, keys, write) {
  return lesson.parts.filter(({ kind }) => kind === 'question').map((part, i) => {
    const words = keyInWords(part.value, keys[part.value.id], key => escape(written(key)));
    return `${escape(say('Question {n}', { n: i + 1 }))}: ${['choice', 'order', 'classify'].includes(part.value.kind) ? write.line(part, words) : words}`;
  });
}

export { LessonErrors };
