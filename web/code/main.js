// The page "Your program": an editor, and the timeline of the program in it.
//
//   typing -> a pause -> run() -> the session has the new run, or the editor shows the mistakes and the old run stays
//   a line -> its moments on the timeline;  a bar -> its line in the editor

import { loadModule, ModuleStopped } from '../core/module.js';
import { addressOf, readFigure } from '../core/figure.js';
import { failureOf, hasComparison, mistakeOf, openProgram, programIn, runtimes, scenarioOf, withComparison } from '../core/own-program.js';
import { isModule, programs, runtimeOf } from '../core/programs.js';
import { makeSession } from '../core/session.js';
import { el, setAttribute, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { isDark, toggleTheme } from '../core/theme.js';
import { languageOf } from '../core/words.js';
import { makeAnnouncer, tellWhenKnown } from '../parts/announcer.js';
import { makeExports } from '../parts/exports.js';
import { saveFile } from '../parts/files.js';
import { makeFind } from '../parts/find.js';
import { makeHelp } from '../parts/help.js';
import { makeNotices } from '../parts/notices.js';
import { makeNow } from '../parts/now.js';
import { makeOutcome } from '../parts/outcome.js';
import { makeProgramConsole } from '../parts/program-console.js';
import { makeProgramEditor } from '../parts/program-editor.js';
import { figureOf, keptProgram, makeProgramKeeper } from '../parts/program-keeper.js';
import { makeProgramPicker } from '../parts/program-picker.js';
import { makeProgramSettings } from '../parts/program-settings.js';
import { makeProgramWords } from '../parts/program-words.js';
import { makeRange } from '../parts/range.js';
import { makeShare } from '../parts/share.js';
import { startPage } from '../parts/site-page.js';
import { makeStage } from '../parts/stage.js';
import { makeStopped } from '../parts/stopped.js';
import { makeTransport } from '../parts/transport.js';
import { makeVerdict } from '../parts/verdict.js';
import { makeWarnings } from '../parts/warnings.js';
import { makeWhy } from '../parts/why.js';

const site = new URL('../', import.meta.url);
const firstProgram = 'order-of-everything.js';
const pause_ms = 400;

const at = id => document.getElementById(id);
const { body } = document;
const fail = text => setText(at('stage-status'), text);

start();

async function start() {
  const loading = loadModule();
  loading.catch(() => {});  // it is reported below
  const words = await startPage(at('theme'), site);
  try {
    await openPage(await loading.catch(error => {
      console.warn(error);
      throw new NotLoaded();
    }), words);
  } catch (error) {
    if (error instanceof ModuleStopped) return;  // it has been reported
    if (error instanceof NotLoaded) return fail(say('The simulation could not be loaded. Try again, or use another browser: it needs WebAssembly.'));
    console.error(error);
    fail(say('The page has stopped because of an internal error. Reload it to start again.'));
  }
}

class NotLoaded extends Error {}

// The initial program: that of the address, the text of an earlier visit, or the first program of the list.
async function firstOf() {
  const { figure, dropped } = await readFigure(location.href);
  const own = programIn(figure.scenario);
  const kept = keptProgram();
  if (own) return { figure, dropped, program: kept?.same ? { ...own, ...kept } : own };
  if (kept) return { figure: {}, dropped, program: kept };
  return { figure: {}, dropped, program: await programOf(firstProgram) };
}

async function programOf(file) {
  const response = await fetch(new URL(`programs/${file}`, site));
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return { text: (await response.text()).trimEnd() + '\n', runtime: runtimeOf(file), module: isModule(file), file };
}

async function openPage(module, words) {
  const voice = tellWhenKnown(makeAnnouncer(body));
  const session = makeSession(module, { speak: voice.speak, notify: makeNotices(at('notices')) });
  const add = part => session.add(part);
  add(voice.part(session));
  if (words.text) session.model.words(words.text);
  add(makeStopped(body, { save: saveFile }));

  const { figure, dropped, program } = await firstOf();
  let { runtime } = program;
  let module_ = program.module;        // whether the text is declared to be a module; undefined: it is detected
  let scenario = programIn(figure.scenario) ? figure.scenario : null;  // the scenario that runs, or was meant to run
  let shown = null;                    // the text that runs
  let pause = 0;
  let advised = '';                    // the first line of the program that was chosen from the list
  let turn = 0;

  const editor = add(makeProgramEditor(at('editor'), session, { text: program.text, changed, run: () => run() }));
  const next = () => scenarioOf(session, editor.text(), { runtime, ...(module_ !== undefined && { module: module_ }) }, scenario);

  function changed() {
    module_ = undefined;
    keeper?.changed();
    clearTimeout(pause);
    pause = setTimeout(run, pause_ms);
    main.classList.add('is-stale');
    at('try').hidden = !advised || !editor.text().startsWith(advised);
  }

  // Runs the program in the editor. If it has a mistake, the previous run remains.
  async function run({ title } = {}) {
    clearTimeout(pause);
    const mine = ++turn;
    const wanted = title === undefined ? next() : withComparison(next(), title);
    const text = editor.text();
    const { playhead_ns: before = 0 } = session.state ?? {};
    const { error, scenario: opened } = await openProgram(session, wanted);
    if (mine !== turn) return;
    main.classList.toggle('has-mistake', Boolean(error));
    main.classList.remove('is-stale');
    editor.mistakes(error ? [mistakeOf(error)] : []);
    if (error) return;
    scenario = opened;
    module_ = opened.strategy.module;
    if (before > 0 && before <= session.end()) session.act(() => session.model.seek(before), { announce: false });
    isShown(text);
    keeper?.changed();
  }

  function isShown(text) {
    shown = text;
    editor.ran(text);
    const failure = failureOf(session.panels.program);
    if (failure) editor.mistakes([failure]);
  }

  const main = at('main');
  let keeper = null;
  const runButton = at('run');
  runButton.addEventListener('click', () => run());
  runButton.disabled = false;
  const choices = Object.keys(runtimes).map(id => {
    const button = el('button', { class: 'segment', 'data-id': id, on: { click: () => choose(id) } }, runtimes[id]());
    return { id, button };
  });
  at('runtime').append(...choices.map(({ button }) => button));
  const showRuntime = () => { for (const { id, button } of choices) setAttribute(button, 'aria-pressed', id === runtime); };
  function choose(id) {
    runtime = id;
    showRuntime();
    return run();
  }
  showRuntime();

  // --- Parts --------------------------------------------------------------------------------

  add(makeProgramConsole(at('console'), session));
  add(makeProgramPicker(body, at('examples'), take));
  const exports = add(makeExports(session, { save: saveFile }));
  add(makeShare(body, at('share'), session, exports, { site, page: new URL(location.pathname, location.href), opens: say('the program, on this page') }));
  add(makeHelp(body, session));
  add(makeTransport(at('transport'), session));
  add(makeWarnings(at('warnings'), session));
  const stage = add(makeStage(at('sheet'), session));
  add(makeFind(at('find'), session, { closed: () => stage.canvas.focus({ preventScroll: true }) }));
  add(makeWhy(at('why'), session));
  add(makeProgramSettings(at('settings'), session));
  for (const make of [makeNow, makeRange, makeVerdict, makeOutcome]) add(make(at('numbers'), session));
  at('what').addEventListener('click', makeProgramWords(body).open);

  add({
    // The session has changed the scenario by itself: a parameter, or undo.
    needs: 'results',
    update() {
      const now = session.model.scenario();
      if (!now) return;  // nothing has run yet
      scenario = JSON.parse(now);
      setAttribute(compare, 'aria-pressed', hasComparison(scenario));
      setText(compare, hasComparison(scenario) ? say('Forget the first version') : say('Compare with this version'));
      document.title = say('{title} · Interleave', { title: scenario.title ?? say('Your program') });
      const own = programIn(scenario);
      if (!own || own.text === shown || main.classList.contains('is-stale')) return;
      if (shown === null || own.text === editor.text()) return;
      shown = own.text;
      ({ runtime } = own);
      module_ = own.module;
      showRuntime();
      editor.setText(own.text);
      editor.ran(own.text);
    },
    close() {},
  });

  // What to try with a program of the list.
  const advise = file => {
    const known = file && programs[file];
    advised = known ? editor.text().split('\n', 1)[0] : '';
    at('try').hidden = !known;
    at('try').replaceChildren(...(known ? [el('b', {}, say('Try this:')), ' ', known.advice()] : []));
  };
  advise(program.file);

  // A click on a bar that is the code of a line goes to that moment, so that the line is highlighted.
  let pressed = null;
  stage.canvas.addEventListener('click', ({ clientX }) => {
    const { left, width, begin_ns: begin, end_ns: end } = session.model.layout();
    const x = clientX - stage.canvas.getBoundingClientRect().left - left;
    pressed = x >= 0 && x <= width ? { at: Math.round(begin + (x / width) * (end - begin)), frames: 0 } : null;
    session.want();
  });
  add({
    update() {
      if (!pressed) return;
      if (++pressed.frames < 2) return session.want();  // the first one selects what is there
      const { at: moment } = pressed;
      pressed = null;
      const { callback, playing } = session.state;
      if (callback && !playing) session.act(() => session.model.seek(moment), { announce: false });
    },
    close() {},
  });

  add({
    // The key that changes the colours also changes those of the page.
    update() { if ((session.state.theme === 'dark') !== isDark()) toggleTheme(); },
    close() {},
  });

  add({
    // An error that has ended the program is also shown as a mistake in its place.
    needs: 'program',
    update() {
      if (editor.text() !== shown || main.classList.contains('is-stale')) return;
      const failure = failureOf(session.panels.program);
      editor.mistakes(failure ? [failure] : []);
    },
    close() {},
  });

  async function take(file) {
    try {
      const { text, runtime: its, module: isOne } = await programOf(file);
      keeper?.fresh();
      editor.setText(text);
      advise(file);
      runtime = its;
      showRuntime();
      module_ = isOne;
      scenario = scenario && withComparison(scenario, null);
      session.act(() => session.model.seek(0), { announce: false });
      await run();
      keeper?.changed();
    } catch (error) {
      console.warn(error);
      session.notify(say('This program could not be loaded.'));
    }
  }

  // --- Ways on --------------------------------------------------------------------------------

  const compare = at('keep');
  compare.addEventListener('click', () => run({ title: hasComparison(scenario) ? null : say('Before') }));
  const lab = at('to-lab');
  const follow = async () => { lab.href = await addressOf(new URL('lab/', site), figureOf(session, scenario), languageOf(location.href) ?? document.documentElement.lang); };
  for (const event of ['pointerdown', 'focus', 'pointerenter']) lab.addEventListener(event, follow);

  // A phone shows only one of the two.
  const panes = [...document.querySelectorAll('.code-panes button')];
  const showPane = id => {
    main.dataset.pane = id;
    for (const one of panes) setAttribute(one, 'aria-pressed', one.dataset.pane === id);
  };
  for (const one of panes) one.addEventListener('click', () => showPane(one.dataset.pane));
  showPane('program');

  // --- Begin ----------------------------------------------------------------------------------

  // Everything else that the address names, such as a moment, is opened together with the program.
  const opened = scenario && await session.withLanguage(() => session.openFigure({ ...figure, scenario: scenarioOf(session, program.text, { runtime, module: program.module }, scenario) }));
  if (opened && !opened.error) isShown(program.text);
  else await run();
  if (!session.state) await openProgram(session, scenarioOf(session, '', { runtime }, scenario));  // until the mistakes are gone
  globalThis.interleaveLab = Object.assign(session, { editor });  // for the console and the tests
  stage.start();
  at('stage-message').hidden = true;
  keeper = add(makeProgramKeeper(session, { scenario: next, program: () => ({ text: editor.text(), runtime }), ran: () => shown === editor.text() }));
  body.classList.add('ready');
  session.refresh(true);
  if (dropped.length > 0) session.notify(say('These parts of the link could not be used:'), dropped.map(({ part, why }) => [el('code', {}, part), ' ' + why]));
  await editor.ready;
}
