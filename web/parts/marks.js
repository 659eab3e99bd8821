// Shows how far the reader has come: on the rows of lessons, and on the button that leads to the next one.

import { say } from '../core/say.js';
import { forgetAll, readProgress, shareDone } from '../core/progress.js';

// The page has elements with data-lesson="07-waiting", each with a link or in one. go: a link that leads to the next lesson;
// forget: a button that forgets everything, or null.
export function showProgress({ go, forget = null }) {
  const rows = [...document.querySelectorAll('[data-lesson]')];

  function show() {
    const lessons = readProgress();
    const share = row => shareDone(row.dataset.lesson, lessons);
    for (const row of rows) {
      row.classList.toggle('done', share(row) === 1);
      row.classList.toggle('begun', share(row) > 0 && share(row) < 1);
      const mark = row.querySelector('.lesson-state');
      if (mark) mark.textContent = share(row) === 1 ? say('done') : share(row) > 0 ? say('begun') : '';
    }
    const begun = rows.some(row => share(row) > 0);
    const next = rows.find(row => share(row) < 1);
    if (begun && next) {
      go.href = (next.querySelector('a') ?? next.closest('a')).href;
      go.textContent = say('Continue with lesson {n}', { n: rows.indexOf(next) + 1 });
    }
    if (forget) forget.hidden = !begun;
  }

  const first = [go.href, go.textContent];
  forget?.addEventListener('click', () => {
    forgetAll();
    [go.href, go.textContent] = first;
    show();
  });
  show();
}
