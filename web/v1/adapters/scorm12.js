// Reports a figure with a question to a learning management system, by SCORM 1.2 (ADL, "The SCORM Run-Time
// Environment", version 1.2).
//
//     <interleave-figure id="figure" …></interleave-figure>
//     <script type="module">
//       import { connect } from './v1/adapters/scorm12.js';
//       connect(document.getElementById('figure'), { mastery: 0.8 });
//     </script>
//
// `tools/package scorm` makes a package with such a page. What the system learns, by the names of SCORM's data model:
//
//     cmi.core.score.raw, .min, .max   the score of the first answer, 0 to 100. Showing the answer counts as 0
//     cmi.core.lesson_status           incomplete; after the answer passed or failed, or completed if there is no
//                                      mastery score; a figure without a question is completed when it says so
//     cmi.suspend_data                 what the reader has changed, so that it is there next time
//     cmi.core.session_time, .exit     how long it was open, and whether it may be resumed
//     cmi.interactions.0.…             the answer, for the reports of teachers
//
// The first answer counts, because the figure shows the right one after it. Another attempt is another attempt of the
// system, which it begins with empty data. The mastery score is `mastery` (0 to 1), or the one that the system has from
// the manifest. Without a system the figure works as ever, and connect() returns null.

const LONGEST_STATE = 4096; // characters of CMIString4096
const LONGEST_SEARCH = 500; // windows; ADL's example of a search has such an end, too

// The API is an object named API in a window above this one, or above the window that opened this one. A window of
// another origin may not be looked into, and neither may those above it.
export function findApi(from = window) {
  return search(from) ?? search(opener(from));
}

function search(start) {
  for (let at = start, left = LONGEST_SEARCH; at && left > 0; --left) {
    try {
      if (at.API) return at.API;
      if (at.parent === at) return null;
      at = at.parent;
    } catch {
      return null;
    }
  }
  return null;
}

function opener(from) {
  try {
    return from.top.opener ?? from.opener;
  } catch {
    return from.opener;
  }
}

// CMITimespan: HHHH:MM:SS.SS
export function timespan(ms) {
  const hundredths = Math.max(0, Math.round(ms / 10));
  const [hours, minutes] = [Math.min(9999, Math.floor(hundredths / 360000)), Math.floor(hundredths / 6000) % 60];
  const pad = (number, width) => String(number).padStart(width, '0');
  return `${pad(hours, 4)}:${pad(minutes, 2)}:${pad(Math.floor(hundredths / 100) % 60, 2)}.${pad(hundredths % 100, 2)}`;
}

// CMITime: HH:MM:SS
const timeOfDay = date => date.toTimeString().slice(0, 8);

export function connect(figure, { mastery, api = findApi() } = {}) {
  if (!api || String(api.LMSInitialize('')) !== 'true') return null;
  const get = name => String(api.LMSGetValue(name) ?? '');
  const set = (name, value) => String(api.LMSSetValue(name, String(value))) === 'true';
  const began = Date.now();
  let status = get('cmi.core.lesson_status');
  let open = true;
  let latest = null; // a state that is not in the system yet
  let pending = null;

  if (['', 'not attempted', 'unknown', 'browsed'].includes(status)) report('incomplete');

  function report(next) {
    status = next;
    set('cmi.core.lesson_status', next);
    api.LMSCommit('');
  }

  const done = () => ['passed', 'failed', 'completed'].includes(status);

  // 0 to 100 in the system, 0 to 1 here. NaN: none.
  function threshold() {
    if (mastery !== undefined) return Number(mastery);
    const named = get('cmi.student_data.mastery_score');
    return named === '' ? NaN : Number(named) / 100;
  }

  function answered({ answer, score }) {
    if (!open || done()) return;
    set('cmi.core.score.min', 0);
    set('cmi.core.score.max', 100);
    set('cmi.core.score.raw', Math.round(score * 100));
    set('cmi.interactions.0.id', 'question');
    set('cmi.interactions.0.time', timeOfDay(new Date()));
    // A free text may hold any answer. The types choice and numeric have formats of their own, which systems read
    // differently.
    set('cmi.interactions.0.type', 'fill-in');
    set('cmi.interactions.0.student_response', String(answer ?? '').slice(0, 255));
    set('cmi.interactions.0.result', score === 1 ? 'correct' : 'wrong');
    const least = threshold();
    if (Number.isNaN(least)) report('completed');
    else report(score >= least ? 'passed' : 'failed');
  }

  function completed() {
    if (open && !done()) report('completed');
  }

  // A system may be slow, and a reader who drags a slider is not. What is still waiting is written at the end.
  function keep(state) {
    if (!open) return;
    latest = state ?? latest;
    pending ??= setTimeout(writeState, 500);
  }

  function writeState() {
    clearTimeout(pending);
    pending = null;
    const text = latest === null ? '' : JSON.stringify(latest);
    latest = null;
    if (text && text.length <= LONGEST_STATE) set('cmi.suspend_data', text);
  }

  function restore() {
    const kept = get('cmi.suspend_data');
    if (!kept) return;
    try {
      Promise.resolve(figure.setState(JSON.parse(kept))).catch(() => {});
    } catch {
      // it is not ours
    }
  }

  function finish() {
    if (!open) return;
    open = false;
    writeState();
    set('cmi.core.session_time', timespan(Date.now() - began));
    set('cmi.core.exit', done() ? '' : 'suspend');
    api.LMSCommit('');
    api.LMSFinish('');
  }

  restore(); // a figure that is still a poster keeps it until it is activated
  figure.addEventListener('interleave-predict', event => {
    answered(event.detail);
    Promise.resolve(figure.getState()).then(keep, () => {}); // the answer is part of the state
  });
  figure.addEventListener('interleave-complete', completed);
  for (const name of ['change', 'seek', 'pause', 'suspend']) figure.addEventListener(`interleave-${name}`, ({ detail }) => keep(detail?.state));
  addEventListener('pagehide', finish, { once: true });
  return { finish };
}
