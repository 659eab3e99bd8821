// What a live figure needs after its first frame (live.js): its menu, tooltips, pictures of the moment, tables and files, and the words that
// remain when the simulation has stopped.

import { saveFile } from '../parts/files.js';
import { makeStopped } from '../parts/stopped.js';

export { makeFigureMenu } from '../parts/figure-menu.js';
export { makeHover } from '../parts/hover.js';
export { makeMoment } from '../parts/moment.js';
export { openWhole } from './whole.js';

export const tellStopped = (root, kept) => makeStopped(root, { save: saveFile, first: null }).stopped(kept);
