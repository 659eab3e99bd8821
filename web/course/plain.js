// A page that is only read.

import { startPage } from '../parts/site-page.js';

await startPage(document.getElementById('theme'), new URL('../', import.meta.url));
