// The knobs of a figure: the few parameters that the reader may change, as rows of parameters.js.

import { makeParameterRow } from './parameters.js';

export function makeFigureKnobs(root, session) {
  let rows = new Map();
  let shape = null;

  function build(parameters) {
    rows = new Map(parameters.map(parameter => [parameter.id, makeParameterRow(session, parameter)]));
    // As one reads it: name, slider, value.
    for (const { element } of rows.values()) element.querySelector('input[type="range"]')?.after(element.querySelector('.number'));
    root.replaceChildren(...[...rows.values()].map(({ element }) => element));
    root.hidden = rows.size === 0;
  }

  return {
    update() {
      const all = session.model.parameters();
      const parameters = session.panels.figure.knobs.map(id => all.find(parameter => parameter.id === id)).filter(Boolean);
      const now = parameters.map(({ id, type, choices }) => `${id} ${type} ${choices?.length}`).join('\n');
      if (now !== shape) build(parameters);
      shape = now;
      for (const parameter of parameters) rows.get(parameter.id).update(parameter);
    },
  };
}
