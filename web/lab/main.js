// The lab page: a model, a canvas, and panels that show what the model says.
//
//   person -> act(change) -> model -> refresh() -> panels that are concerned
//                              ^          ^
//                     host (canvas) -> after each frame

import { byId, el, setAttribute, setText } from '../dom.js';
import { startHost } from '../host.js';
import { readLink } from '../links.js';
import { loadModel } from '../model.js';
import { isDark, themeButton, toggleTheme } from '../theme.js';
import { momentText, unitFor, withUnit } from '../units.js';
import { makeAnnouncer } from './announce.js';
import { makeLaneChips, makeStrategyChips } from './chips.js';
import { closesOutside } from './dialogs.js';
import { saveExport } from './export.js';
import { makeFiles } from './files.js';
import { makeFind } from './find.js';
import { openHelp } from './help.js';
import { setIcon } from './icons.js';
import { makeCompareMenu, makeMoreMenu } from './menus.js';
import { notify, notifyDropped } from './notices.js';
import { makeNow } from './now.js';
import { makeOutcome } from './outcome.js';
import { makeParameters } from './parameters.js';
import { makePicker } from './picker.js';
import { makePrediction } from './prediction.js';
import { makeProgram } from './program.js';
import { makeRange } from './range.js';
import { makeShare, shareEntries } from './share.js';
import { makeStage } from './stage.js';
import { makeTextDialog } from './text.js';
import { makeTransport } from './transport.js';

const firstScenario = 'waiting-on-the-database';

dressBar();
start();

function dressBar() {
  setIcon(byId('undo'), 'undo');
  setIcon(byId('redo'), 'redo');
  setIcon(byId('more'), 'more');
  setIcon(byId('theme'), 'theme');
  themeButton(byId('theme'));
}

async function start() {
  let model;
  try {
    model = await loadModel(byId('canvas'));
  } catch (error) {
    console.warn(error);
    return fail('The simulation could not be loaded. Try again, or use another browser: it needs WebAssembly.');
  }
  try {
    await openLab(model);
  } catch (error) {
    console.error(error);
    fail('The lab has stopped because of a mistake of its own. Reload the page to start again.');
  }
}

function fail(text) {
  byId('stage-message').hidden = false;
  byId('stage-status').textContent = text;
}

async function openLab(model) {
  model.theme(isDark());
  const lab = makeLab(model);
  globalThis.interleaveLab = lab;  // for the curious at the console, and for the tests
  const link = await readLink(location.href);
  openFirst(lab, link);
  lab.openPanels();
  const stage = makeStage(lab);
  lab.host = startHost({
    canvas: byId('canvas'), model,
    onFrame: () => lab.refresh(),
    alive: () => Boolean(lab.state?.running),
  });
  stage.open(lab.host.drawable);
  lab.panels.push(stage);
  moveTo(lab, link);
  lab.refresh(true);
  notifyDropped(link.dropped);
}

