// The start page: its button for the colours, and how far the reader has come in the course.

import { showProgress } from './course/marks.js';
import { startPage } from './course/page.js';

await startPage(new URL('./', import.meta.url));
showProgress();
