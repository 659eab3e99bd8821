// The index of the course: shows how far the reader has come.

import { showProgress } from './marks.js';
import { startPage } from './page.js';

await startPage(new URL('../', import.meta.url));
showProgress();