function makeLab(model) {
  const lab = {
    model,
    panels: [],
    state: null,
    results: { variants: [], verdict: '', best: 0 },
    strategies: [],
    commands: [],
    source: { id: null, text: '', values: new Map() },  // a built-in scenario or a text, and its settings as they came
    announce: makeAnnouncer(),

    // Does something that may change anything; an error comes back as {error}.
    act(change, { announce = true } = {}) {
      const answer = change() ?? { ok: true };
      lab.refresh();
      lab.host?.want();
      if (announce && !answer.error) sayOutcome();
      return answer;
    },

    run(id) {
      const answer = lab.act(() => model.command(id), { announce: false });
      if (answer.error) notify(answer.error.message);
      else if (!lab.state.playing) sayMoment();
    },

    load(text) {
      return open(null, () => model.load(text));
    },

    loadBuiltin(id) {
      return open(id, () => model.loadBuiltin(id));
    },

    openRecording(name) {
      const answer = model.openRecording(name);
      if (answer.error) return answer;
      lab.source = { id: null, text: model.scenario(), values: new Map() };
      return lab.act(() => answer);
    },

    end: () => lab.state.last_ns,
    isRate: id => /^(slower|faster|rate)/.test(id),
    isSwitch: id => /^lanes-|^details$/.test(id),

    // Asks the model what is new and shows it where it is shown.
    refresh(everything = false) {
      const before = lab.state;
      lab.state = model.state();
      obeyKeys(lab);
      if (lab.state.export) saveExport(lab);
      const results = everything || before?.revision !== lab.state.revision;
      if (results) {
        lab.results = model.results();
        lab.strategies = model.strategies();
      }
      const commands = results || !sameCommands(before, lab.state);
      if (commands) lab.commands = model.commands();
      const moment = results || ['playhead_ns', 'focus', 'playing', 'rate_label', 'begin_ns', 'end_ns', 'running', 'selection', 'callback', 'range', 'marks', 'find', 'trail', 'prediction']
        .some(name => JSON.stringify(before?.[name]) !== JSON.stringify(lab.state[name]));
      for (const panel of lab.panels) {
        if ((panel.needs === 'results' && results) || (panel.needs === 'commands' && commands) ||
            (panel.needs === 'moment' && (moment || commands)) || !panel.needs) {
          panel.update({ results, commands, moment });
        }
      }
    },

    openPanels() {
      lab.files = makeFiles(lab);
      lab.textDialog = makeTextDialog(lab);
      const needs = (name, panel) => lab.panels.push({ needs: name, ...panel });
      needs('results', makePicker(lab));
      needs('results', makeParameters(lab, byId('parameters')));
      needs('results', makeStrategyChips(lab));
      needs('results', makeCompareMenu(lab));
      needs('results', makeOutcome(lab));
      needs('commands', makeLaneChips(lab));
      needs('commands', undoButtons(lab));
      needs('moment', makeTransport(lab));
      needs('moment', makeNow(lab));
      needs('moment', makeProgram(lab));
      needs('moment', makePrediction(lab));
      needs('moment', makeRange(lab));
      needs('moment', makeFind(lab));
      makeShare(lab);
      makeMoreMenu(lab, () => [
        { label: 'Edit the scenario’s text…', disabled: lab.state.recording, act: () => lab.textDialog.open() },
        { label: 'Open a file…', title: 'A scenario, or a recording of a real program: a Chrome trace, or scheduler events of ftrace or perf script', act: () => lab.files.choose() },
        { label: 'Fold or unfold all lanes', title: 'Cores, threads and tasks in one row each (Shift G)', act: () => lab.run('fold-all') },
        ...shareEntries(lab),
      ]);
      byId('help').addEventListener('click', () => lab.run('help'));
      for (const dialog of document.querySelectorAll('dialog')) closesOutside(dialog);
      for (const id of ['picker', 'compare', 'share', 'more', 'help']) byId(id).disabled = false;
    },
  };

  function open(id, load) {
    const answer = load();
    if (answer.error) return answer;
    const values = new Map(model.parameters().map(parameter => [parameter.id, String(parameter.value)]));
    lab.source = { id, text: model.scenario(), values };
    return lab.act(() => answer);
  }

  function sayOutcome() {
    const { variants } = lab.results;
    const unit = unitFor(lab.end());
    lab.announce(variants.map(variant => `${variant.title}: ${withUnit(variant.makespan_ns, unit)}`).join('; '));
  }

  function sayMoment() {
    const { begin_ns, end_ns, playhead_ns } = lab.state;
    const why = (lab.why ?? '').replaceAll('*', '');
    lab.announce(`${momentText(playhead_ns, lab.end(), end_ns - begin_ns)}. ${why}`);
  }
  return lab;
}

const sameCommands = (before, now) => before !== null && ['lanes', 'can_undo', 'can_redo', 'playing', 'rate_label', 'slow_motion', 'selection', 'callback', 'details', 'range', 'marks', 'find', 'prediction']
  .every(name => JSON.stringify(before[name]) === JSON.stringify(now[name]));

// Some commands, by key or by menu, are the page's to carry out.
function obeyKeys(lab) {
  if (lab.state.help) {
    lab.model.command('help');
    openHelp(lab);
  }
  if ((lab.state.theme === 'dark') !== isDark()) toggleTheme();
  document.body.classList.toggle('no-details', !lab.state.details);
  document.body.classList.toggle('recording', lab.state.recording);
}

function undoButtons(lab) {
  for (const id of ['undo', 'redo']) byId(id).addEventListener('click', () => lab.run(id));
  return {
    update() {
      for (const [id, can] of [['undo', lab.state.can_undo], ['redo', lab.state.can_redo]]) {
        byId(id).disabled = !can;
        setAttribute(byId(id), 'title', id === 'undo' ? 'Undo (Ctrl Z)' : 'Redo (Ctrl Shift Z)');
      }
    },
  };
}

// --- Links -------------------------------------------------------------------------------

function openFirst(lab, link) {
  const drop = (part, why) => link.dropped.push({ part, why });
  let answer = null;
  if (link.text !== null) {
    answer = lab.load(link.text);
    if (answer.error) drop('#s=1.…', `${answer.error.line}:${answer.error.column}: ${answer.error.message}`);
  }
  if ((!answer || answer.error) && link.scenario) {
    answer = lab.loadBuiltin(link.scenario);
    if (answer.error) drop(`scenario=${link.scenario}`, answer.error.message);
  }
  if (!answer || answer.error) {
    answer = lab.loadBuiltin(firstScenario);
    if (answer.error) lab.loadBuiltin(lab.model.builtins()[0].id);
  }
  for (const { id, value } of link.set) {
    const set = lab.act(() => lab.model.set(id, value), { announce: false });
    if (set.error) drop(`set=${id}:${value}`, set.error.message);
  }
}

function moveTo(lab, { t, from, to, sel, range, marks, dropped }) {
  if (sel && !lab.model.select(sel.pane, sel.span)) dropped.push({ part: `sel=${sel.pane}:${sel.span}`, why: 'is not in these runs, as far as they have come' });
  if (range) lab.model.measure(range.from, range.to);
  for (const mark of marks) lab.model.mark(mark);
  if (from !== null) lab.model.show(from, to);
  if (t !== null) lab.model.seek(t);
}
