// Which lanes are drawn.

import { makeChips } from './chips.js';
import { makeFold } from './fold.js';

export function makeLanes(root, session) {
  const chips = makeChips('Lanes shown', id => session.run(id));
  const fold = makeFold(root, 'Lanes', chips.element);
  return {
    needs: 'commands',
    update() {
      chips.update(session.commands.filter(command => command.as_chip && command.enabled)
                     .map(({ id, label, checked }) => ({ id, label, shown: checked })));
    },
    close: fold.close,
  };
}
