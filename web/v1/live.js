// Makes a figure live: loads the module, opens the figure in a session, and composes the parts. Loaded when the reader
// has acted, or the author wanted it to be live at once. What is not needed until the first frame is in later.js.

import { addressOf, figureNow, giveScenario, openFigure } from '../core/figure.js';
import { loadModule } from '../core/module.js';
import { CallError } from '../core/port.js';
import { say } from '../core/say.js';
import { makeSession } from '../core/session.js';
import { parseDuration } from '../core/units.js';
import { makeAnnouncer } from '../parts/announcer.js';
import { makeFigure } from '../parts/figure.js';
import { makeNotices } from '../parts/notices.js';
import { announcer } from './adapters/heights.js';

const seekEvents_ms = 250;  // between events while it plays

// root: where it goes. figure: as data; dropped: what of it was left out already. state: of an earlier life, or null.
// words: of core/words.js, a promise.
export async function makeLive(root, { site, options, figure, dropped, state, emit, stopped, words: taken }) {
  const [module, { text: words, problem, forget }] = await Promise.all([loadModule({ light: true }), taken, style('v1/live.css', site)]);
  root.replaceChildren();
  root.hidden = false;
  const notices = Object.assign(document.createElement('div'), { className: 'notices' });
  root.append(notices);
  const session = makeSession(module, { speak: makeAnnouncer(root), notify: makeNotices(notices) });
  const later = module.drawn.then(() => Promise.all([import('./later.js'), style('v1/later.css', site)])).then(([all]) => all);
  later.catch(error => console.warn(error));
  try {
    if (words && session.model.words(words).error) forget();
    if (problem) session.notify(problem);
    session.add({ stopped() { stopped(); emit('error', { code: 'stopped', message: say('The simulation has stopped because of an error in it.') }); }, close() {} });
    session.add({ stopped(kept) { void later.then(({ tellStopped }) => tellStopped(root, kept)).catch(() => {}); }, close() {} });
    // whole: when everything that a figure can be asked for can be answered at once
    return Object.assign(await compose(root, session, { site, options, figure, dropped, state, emit, module, later }), { whole: module.whole });
  } catch (error) {
    if (!module.stopped) session.close();
    root.hidden = true;
    throw error;
  }
}

// A stylesheet of the site, after those that the page has.
function style(path, site) {
  return new Promise((resolve, reject) => {
    const href = new URL(path, site).href;
    if ([...document.styleSheets].some(sheet => sheet.href === href)) return resolve();
    const link = document.createElement('link');
    Object.assign(link, { rel: 'stylesheet', href, onload: resolve, onerror: () => reject(new Error(`there is no ${path}`)) });
    document.head.append(link);
  });
}

