// The page of a lesson: makes its figures and its questions live. Without scripts it can be read all the same.

import { makeAsk } from './ask.js';
import { makeFigures } from './figures.js';
import { makeMap } from './map.js';
import { measure } from './measure.js';
import { startPage } from './page.js';
import { answersOf, keepAnswer } from './progress.js';
import { makeQuiz } from './quiz.js';
import { makeSound } from './sound.js';

const site = new URL('../', import.meta.url);
await startPage(site);
const lesson = JSON.parse(document.getElementById('lesson').textContent);
const figures = makeFigures(lesson.figures, site);
for (const place of document.querySelectorAll('.course-figure')) figures.add(place);

const kept = answersOf(lesson.name);
for (const section of document.querySelectorAll('.ask[data-question]')) {
  const question = lesson.questions.find(({ id }) => id === section.dataset.question);
  makeAsk(section, question, {
    lesson, figures, measure,
    kept: Object(kept[question.id]) === kept[question.id] ? kept[question.id] : undefined,
    changed: answer => keepAnswer(lesson.name, lesson.questions.length, question.id, answer),
  });
}
for (const button of document.querySelectorAll('[data-sound]')) makeSound(button);
const map = document.getElementById('map');
if (map) makeMap(map, lesson.map);
const quiz = document.getElementById('quiz');
if (quiz) makeQuiz(quiz);
document.body.dataset.ready = '';

// On paper everything is open.
let opened = [];
addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('details.reveal:not([open])')];
  for (const one of opened) one.open = true;
});
addEventListener('afterprint', () => { for (const one of opened) one.open = false; });
