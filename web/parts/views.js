// What the runs are shown as: the timeline alone, or the moment at the playhead as a picture above it.

import { say } from '../core/say.js';
import { makeChips } from './chips.js';

export function makeViews(root, session) {
  const chips = makeChips(say('Shown as'), id => session.run(id));
  root.append(chips.element);
  return {
    needs: 'commands',
    update() {
      const views = session.commands.filter(({ as_view, enabled }) => as_view && enabled);
      root.hidden = views.length === 0 || session.state.recording;
      chips.update(views.map(({ id, label, help, checked }) => ({ id, label, help, shown: checked })));
    },
    close: () => root.replaceChildren(),
  };
}
