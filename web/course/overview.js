// Pages that show how far the reader has come: the index of the course, and the start page.

import { say } from '../core/say.js';
import { startPage } from './page.js';
import { forgetAll, readProgress, shareDone } from './progress.js';

await startPage();

function show() {
  const lessons = readProgress();
  const rows = [...document.querySelectorAll('[data-lesson]')];
  const share = row => shareDone(row.dataset.lesson, lessons);
  for (const row of rows) {
    row.classList.toggle('done', share(row) === 1);
    row.classList.toggle('begun', share(row) > 0 && share(row) < 1);
    const mark = row.querySelector('.lesson-state');
    if (mark) mark.textContent = share(row) === 1 ? say('done') : share(row) > 0 ? say('begun') : '';
  }
  const begun = rows.some(row => share(row) > 0);
  const next = rows.find(row => share(row) < 1);
  const go = document.getElementById('go-on');
  if (go && begun && next) {
    go.href = next.dataset.href ?? next.querySelector('a').href;
    go.textContent = say('Continue with lesson {n}', { n: rows.indexOf(next) + 1 });
  }
  const forget = document.getElementById('forget');
  if (forget) forget.hidden = !begun;
}

document.getElementById('forget')?.addEventListener('click', () => {
  forgetAll();
  show();
});
show();
