// "Change it until …": the reader changes a live figure until its numbers reach a goal, with as few changes as possible.

import { el } from '../core/dom.js';
import { say } from '../core/say.js';
import { compile } from './expression.js';
import { written } from './format.js';
import { lookIn } from './keys.js';

export function makeChange(form, question, { figures, lesson, section, reached }) {
  const { figure: name, goal, shows, misses = [] } = question;
  const line = form.querySelector('[data-goal]');
  const changes = new Map();  // the id of a parameter -> [its first value, its value now]
  let metrics = null;
  let done = false;

  const count = () => [...changes.values()].filter(([before, now]) => before !== now).length;
  // A live figure tells the results of the runs that it shows; here they have the numbers that they have in the scenario.
  const { runs } = lesson.figures[name];
  const shown = runs === undefined ? null : [runs].flat();
  const variants = () => (shown ? Object.fromEntries(shown.map((run, i) => [run, metrics[i]])) : metrics);
  const look = () => lookIn({ [name]: { variants: variants(), first: shown?.[0] ?? 0, scenario: {}, set: {} } });
  const start = el('button', { class: 'button primary', type: 'button', on: { click: () => {
    const place = figures.place(name);
    place.scrollIntoView({ block: 'start' });
    void figures.start(place);
  } } }, say('Start the figure'));
  form.querySelector('.ask-buttons').prepend(start);

  function tell() {
    if (!metrics) return void (line.textContent = say('Start the figure, and change its settings.'));
    const value = written(compile(shows).evaluate(look()));
    line.textContent = say('Now: {value}, after {n} {n|change|changes}.', { value, n: count() });
  }

  figures.listen(name, (event, detail) => {
    if (!Array.isArray(detail.metrics)) return;
    if (event === 'load') changes.clear();
    if (event === 'change') changes.set(detail.id, [changes.get(detail.id)?.[0] ?? detail.previous, detail.value]);
    metrics = detail.metrics;
    start.hidden = true;
    tell();
    if (event !== 'change' || done) return;
    const now = look();
    if (compile(goal).evaluate(now).value) {
      done = true;
      reached({ changes: count() });
    } else {
      const miss = misses.findIndex(({ when }) => compile(when).evaluate(now).value);
      const said = section.querySelector('.ask-said');
      said.replaceChildren(...(miss < 0 ? [] : [el('p', {}, section.querySelector(`template[data-why="/misses/${miss}/why"]`).content.cloneNode(true))]));
    }
  });
  tell();

  return {
    own: true,
    read: () => null,
    live: look,
    words: () => Object.entries(question.solution).map(([id, value]) => `${id} = ${value}`).join(', '),
    reset: () => { done = false; },
  };
}
