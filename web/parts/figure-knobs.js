// The knobs of a figure: up to three parameters that the reader may change, as rows of parameters.js.

import { makeParameterRow } from './parameters.js';

const most = 3;

export function makeFigureKnobs(root, session) {
  let wanted = null;  // ids; null: those that the scenario says to try
  let rows = new Map();
  let shape = '';

  const chosen = parameters => (wanted
    ? wanted.map(id => parameters.find(parameter => parameter.id === id)).filter(Boolean)
    : parameters.filter(({ group }) => group === 'try')).slice(0, most);

  function build(parameters) {
    rows = new Map(parameters.map(parameter => [parameter.id, makeParameterRow(session, parameter)]));
    // As one reads it: name, slider, value.
    for (const { element } of rows.values()) element.querySelector('input[type="range"]')?.after(element.querySelector('.number'));
    root.replaceChildren(...[...rows.values()].map(({ element }) => element));
    root.hidden = rows.size === 0;
  }

  return {
    open({ knobs }) {
      wanted = Array.isArray(knobs) ? knobs : null;
      shape = '';
    },
    update() {
      const parameters = chosen(session.model.parameters());
      const now = parameters.map(({ id, type, choices }) => `${id} ${type} ${choices?.length}`).join('\n') || 'none';
      if (now !== shape) build(parameters);
      shape = now;
      for (const parameter of parameters) rows.get(parameter.id).update(parameter);
    },
  };
}
