// A session: one scenario with its runs, as the parts of a page see it. A page may have several.
//
//   user -> act(change) -> model -> refresh() -> the parts that are concerned
//                            ^         ^
//                   host (canvas) -> after each frame
//
// A part is made by a function of its root element and a session. It is an object
//   { needs, update(news), inSight(), stopped(kept), close() }
// `needs` names what it shows, or several things: a part of the panels ('moment', 'results', 'range' and others, as
// src/present/panels.h has them), 'commands', or nothing, and then it is updated after every frame. `news` says which
// are new. The contents of the panels are in session.panels. A part without update() shows nothing of the session by
// itself. inSight(): whether frames are drawn for it even if the timeline is out of sight. stopped() is called when the module has stopped because of an error in it; `kept` is what the page has of the
// session (see below). close() removes the part's elements and listeners.

import { plain } from './dom.js';
import { startHost } from './host.js';
import { say } from './say.js';
import { isDark } from './theme.js';

// Opens a session in a module (module.js). speak: tells a screen reader, politely. notify: shows a message that stays.
export function makeSession(module, { speak = () => {}, notify = () => {} } = {}) {
  const model = module.open();
  const parts = [];
  const sources = new Map();  // by their origin: undo leads back from what was opened to what was there before
  const versions = new Map();
  let host = null;
  let closed = false;

  // What the user would lose with the module: the scenario as text, and a change that is in progress ("machine.cores:
  // 4"). It is up to date after every change, so that nothing has to be asked of a module that has stopped.
  const kept = { text: '', recording: false, change: null };

  const session = {
    model,
    speak,
    notify,
    state: null,
    results: { variants: [], best: 0 },
    panels: {},  // the contents of the panels: {now, reason, outcome, ...}
    strategies: [],
    commands: [],
    source: { id: null, text: '', values: new Map() },  // a built-in scenario or a text, and its original settings

    add(part) {
      parts.push(part);
      return part;
    },

    // Does something that may change anything. Returns the result of `change`; an error is {error}.
    act(change, { announce = true } = {}) {
      const answer = change() ?? { ok: true };
      session.refresh();
      host?.want();
      if (announce && !answer.error) sayOutcome();
      return answer;
    },

    run(id) {
      const answer = session.act(() => model.command(id), { announce: false });
      if (answer.error) notify(answer.error.message);
      else if (!session.state.playing) sayMoment();
    },

    // Ways to change a parameter: to a value, to what is typed, to a position of its slider (0 to 1), to the next value
    // (-1 or 1).
    set: (id, value, options) => change(`${id}: ${value}`, () => model.set(id, value), options),
    type: (id, text, options) => change(`${id}: ${text}`, () => model.type(id, text), options),
    slide: (id, share, options) => change(id, () => model.slide(id, share), options),
    nudge: (id, way, options) => change(id, () => model.nudge(id, way), options),

    // continues: the loaded scenario is another version of the previous one, and not something else.
    load(text, { continues = false } = {}) {
      const { origin } = session.state ?? {};
      return trying({ text, recording: false }, () => open(null, () => {
        const answer = model.load(text);
        if (continues && !answer.error) versions.set(model.state().origin, origin);
        return answer;
      }));
    },
    // The origin of which this one is another version; undefined if it is none.
    versionOf: origin => versions.get(origin),
    loadBuiltin: id => trying({ change: `scenario: ${id}` }, () => open(id, () => model.loadBuiltin(id))),

    // Opens a figure (core/figure.js). Returns {ok, dropped} or {error}.
    openFigure(figure) {
      const { scenario } = figure;
      const named = typeof scenario === 'string';
      return trying(named ? { change: `scenario: ${scenario}` } : { text: JSON.stringify(scenario), recording: false }, () => {
        const answer = model.openFigure(JSON.stringify(figure), true);
        if (!answer.error) {
          const values = model.parameters().filter(({ original }) => original !== null)
            .map(({ id, original, original_text }) => [id, { value: original, text: original_text }]);
          sources.set(model.state().origin, { id: named ? scenario : null, text: module.isWhole() ? model.scenario() : '', values: new Map(values) });
          session.act(() => answer, { announce: false });
        }
        return answer;
      });
    },

    // Opens something that may contain a JavaScript program: act() returns the result of load() or openFigure(). The
    // language is loaded when it is needed (module.js).
    withLanguage: module.withLanguage,

    openRecording(name) {
      const answer = model.openRecording(name);
      if (answer.error) return answer;
      sources.set(model.state().origin, { id: null, text: model.scenario(), values: new Map() });
      return session.act(() => answer);
    },

    whole: module.whole,      // a promise
    isWhole: module.isWhole,  // false: only what a figure shows first can be asked for
    end: () => session.state.last_ns,

    // Draws on a canvas from now on. Returns false if there is no WebGL2; everything works except drawing.
    // onGraphics: as in core/host.js.
    draw(canvas, { onGraphics } = {}) {
      host = startHost({
        canvas, model, onGraphics,
        onFrame: () => session.refresh(),
        onKey: () => session.refresh(),
        alive: () => Boolean(session.state?.running) || parts.some(part => part.inSight?.()),
      });
      return host.drawable;
    },
    want: () => host?.want(),

    // Asks the model what is new and updates the parts that show it.
    refresh(everything = false) {
      const before = session.state;
      const state = session.state = model.state();
      session.source = sources.get(state.origin) ?? session.source;
      const results = everything || before?.revision !== state.revision;
      const all = module.isWhole();  // until then there is only what a figure shows first
      if (results && all) {
        session.results = model.results();
        session.strategies = model.strategies();
        kept.recording = state.recording;
        kept.text = state.recording ? '' : model.scenario();
      }
      const commands = all && (results || ofCommands.some(name => before[name] !== state[name]));
      if (commands) session.commands = model.commands();
      const news = { results, commands, ...newPanels(everything) };
      const concerned = ({ needs }) => !needs || [needs].flat().some(name => news[name]);
      for (const part of parts) if (concerned(part)) part.update?.(news);
      if (before && (state.sel || state.callback) && ofChoice.some(name => differ(before[name], state[name]))) sayMoment();
    },

    close() {
      closed = true;
      host?.close();
      for (const part of parts.splice(0)) part.close();
      forget();
      if (!module.stopped) model.close();
    },
  };

  const change = (words, act, options) => trying({ change: words }, () => session.act(act, options));

  // Keeps the attempted change, because it may not finish.
  function trying(attempt, act) {
    const before = { ...kept };
    Object.assign(kept, attempt);
    const answer = act();
    if (answer.error) Object.assign(kept, before);
    kept.change = null;
    return answer;
  }

  const forget = module.onStop(error => {
    host?.close();
    for (const part of parts) part.stopped?.({ ...kept, error });
  });

  // Fetches those parts of the panels that were made again, or every part. Returns which.
  let made = {};
  function newPanels(everything) {
    const now = model.panels();
    const fresh = Object.keys(now).filter(name => everything || now[name] !== made[name]);
    made = now;
    for (const name of fresh) Object.assign(session.panels, model.panel(name));
    return Object.fromEntries(fresh.map(name => [name, true]));
  }

  function open(id, load) {
    const answer = load();
    if (answer.error) return answer;
    const values = new Map(model.parameters().map(({ id: row, value, text }) => [row, { value: String(value), text }]));
    sources.set(model.state().origin, { id, text: model.scenario(), values });
    return session.act(() => answer);
  }

  const sayOutcome = () => speak(session.panels.spoken);
  const sayMoment = () => speak(say('{time}. {reason}', { time: session.panels.clock.time, reason: plain(session.panels.reason.sentence) }));

  model.theme(isDark());
  module.whole.then(() => {  // there is more to say
    if (session.state && !closed && !module.stopped) session.refresh(true);
    host?.want();
  });
  return session;
}

// What the commands depend on, apart from results: their revision in the session, and how it is shown.
const ofCommands = ['commands', 'help', 'details', 'theme'];
// What the user has selected on the timeline.
const ofChoice = ['selection', 'callback', 'gap'];
const differ = (before, now) => JSON.stringify(before) !== JSON.stringify(now);
