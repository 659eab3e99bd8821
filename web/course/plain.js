// A page that is only read.

import { startPage } from './page.js';

await startPage(new URL('../', import.meta.url));
