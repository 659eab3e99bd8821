// Runs figures without drawing them, and returns their results, for the keys of questions.
//
// What is loaded is the module of figures, which the page's figures load as well.

import { giveScenario, openFigure } from '../core/figure.js';
import { loadModule } from '../core/module.js';
import { makeSession } from '../core/session.js';

const site = new URL('../', import.meta.url);
const results = new Map();  // the figure as text -> a promise of its run

// figure: as data. Returns {variants, first, scenario, set}, as lookIn() of keys.js wants it.
export function measure(figure) {
  const text = JSON.stringify(figure);
  if (!results.has(text)) results.set(text, run(figure));
  results.get(text).catch(() => results.delete(text));
  return results.get(text);
}

// All runs of the scenario, whichever the figure shows, and nothing that covers them.
async function run({ ask, t, runs, ...figure }) {
  const [module, scenario] = await Promise.all([loadModule({ light: true }), scenarioOf(figure)]);
  await module.ready({});  // for any scenario, and not only for those of the first figure of a page
  const session = makeSession(module);
  try {
    await giveScenario(session, figure, site);
    const { error } = await session.withLanguage(() => openFigure(session, figure));
    if (error) throw new Error(error.message);
    while (session.model.state().running) {
      session.model.frame(performance.now());
      await new Promise(resolve => setTimeout(resolve));
    }
    const { variants } = session.model.results();
    return { variants, first: [runs ?? 0].flat()[0] ?? 0, scenario, set: figure.set ?? {} };
  } finally {
    session.close();
  }
}

async function scenarioOf({ scenario }) {
  if (typeof scenario !== 'string') return scenario;
  const response = await fetch(new URL(`scenarios/${scenario}.json`, site));
  if (!response.ok) throw new Error(`there is no scenario ${scenario}`);
  return response.json();
}
