// What can be shared of a session: the figure that shows what is shown now, with what the user has chosen about it.
//
// A figure is data (core/figure.js, docs/figure.md). A choice that is null stands for what is usual, and is not written
// down.

export const mostKnobs = 3;
export const panels = ['numbers', 'verdict', 'now', 'why', 'legend'];

export const usualChoices = () => ({
  panels: null,    // those of the figure that was opened, or the numbers
  lanes: null,     // as they are now
  runs: null,      // all
  knobs: null,     // those that the scenario tries first
  ask: { kind: 'none', text: '', number: '', run: 0, choices: [], right: 0, because: '' },
  theme: null,     // that of the page
  at: 'now',       // or 'begin'
  part: 'now',     // which part of the time is visible; or 'all'
  title: '',       // the scenario's
  caption: '',
  height: null,    // of the frame, in CSS pixels
  opens: 'lab',    // what a link opens; or 'figure'
  picture: { title: true, legend: true, verdict: false },
});

// Choices without what is no longer there: another scenario has other settings, numbers and runs. The question of a
// figure that was opened stays its question.
export function choicesFor({ knobs, lanes, runs, numbers }, now, choices) {
  const left = (chosen, items) => (chosen?.every(id => items.some(item => item.id === id)) ? chosen : null);
  const ask = choices.ask.kind === 'none' && now?.ask ? questionOf(now.ask, choices.ask) : { ...choices.ask };
  if (ask.kind === 'number' && !numbers.some(({ id }) => id === ask.number)) ask.kind = 'none';
  if (!runs.some(({ id }) => id === ask.run)) ask.run = 0;
  return { ...choices, ask, knobs: left(choices.knobs, knobs), lanes: left(choices.lanes, lanes), runs: left(choices.runs, runs) };
}

const questionOf = (ask, usual) => {
  const question = { ...usual, ...(typeof ask === 'string' ? { number: ask } : ask) };
  return { ...question, kind: question.number ? 'number' : 'own' };
};

// Names of numbers, by the columns of the outcome that show them.
const numberNames = {
  makespan: 'finish', utilisation: 'cores', 'response.mean': 'response', 'wait.mean': 'wait', 'threads.blocked': 'blocked', cost_per_1000: 'cost-per-1000',
  'concurrency.mean': 'concurrency', 'parallelism.mean': 'parallelism', 'asynchrony.mean': 'asynchrony',
};
const nameOfColumn = id => numberNames[id] ?? id.replace(/^latency\./, '');

// Everything that there is to choose from.
export function possible(session) {
  const scenario = JSON.parse(session.model.scenario());
  const knobs = session.model.parameters().filter(({ enabled }) => enabled);
  return {
    title: session.state.title,
    tries: (scenario.try ?? []).slice(0, mostKnobs),
    lanes: session.commands.filter(({ as_chip, enabled }) => as_chip && enabled).map(({ id, label, checked }) => ({ id: id.replace(/^lanes-/, ''), label, shown: checked })),
    runs: session.results.variants.map(({ title }, i) => ({ id: i, label: title })),
    knobs: knobs.map(({ id, label, group_title, text }) => ({ id, label, group_title, text })),
    numbers: session.panels.outcome.columns.map(({ id, label, hint }) => ({ id: nameOfColumn(id), label, hint })),
  };
}

// `now`, the figure of what is shown now, with what was chosen about it. What was not chosen is as it is now; what is usual is not
// written down.
export function figureWith(now, choices) {
  const { t, from, to, sel, ask, title, caption, runs, lanes, show, knobs, theme, ...rest } = now;
  const begin = choices.at === 'begin';
  const figure = {
    ...rest,
    title: choices.title || title,
    caption: choices.caption || caption,
    runs: choices.runs ?? runs,
    lanes: choices.lanes ?? lanes,
    show: choices.panels ?? show,
    knobs: choices.knobs ?? knobs,
    t: begin ? undefined : t,
    ...(choices.part === 'now' && { from, to }),
    sel: begin ? undefined : sel,
    ask: askOf(choices.ask) ?? undefined,
    theme: choices.theme ?? theme,
  };
  const usual = { show: 'numbers', theme: 'auto' };
  return Object.fromEntries(Object.entries(figure).filter(([name, value]) => value !== undefined && String(value) !== usual[name]));
}

// A question that is not complete is not asked.
export function askOf({ kind, number, run, text, choices, right, because }) {
  const why = because ? { because } : {};
  if (kind === 'number') return run === 0 && !text && !because ? number : { ...(text && { text }), number, run, ...why };
  const answers = choices.filter(Boolean);
  if (kind !== 'own' || !text || answers.length < 2 || !choices[right]) return null;
  return { text, choices: answers, right: answers.indexOf(choices[right]), ...why };
}

// What a link to the lab shows: what is on screen, from the moment and with the part that were chosen. The other choices
// are about figures.
export const figureForLab = (now, { at, part }) => figureWith(now, { ...usualChoices(), at, part, ask: choicesFor({ numbers: [], runs: [] }, now, usualChoices()).ask });
