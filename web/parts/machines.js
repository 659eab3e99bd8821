// The same work on machines from 1964 to today: how long it takes on each, and why clocks stopped. The machines are run
// when the part is opened for the first time, and again when the scenario has changed.

import { el } from '../core/dom.js';
import { say } from '../core/say.js';
import { isDark } from '../core/theme.js';
import { makeFold } from './fold.js';

export function makeMachines(root, session) {
  const picture = el('img', { class: 'machines-picture' });
  const list = el('ul', { class: 'machines' });
  const fold = makeFold(root, say('The same work on machines from 1964 to today'), picture, list);
  fold.element.open = false;
  fold.element.dataset.id = 'machines';
  fold.element.addEventListener('toggle', () => fill());
  let shown = '';

  function fill() {
    const { recording, revision, theme } = session.state;
    fold.show(!recording);
    const wanted = `${revision} ${theme}`;
    if (!fold.element.open || recording || wanted === shown) return;
    shown = wanted;
    const width = Math.max(280, Math.min(1300, Math.floor(fold.element.clientWidth)));
    const { svg, machines = [] } = session.model.machines(width, isDark());
    if (!svg) return;
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    picture.alt = say('How long the work takes on {n|{n} machine|{n} machines}', { n: machines.length });
    list.replaceChildren(...machines.map(({ id, year, title, name, facts, text, estimate, source, chosen }) =>
      el('li', {},
        el('details', {},
          el('summary', {}, el('b', {}, String(year)), ' ', title, ' · ', facts),
          el('p', {}, el('span', { translate: 'no' }, name), `. ${text}`),
          el('p', { class: 'machine-source' }, `${estimate} ${say('Source:')} `, el('cite', { translate: 'no' }, source)),
          el('button', { class: 'button', disabled: chosen, on: { click: () => session.act(() => session.model.takeMachine(id)) } },
            chosen ? say('This is the machine now') : say('Run it on this machine'))))));
  }

  return {
    needs: 'results',
    update: fill,
    close: fold.close,
  };
}
