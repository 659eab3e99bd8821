// Which strategies are compared. A recording has none to choose from.

import { say } from '../core/say.js';
import { makeChips } from './chips.js';
import { makeFold } from './fold.js';

export function makeStrategies(root, session) {
  const chips = makeChips(say('Strategies shown'), id => session.act(() => session.model.toggleStrategy(id)));
  const fold = makeFold(root, say('Strategies shown'), chips.element);
  return {
    needs: 'results',
    update() {
      fold.show(!session.state.recording);
      chips.update(session.strategies);
    },
    close: fold.close,
  };
}
