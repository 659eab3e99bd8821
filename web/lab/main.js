// The lab: one session with a canvas and every panel.

import { loadModule, ModuleStopped } from '../core/module.js';
import { openLink, readLink } from '../core/links.js';
import { makeSession } from '../core/session.js';
import { isDark, themeButton, toggleTheme } from '../core/theme.js';
import { el } from '../core/dom.js';
import { say } from '../core/say.js';
import { wantedLanguage } from '../core/language.js';
import { forgetWords, takeWords } from '../core/words.js';
import { makeAbout } from '../parts/about.js';
import { makeAddress, namesWork } from '../parts/address.js';
import { makeAnnouncer, tellWhenKnown } from '../parts/announcer.js';
import { makeAdvice } from '../parts/advice.js';
import { makeBars } from '../parts/bars.js';
import { makeCodeSamples } from '../parts/code-samples.js';
import { makeCompare } from '../parts/compare.js';
import { makeExports } from '../parts/exports.js';
import { makeFiles, saveFile } from '../parts/files.js';
import { makeFind } from '../parts/find.js';
import { makeHelp } from '../parts/help.js';
import { setIcon } from '../parts/icons.js';
import { makeLanes } from '../parts/lanes.js';
import { makeLatency } from '../parts/latency.js';
import { makeLegend } from '../parts/legend.js';
import { makeMachines } from '../parts/machines.js';
import { makeMoment } from '../parts/moment.js';
import { makeMore } from '../parts/more.js';
import { makeNotices } from '../parts/notices.js';
import { makeNow } from '../parts/now.js';
import { makeOutcome } from '../parts/outcome.js';
import { makePaper } from '../parts/paper.js';
import { makeParameters } from '../parts/parameters.js';
import { makePicker } from '../parts/picker.js';
import { makePrediction } from '../parts/prediction.js';
import { makeProgram } from '../parts/program.js';
import { isProjector, restoreProjector, toggleProjector } from '../parts/projector.js';
import { makeQuestion } from '../parts/question.js';
import { makeRange } from '../parts/range.js';
import { makeRecent } from '../parts/recent.js';
import { makeRuns } from '../parts/runs.js';
import { makeShare } from '../parts/share.js';
import { makeStage } from '../parts/stage.js';
import { makeStepTable } from '../parts/step-table.js';
import { makeStopped } from '../parts/stopped.js';
import { makeStrategies } from '../parts/strategies.js';
import { makeTextDialog } from '../parts/text.js';
import { makeTransport } from '../parts/transport.js';
import { makeUndo } from '../parts/undo.js';
import { makeVerdict } from '../parts/verdict.js';
import { makeViews } from '../parts/views.js';
import { makeWarnings } from '../parts/warnings.js';
import { makeWhy } from '../parts/why.js';
import { makeWhySheet } from '../parts/why-sheet.js';
import { makeWorkTable } from '../parts/work-table.js';

const firstScenario = 'waiting-on-the-database';

const at = id => document.getElementById(id);
const { body } = document;

setIcon(at('more'), 'more');
setIcon(at('theme'), 'theme');
restoreProjector();
start();

async function start() {
  const loading = loadModule();
  loading.catch(() => {});  // it is reported below
  const words = await takeWords(new URL('../words/', import.meta.url), wantedLanguage());
  themeButton(at('theme'));
  let module;
  try {
    module = await loading;
  } catch (error) {
    console.warn(error);
    return fail(say('The simulation could not be loaded. Try again, or use another browser: it needs WebAssembly.'));
  }
  try {
    await openLab(module, words);
  } catch (error) {
    if (error instanceof ModuleStopped) return;  // it has been reported
    console.error(error);
    fail(say('The lab has stopped because of an internal error. Reload the page to start again.'));
  }
}

function fail(text) {
  at('stage-message').hidden = false;
  at('stage-status').textContent = text;
}

async function openLab(module, words) {
  const voice = tellWhenKnown(makeAnnouncer(body));
  const session = makeSession(module, { speak: voice.speak, notify: makeNotices(at('notices')) });
  session.add(voice.part(session));
  giveWords(session, words);
  session.add(makeStopped(body, { save: saveFile }));
  const link = await linkOf(location.href);
  await openLink(session, link, firstScenario);
  const { stage, textDialog, address } = compose(session);
  globalThis.interleaveLab = Object.assign(session, { textDialog });  // for use at the console, and for the tests
  stage.start();
  at('stage-message').hidden = true;
  body.classList.add('ready');
  session.refresh(true);
  notifyDropped(session, link.dropped);
  if (namesWork(location.href)) await address.openKept(location.href);
  if (session.panels.figure.note) session.notify(session.panels.figure.note);
}

// An address that names work which this browser keeps (parts/address.js) names no scenario.
const linkOf = href => (namesWork(href) ? { figure: { figure: 1 }, instead: null, dropped: [] } : readLink(href));

// Back and Forward.
async function openAgain(session, address) {
  const { href } = location;
  if (await address.openKept(href)) return;
  const link = await linkOf(href);
  await openLink(session, link, firstScenario);
  notifyDropped(session, link.dropped);
}

