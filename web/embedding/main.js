// The page about figures in other pages: shows the code of each example, and the tables of methods and events.

import { el } from '../core/dom.js';
import { about, events, methods } from '../core/protocol-1.json';
import { say } from '../core/say.js';
import { themeButton } from '../core/theme.js';
import { rememberChoice, wantedLanguage } from '../core/language.js';
import { takeWords } from '../core/words.js';
import { setIcon } from '../parts/icons.js';
import { languageLinks } from '../parts/language.js';

const at = id => document.getElementById(id);
setIcon(at('theme'), 'theme');
const { problem } = await takeWords(new URL('../words/', import.meta.url), wantedLanguage());
if (problem) console.warn(problem);
themeButton(at('theme'));
at('theme').before(...languageLinks());
rememberChoice();

// The code of an example is that of its element, with the address of this site.
for (const figure of document.querySelectorAll('.example > iframe, .example > interleave-figure')) {
  const copy = figure.cloneNode(true);
  if (copy.matches('iframe')) copy.setAttribute('src', figure.src);
  copy.removeAttribute('id');
  const text = copy.outerHTML.replaceAll('&amp;', '&').replace(/\n {8}/g, '\n  ').replace(/\n {6}(?=<\/)/, '\n');
  figure.after(el('details', { class: 'more' }, el('summary', {}, say('Code')), el('pre', { tabindex: '0', 'aria-label': say('Code') }, text)));
}
const loader = `<script type="module" src="${new URL('../v1/interleave-figure.js', location.href).href}"></script>`;
document.querySelector('.example interleave-figure')?.parentElement.prepend(el('pre', { tabindex: '0', 'aria-label': say('Code') }, loader));

const table = (caption, rows) => el('table', { class: 'reference' },
  el('caption', { class: 'hidden' }, caption),
  el('tbody', {}, ...rows.map(([name, detail, text]) => el('tr', {}, el('th', { scope: 'row' }, el('code', {}, name), ' ', el('span', {}, detail)), el('td', {}, text)))));

at('methods').append(table(say('Methods'), Object.entries(methods).map(([name, params]) => [name, `(${Object.keys(params).join(', ')})`, about.methods[name]])));
at('events').append(table(say('Events'), Object.entries(events).map(([name, detail]) => [`interleave-${name}`, detail.join(', '), about.events[name]])));

// The example that is driven by its page.
const driven = at('driven');
at('driven-play').addEventListener('click', () => void (driven.playing ? driven.pause() : driven.play()));
at('driven-cores').addEventListener('click', () => void driven.set('machine.cores', 4));
for (const name of Object.keys(events)) {
  driven.addEventListener(`interleave-${name}`, ({ detail }) => { at('driven-said').textContent = `${name} ${detail.time === undefined ? '' : `${detail.time / 1e6} ms`}`; });
}
