// A session: one scenario with its runs, as the parts of a page see it. A page may hold several.
//
//   person -> act(change) -> model -> refresh() -> the parts that are concerned
//                              ^         ^
//                     host (canvas) -> after each frame
//
// A part is made by a function of its root element and a session. It is an object
//   { needs, update(news), close() }
// `needs` names what it shows: 'results', 'commands' (these change with results, too), 'moment'
// (changes with both), or nothing, and then it is updated after every frame. `news` says which of
// the three are new. A part without update() shows nothing of the session by itself. close()
// removes the part's elements and listeners.

import { startHost } from './host.js';
import { isDark } from './theme.js';
import { momentText, unitFor, withUnit } from './units.js';

// say: tells a screen reader, politely. notify: shows a message that stays.
export function makeSession(model, { say = () => {}, notify = () => {} } = {}) {
  const parts = [];
  let host = null;

  const session = {
    model,
    say,
    notify,
    state: null,
    results: { variants: [], verdict: '', best: 0 },
    strategies: [],
    commands: [],
    now: null,
    source: { id: null, text: '', values: new Map() },  // a built-in scenario or a text, and its settings as they came

    add(part) {
      parts.push(part);
      return part;
    },

    // Does something that may change anything. Returns what `change` does: an error is {error}.
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

    load: text => open(null, () => model.load(text)),
    loadBuiltin: id => open(id, () => model.loadBuiltin(id)),

    openRecording(name) {
      const answer = model.openRecording(name);
      if (answer.error) return answer;
      session.source = { id: null, text: model.scenario(), values: new Map() };
      return session.act(() => answer);
    },

    end: () => session.state.last_ns,

    // Draws on a canvas from now on. False: there is no WebGL2, and all works but drawing.
    draw(canvas) {
      host = startHost({
        canvas, model,
        onFrame: () => session.refresh(),
        alive: () => Boolean(session.state?.running),
      });
      return host.drawable;
    },
    want: () => host?.want(),

    // Asks the model what is new and shows it where it is shown.
    refresh(everything = false) {
      const before = session.state;
      const state = session.state = model.state();
      const results = everything || before?.revision !== state.revision;
      if (results) {
        session.results = model.results();
        session.strategies = model.strategies();
      }
      const commands = results || differ(before, state, ofCommands);
      if (commands) session.commands = model.commands();
      const moment = commands || differ(before, state, ofMoment);
      if (moment) session.now = model.now();
      const news = { results, commands, moment };
      for (const part of parts) if (!part.needs || news[part.needs]) part.update?.(news);
      if (before && (state.sel || state.callback) && differ(before, state, ofChoice)) sayMoment();
    },

    close() {
      host?.close();
      for (const part of parts.splice(0)) part.close();
    },
  };

  function open(id, load) {
    const answer = load();
    if (answer.error) return answer;
    const values = new Map(model.parameters().map(parameter => [parameter.id, String(parameter.value)]));
    session.source = { id, text: model.scenario(), values };
    return session.act(() => answer);
  }

  function sayOutcome() {
    const unit = unitFor(session.end());
    say(session.results.variants.map(variant => `${variant.title}: ${withUnit(variant.makespan_ns, unit)}`).join('; '));
  }

  function sayMoment() {
    const { begin_ns, end_ns, playhead_ns } = session.state;
    say(`${momentText(playhead_ns, session.end(), end_ns - begin_ns)}. ${session.now.why.replaceAll('*', '')}`);
  }

  model.theme(isDark());
  return session;
}

// What the commands and the panels of the moment depend on, besides results.
const ofCommands = ['lanes', 'can_undo', 'can_redo', 'playing', 'rate_label', 'slow_motion', 'selection', 'callback', 'gap', 'details', 'range', 'marks', 'find', 'prediction', 'help', 'theme', 'recording'];
const ofChoice = ['selection', 'callback', 'gap'];
const ofMoment = ['playhead_ns', 'focus', 'begin_ns', 'end_ns', 'running', 'trail'];
const differ = (before, now, names) => before === null || names.some(name => JSON.stringify(before[name]) !== JSON.stringify(now[name]));
