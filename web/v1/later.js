// What a live figure needs after its first frame (live.js): its menu, tooltips, pictures of the moment, tables and files, and the words that
// remain when the simulation has stopped.

import { saveFile } from '../parts/files.js';
import { makeMoment } from '../parts/moment.js';
import { makeStopped } from '../parts/stopped.js';

export { makeFigureMenu } from '../parts/figure-menu.js';
export { makeHover } from '../parts/hover.js';
export { openWhole } from './whole.js';

export const tellStopped = (root, kept) => makeStopped(root, { save: saveFile, first: null }).stopped(kept);

// The pictures of the moment (parts/moment.js), made when a view other than the timeline is first shown: then their
// stylesheet is loaded, too.
export function makeLateMoment(root, session) {
  let made = null;
  let closed = false;
  let loading = null;
  return {
    inSight: () => Boolean(made?.inSight()),
    update() {
      if (made) return made.update();
      if (loading || session.state.view === 'timeline') return;
      loading = stylesheet(new URL('../moment.css', import.meta.url)).then(() => {
        if (closed) return;
        made = makeMoment(root, session);
        session.want();
      }, error => console.warn(error));
    },
    close() {
      closed = true;
      made?.close();
    },
  };
}

function stylesheet({ href }) {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'stylesheet', href, onload: resolve, onerror: () => reject(new Error(`there is no ${href}`)) });
    document.head.append(link);
  });
}
