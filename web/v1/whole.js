// What needs the whole module: tables of what happened, and files. It is loaded when somebody asks for one of them, and
// runs the figure again, which gives the same.

import { openFigure } from '../core/figure.js';
import { loadModule } from '../core/module.js';
import { CallError } from '../core/port.js';
import { makeSession } from '../core/session.js';

export async function openWhole(figure) {
  const module = await loadModule();
  const session = makeSession(module);
  const { error } = await session.withLanguage(() => openFigure(session, figure));
  if (error) {
    session.close();
    throw new CallError('bad-figure', error.message, error.pointer);
  }
  const { model } = session;
  while (model.state().running) {  // a long run takes its time
    model.frame(performance.now());
    await new Promise(resolve => setTimeout(resolve));
  }
  const ending = act => {
    try {
      return act();
    } finally {
      session.close();
    }
  };

  return {
    // Rows of the table of spans.
    timeline: () => ending(() => {
      const [head, ...rows] = model.exported('csv').trim().split(/\r?\n/).map(cells);
      return { columns: head, rows };
    }),
    file: format => ending(() => {
      if (format === 'svg') return { name: 'figure.svg', type: 'image/svg+xml', text: model.svg() };
      if (format === 'json') return { name: 'scenario.json', type: 'application/json', text: model.scenario() };
      const row = model.formats().find(({ id }) => id === format);
      if (!row) throw new CallError('bad-params', `there is no format “${format}”`, '/params/format');
      return { name: 'figure' + row.ending, type: row.type, text: model.exported(format) };
    }),
  };
}

// A line of CSV (RFC 4180).
function cells(line) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => (quoted === undefined ? plain : quoted.replaceAll('""', '"')));
}
