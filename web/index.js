// The start page: its figure, its button for the colours, and how far the reader has come in the course.

import { makeFigures } from './parts/poster.js';
import { showProgress } from './parts/marks.js';
import { startPage } from './parts/site-page.js';

const site = new URL('./', import.meta.url);
await startPage(document.getElementById('theme'), site);
showProgress({ go: document.getElementById('go-on') });
const figures = makeFigures(JSON.parse(document.getElementById('figures').textContent), site);
for (const place of document.querySelectorAll('.course-figure')) figures.add(place);
