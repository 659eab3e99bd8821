// The page of exercises: a student chooses an exercise, enters the number that the teacher assigned, answers the
// question of the live figure, and hands in the code that then appears.

import { el } from '../core/dom.js';
import { language, say, translated } from '../core/say.js';
import { startPage } from '../parts/site-page.js';
import { codeOf, figureOf } from './exercises.js';

const site = new URL('../', import.meta.url);
const at = id => document.getElementById(id);
await startPage(at('theme'), site);
const { exercises } = await (await fetch(new URL('exercises.json', site))).json();
const form = at('exercise-form');
const [choice, number] = [form.elements.exercise, form.elements.seed];
choice.replaceChildren(...exercises.map(({ id, lesson, title }) => el('option', { value: id }, say('Lesson {n}: {title}', { n: lesson, title: translated(title) }))));
form.hidden = false;

// #pool.17 opens an exercise, so that a teacher can hand out links.
const [, wanted, seed] = /^#([a-z-]+)(?:\.(\d{1,9}))?$/.exec(location.hash) ?? [];
if (exercises.some(({ id }) => id === wanted)) choice.value = wanted;
if (seed) number.value = seed;

form.addEventListener('submit', event => {
  event.preventDefault();
  void open();
});
if (wanted && seed) void open();

async function open() {
  const exercise = exercises.find(({ id }) => id === choice.value);
  const own = Number(number.value);
  history.replaceState(null, '', `#${exercise.id}.${own}`);
  await import(new URL('v1/interleave-figure.js', site).href);
  const figure = document.createElement('interleave-figure');
  const title = translated(exercise.title);
  const attributes = { title, theme: 'page', resize: 'auto', activate: 'now', ...(language() === 'en' ? {} : { lang: language() }) };
  for (const [name, value] of Object.entries(attributes)) figure.setAttribute(name, value);
  figure.figure = { ...figureOf(exercise, own), title };
  const code = el('p', { class: 'exercise-code', role: 'status' }, say('When you have answered, your code appears here.'));
  figure.addEventListener('interleave-predict', ({ detail: { answer } }) => {
    if (typeof answer === 'string' && answer) show(code, codeOf(exercise, own, answer));
    else code.replaceChildren(say('You have looked at the answer. Open the exercise again with a different number.'));
  });
  at('exercise-place').replaceChildren(figure, code);
}

function show(place, code) {
  const copy = el('button', { class: 'button', type: 'button', on: { click: async () => {
    try {
      await navigator.clipboard.writeText(code);
      copy.textContent = say('Copied');
    } catch {
      copy.textContent = say('Select the code and copy it');
    }
  } } }, say('Copy'));
  place.replaceChildren(say('Hand in this code:'), ' ', el('code', {}, code), ' ', copy);
}