async function compose(root, session, { site, options, figure: first, dropped, state, emit, module, later }) {
  const { model } = session;
  const { whole } = module;
  let part = null;

  async function open(figure) {
    await Promise.all([giveScenario(session, figure, site), module.ready(figure)]);
    const { error, dropped: left } = await session.withLanguage(() => openFigure(session, figure));
    if (error) throw new CallError('bad-figure', error.message, error.pointer);
    return { ok: true, dropped: left };
  }

  function report(dropped) {
    for (const { part: what, why } of dropped) emit('error', { code: 'bad-parameter', message: `${what}: ${why}`, pointer: what });
    if (dropped.length > 0) session.notify(say('These parts of the figure could not be used:'), dropped.map(({ part: what, why }) => [code(what), ' ' + why]));
  }

  const restored = Object(state?.figure) === state?.figure;
  const { dropped: left } = await open(restored ? state.figure : first);
  part = makeFigure(root, session, {
    later,
    links: options.links === '1',
    reset: () => void calls.reset(),
    copy: shareURL,
    embed: () => addressOf(new URL('v1/embed.html', site), figureNow(session)),
    lab: shareURL,
    predicted: data => {
      emit('predict', data);
      emit('complete', { score: data.score });
    },
  });
  session.add(part);
  part.start();
  session.refresh(true);
  if (restored) void whole.then(() => part.restore(state.answer)).catch(() => {});  // the question comes with the rest; it may be closed by then
  else report([...dropped, ...left]);
  session.add(events());
  if (options.resize === 'auto') session.add(heights(root, part, emit));

  function shareURL() {
    return addressOf(new URL('lab/', site), figureNow(session));
  }

  // What the page around hears. What it says is made only if somebody listens (see emit() of core/port.js).
  function events() {
    let before = { ...session.state };
    let told = 0;      // when the last move of the playhead was told
    let timer = 0;
    const values = () => new Map(model.parameters().map(({ id, value }) => [id, String(value)]));
    let settings = values();

    // A dragged playhead moves with every frame.
    function tellMove() {
      const early = told + seekEvents_ms - performance.now();
      clearTimeout(timer);
      if (early > 0) return void (timer = setTimeout(tellMove, early));
      told = performance.now();
      emit('seek', () => news(session.state.playing ? [] : ['state']));
    }

    return {
      close: () => clearTimeout(timer),
      update({ results }) {
        const { playing, playhead_ns, sel } = session.state;
        if (results) tellChanges();
        if (playing !== before.playing) emit(playing ? 'play' : 'pause', () => news(playing ? [] : ['state']));
        else if (playhead_ns !== before.playhead_ns) tellMove();
        if (sel !== before.sel) emit('select', { selection: sel });
        before = { playing, playhead_ns, sel };
      },
    };

    function tellChanges() {
      const fresh = values();
      for (const [id, value] of fresh) {
        const previous = settings.get(id) ?? null;
        if (previous !== value) emit('change', () => ({ id, value, previous, metrics: metrics(), state: getState() }));
      }
      settings = fresh;
    }
  }

  const metrics = () => session.results.variants;
  const getState = () => ({ version: 1, figure: figureNow(session), answer: part.answer() });

  function news(wanted = ['title', 'duration', 'metrics', 'state']) {
    const all = {
      title: title(), time: session.state.playhead_ns, duration: session.end(), playing: session.state.playing,
      get metrics() { return metrics(); },
      get state() { return getState(); },
    };
    return Object.fromEntries(['time', 'playing', ...wanted].map(name => [name, all[name]]));
  }

  const title = () => session.panels.figure.title;

  const done = answer => {
    if (answer?.error) throw new CallError('bad-parameter', answer.error.message, answer.error.pointer);
    return { ok: true };
  };

  function opened() {
    session.refresh(true);
    session.want();
    emit('load', () => news());
  }

  const calls = {
    title,
    getState,
    news,
    async load(figure) {
      const answer = await open(figure);
      first = figure;
      opened();
      report(answer.dropped);
      return answer;
    },
    async setState({ figure, answer: given = null }) {
      if (Object(figure) !== figure) throw new CallError('bad-params', 'a state has a figure', '/params/state/figure');
      const answer = await open(figure);
      await whole;
      session.refresh(true);
      part.restore(given);
      opened();
      return answer;
    },
    async reset() {
      await open(first);
      opened();
      return { ok: true };
    },
    set(settings) {
      for (const [id, value] of Object.entries(settings)) done(session.set(id, String(value)));
      return { ok: true };
    },
    play() {
      if (!session.state.playing) session.run('play');
      return { ok: true };
    },
    pause() {
      const { playing } = session.state;
      if (playing) session.run('play');
      return playing;
    },
    playIfCalm() {
      if (!matchMedia('(prefers-reduced-motion: reduce)').matches) calls.play();
    },
    step(n) {
      for (let i = 0; i < Math.abs(n); ++i) session.act(() => model.command(n > 0 ? 'step' : 'step-back'), { announce: false });
      return { time: session.state.playhead_ns };
    },
    seek(t) {
      const ns = typeof t === 'number' ? t : parseDuration(t);
      if (ns === null) throw new CallError('bad-params', `“${t}” is not a time`, '/params/t');
      session.act(() => model.seek(Math.min(ns, session.end())), { announce: false });
      return { time: session.state.playhead_ns };
    },
    getMetrics: () => ({ runs: metrics() }),
    getTimeline: async () => (await (await later).openWhole(figureNow(session))).timeline(),
    exportFile: async format => (await (await later).openWhole(figureNow(session))).file(format),
    getShareURL: shareURL,
    focus: () => part.focus(),
    picture: () => part.picture(),
    close() {
      session.close();
      root.replaceChildren();
      root.hidden = true;
    },
  };
  return calls;
}

// Tells the surrounding page how high the figure would like to be, whenever its contents have changed. The rows of a
// picture grow with the available height, so `enough` keeps the frame from growing without end.
function heights(root, part, emit) {
  const announce = announcer();
  const enough = 20;
  let told = 0;
  let times = 0;
  return {
    update({ results }) {
      if (results) times = 0;
      const wanted = Math.min(Math.max(root.scrollHeight + part.height(), 160), 2400) + 2;  // and the border
      if (Math.abs(wanted - told) < 2 || ++times > enough) return;
      told = wanted;
      announce(wanted);
      emit('resize', { height: wanted });
    },
    close() {},
  };
}

function code(text) {
  return Object.assign(document.createElement('code'), { textContent: text });
}
