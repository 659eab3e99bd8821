// The settings that matter for a program of the reader: rows of the parameter table.

import { el } from '../core/dom.js';
import { settingsIn } from '../core/own-program.js';
import { say } from '../core/say.js';
import { makeFold } from './fold.js';
import { makeParameterRow } from './parameters.js';

export function makeProgramSettings(root, session) {
  const body = el('div', { class: 'program-settings' });
  const fold = makeFold(root, say('Machine and devices'), body);
  let rows = new Map();
  let shape = '';

  return {
    needs: 'results',
    update() {
      const parameters = settingsIn(session.model.parameters());
      const now = parameters.map(({ id, type }) => `${id} ${type}`).join('\n');
      if (now !== shape) {
        shape = now;
        rows = new Map(parameters.map(one => [one.id, makeParameterRow(session, one)]));
        body.replaceChildren(...[...rows.values()].map(({ element }) => element));
      }
      for (const one of parameters) rows.get(one.id).update(one);
      fold.show(parameters.length > 0);
    },
    close: fold.close,
  };
}
