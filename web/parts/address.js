// The address of the page follows what is shown, so that a reload, a bookmark and a copied address lead to the same
// scenario, settings and moment, and Back and Forward go between what was opened:
//
//   another scenario or recording is opened  ->  a new entry of the browser's history
//   it changes, or the playhead moves        ->  the same entry has another address
//
// What does not fit into an address is named in it: #w=KEY is a work that this browser keeps (core/works.js), such as a
// recording. Everything that differs from a scenario of the gallery is kept there, too, and "Recent work" lists it.

import { addressOf, figureNow } from '../core/figure.js';
import { say } from '../core/say.js';
import { languageOf } from '../core/words.js';
import * as works from '../core/works.js';

const quiet_ms = 300;   // without a change, before the address is written
const keep_ms = 1500;   // and before the work is kept
const longestAddress = 32_000;
const picture_px = [320, 200];

// open(link) opens an address again; openFile(file) a recording that was kept. canvas: what a picture is taken of.
export function makeAddress(session, { open, openFile, canvas }) {
  const life = new AbortController();
  const known = new Map();  // by the origin of what was opened: { key, file, kept }
  let newest = 0;           // origin; undo goes back to older ones
  let file = null;          // the recording that is being opened
  let started = null;       // the figure that the page was opened with, until something changes
  let written = null;       // the figure that the address names
  let writing = 0;
  let timer = 0;
  let keeping = 0;
  let blocked = false;

  // The first one has the key of the history's entry: a reload continues the same work.
  function workNow() {
    const { origin } = session.state;
    const before = known.get(session.versionOf(origin));
    if (!known.has(origin) && before) known.set(origin, { ...before, kept: false });
    if (!known.has(origin)) known.set(origin, { key: (known.size === 0 && history.state?.key) || freshKey(), file, kept: false });
    file = null;
    return known.get(origin);
  }

  async function write() {
    timer = 0;
    if (session.state.playing) return;
    const turn = ++writing;
    const { origin, recording } = session.state;
    const work = workNow();
    const figure = recording ? null : figureNow(session);
    const text = JSON.stringify(figure);
    started ??= text;
    if (text === written || (text === started && written === null && !recording)) return;
    const address = await nameOf(figure, work);
    if (turn !== writing || life.signal.aborted) return;
    const isNew = origin > newest && !known.has(session.versionOf(origin));
    newest = Math.max(newest, origin);
    written = text;
    // What the address only names is kept before the address says so.
    if (namesWork(address) && !work.kept) await keep();
    if (turn !== writing || life.signal.aborted) return;
    if (address !== location.href) history[isNew ? 'pushState' : 'replaceState']({ key: work.key }, '', address);
    if (recording ? work.file : isOwn(figure)) keepSoon();
  }

  async function nameOf(figure, { key }) {
    const language = languageOf(location.href);
    const address = figure && await addressOf(location.href, figure, language);
    if (address && address.length <= longestAddress) return address;
    const url = new URL(location.href);
    url.search = language ? `?lang=${language}` : '';
    url.hash = `w=${key}`;
    return url.href;
  }

  function keepSoon() {
    clearTimeout(keeping);
    keeping = setTimeout(keep, keep_ms);
  }

  async function keep() {
    keeping = 0;
    const { recording, title } = session.state;
    const work = workNow();
    const { key, file: recorded } = work;
    const figure = recording ? null : figureNow(session);
    if (recording ? !recorded : !isOwn(figure)) return;
    try {
      await works.save({ key, title, ...(recording ? { file: recorded } : { figure }), picture: await takePicture() });
      work.kept = true;
    } catch (error) {
      console.warn(error);
      if (!blocked) session.notify(say('This browser does not let the page keep your work. The address of the page contains it, except for recordings and very long texts: save those as files.'));
      blocked = true;
    }
  }

  // The canvas can be read in the task that has drawn it.
  async function takePicture() {
    if (!canvas.width || canvas.hidden) return null;
    session.model.frame(performance.now());
    const small = document.createElement('canvas');
    [small.width, small.height] = picture_px;
    const scale = Math.max(small.width / canvas.width, 0.25);
    small.getContext('2d').drawImage(canvas, 0, 0, canvas.width * scale, canvas.height * scale);
    return new Promise(resolve => small.toBlob(resolve, 'image/webp', 0.8));
  }

  // Another entry of the history. What is shown then has its own address already.
  addEventListener('popstate', async () => {
    clearTimeout(timer);
    ++writing;
    const { key } = history.state ?? {};
    await open(location.href);
    newest = session.state.origin;
    if (key && !known.has(newest)) known.set(newest, { key, file: null, kept: false });
    // What was opened by its key gets an address that says it all.
    started = '';
    written = session.state.recording || namesWork(location.href) ? null : JSON.stringify(figureNow(session));
    if (!session.state.recording && namesWork(location.href)) write();
  }, { signal: life.signal });

  // A page that is left keeps what it shows.
  addEventListener('pagehide', () => {
    if (timer) write();
    if (keeping) keep();
  }, { signal: life.signal });

  return {
    // A file is about to be opened: if it is a recording, it is kept.
    opening(next) { file = next; },
    // Opens the work that an address names. Returns false if it does not name one.
    async openKept(href) {
      const key = keyIn(href);
      if (!key) return false;
      const work = await works.get(key).catch(() => null);
      if (!work) {
        session.notify(say('This address names work that this browser does not have: it was kept in another browser, or has been removed.'));
        return false;
      }
      if (work.file) await openFile(work.file);
      else if ((await session.withLanguage(() => session.openFigure(work.figure))).error) return false;
      known.set(session.state.origin, { key, file: work.file ?? null, kept: true });
      return true;
    },
    update() {
      newest ||= session.state.origin;
      if (session.state.playing) return;
      clearTimeout(timer);
      timer = setTimeout(write, quiet_ms);
    },
    close() {
      life.abort();
      clearTimeout(timer);
      clearTimeout(keeping);
    },
    needs: ['results', 'commands', 'clock', 'moment', 'range'],
  };
}

const keyIn = href => /^#w=([a-z0-9]{1,32})$/.exec(new URL(href).hash)?.[1] ?? null;
export const namesWork = href => keyIn(href) !== null;

const freshKey = () => crypto.getRandomValues(new Uint32Array(2)).reduce((text, word) => text + word.toString(36), '');

// Whether it is more than a scenario of the gallery as it came.
const isOwn = figure => Object(figure.scenario) === figure.scenario || Object.keys(figure.set ?? {}).length > 0;
