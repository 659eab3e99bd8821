// The index of the course: shows how far the reader has come.

import { showProgress } from '../parts/marks.js';
import { startPage } from '../parts/site-page.js';

await startPage(document.getElementById('theme'), new URL('../', import.meta.url));
showProgress({ go: document.getElementById('go-on'), forget: document.getElementById('forget') });
