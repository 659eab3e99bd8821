// Warnings: that a run was cut short. A warning stays while it is true.

import { el } from '../core/dom.js';

export function makeWarnings(root, session) {
  const list = el('div', { class: 'warnings', role: 'status' });
  root.append(list);
  return {
    needs: 'results',
    update() {
      list.replaceChildren(...session.panels.warnings.map(({ id, label, emphasis }) => el('p', { class: emphasis, 'data-id': `warnings/${id}` }, label)));
    },
    close: () => list.remove(),
  };
}