// The catalogue of another language (core/words.js) goes to the module, too, before any text is made.
function giveWords(session, { text, problem }) {
  if (text) {
    const { error } = session.model.words(text);
    if (error) {
      forgetWords();
      problem = say('The page is in English because its translation has a mistake at line {line}, column {column}: {mistake}.',
                    { line: error.line, column: error.column, mistake: error.message });
    }
  }
  if (problem) session.notify(problem);
}

// Every part, in the order in which the panels show them.
function compose(session) {
  const add = part => session.add(part);
  const settings = at('settings');
  const results = at('outcome');

  add(pageOf(session));
  const files = add(makeFiles(body, session, {
    opened: () => textDialog.dismiss(),
    refused: (text, error) => textDialog.open(text, error),
    opening: file => address.opening(file),
  }));
  const textDialog = add(makeTextDialog(body, session, files));
  const exports = add(makeExports(session, files));
  const share = add(makeShare(body, at('share'), session, exports));

  const picker = add(makePicker(body, at('picker'), session, { own: ownWork, pictures: new URL('../posters/', import.meta.url) }));
  add({ needs: 'results', update: () => { document.title = say('{title} · Interleave', { title: picker.title() || say('Lab') }); }, close() {} });
  add(makeCompare(at('compare'), session));
  add(makeUndo(at('undo'), session));
  add(makeMore(at('more'), session, exports, () => [
    ...ownWork(),
    { label: say('For a projector'), title: say('Larger, and with more contrast'), checked: isProjector(), act: toggleProjector },
    { label: say('The timeline as a table…'), title: say('Every visible bar and gap, with its reason'), act: () => bars.open() },
    { label: say('Fold or unfold all lanes'), title: say('Cores, threads and tasks in one row each (Shift G)'), act: () => session.run('fold-all') },
    ...share.entries(),
  ]));
  add(makeHelp(body, session));
  at('help').addEventListener('click', () => session.run('help'));
  at('help').disabled = false;

  add(makeTransport(at('transport'), session));
  add(makeWarnings(at('warnings'), session));
  add(makeViews(at('views'), session));
  add(makeMoment(at('moment'), session));
  add(makeFind(at('find'), session, { closed: () => stage.canvas.focus({ preventScroll: true }) }));

  add(makeRuns(settings, session));
  const work = add(makeWorkTable(body, settings, session, { save: exports.save, openSteps: program => steps.open(program) }));
  const steps = add(makeStepTable(body, settings, session, { openText: () => textDialog.open() }));
  add(makeParameters(settings, session));
  add(makeStrategies(settings, session));
  add(makeLanes(settings, session));

  for (const make of [makeQuestion, makeProgram, makePrediction, makeNow, makeWhy, makeRange, makeOutcome, makeLatency, makeVerdict, makeCodeSamples, makeAdvice, makeMachines, makeAbout]) add(make(results, session));

  const stage = add(makeStage(at('sheet'), session));
  const bars = add(makeBars(body, session));
  add(makeLegend(at('legend'), session, { settings, results }));
  add(makePaper(at('sheet').parentElement.parentElement, session));
  add(makeWhySheet(body, session));
  const address = add(makeAddress(session, {
    canvas: stage.canvas, openFile: file => files.open([file]), open: () => openAgain(session, address),
  }));
  const recent = add(makeRecent(body, { choose: key => { location.hash = `w=${key}`; }, notify: session.notify }));
  return { stage, textDialog, address };

  // The entries of the picker that are not built-in scenarios.
  function ownWork() {
    return [
      { id: 'edit', label: say('Edit the scenario’s text…'), title: say('The text of this scenario, which you can edit, save and share'), disabled: session.state.recording, act: () => textDialog.open() },
      { id: 'work', label: say('Table of work…'), title: say('Type the tasks into a table, and compare all policies side by side'), disabled: session.state.recording, act: () => work.open() },
      { id: 'steps', label: say('Steps of the programs…'), title: say('What each task does, step by step'), disabled: session.state.recording, act: () => steps.open() },
      { id: 'new-work', label: say('New: a table of work…'), title: say('Begin with three processes on one core'), act: () => work.begin() },
      { id: 'open', label: say('Open a file…'), title: say('A scenario, or a recording of a real program: a Chrome trace, or scheduler events of ftrace or perf script'), act: files.choose },
      { id: 'recent', label: say('Recent work…'), title: say('What you have changed or opened in this browser'), act: () => recent.open() },
    ];
  }
}

// What the page itself shows of the state: its colours, and which panels are visible.
function pageOf(session) {
  return {
    update() {
      const { theme, details, recording } = session.state;
      if ((theme === 'dark') !== isDark() && !matchMedia('print').matches) toggleTheme();  // printing is light
      body.classList.toggle('no-details', !details);
      body.classList.toggle('recording', recording);
    },
    close() {},
  };
}

function notifyDropped(session, dropped) {
  if (dropped.length === 0) return;
  session.notify(say('These parts of the link could not be used:'),
                 dropped.map(({ part, why }) => [el('code', {}, part), ' ' + why]));
}
