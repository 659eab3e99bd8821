// The start page: its figure, its button for the colours, and how far the reader has come in the course.

import { makeFigures } from './course/figures.js';
import { showProgress } from './course/marks.js';
import { startPage } from './course/page.js';

const site = new URL('./', import.meta.url);
await startPage(site);
showProgress();
const figures = makeFigures(JSON.parse(document.getElementById('figures').textContent), site);
for (const place of document.querySelectorAll('.course-figure')) figures.add(place);
