// One figure in somebody else's page: its poster, until the reader acts; then live.js makes it live.
//
//   poster --(button, in view, or a call)--> loading --> live --(suspend)--> poster with its state
//                                               \--> an error, with a button that tries again
//
// This is all that is loaded before the reader acts: it takes no focus and no key, scrolls nothing, and cancels no
// event. The page around it can talk to it from the beginning (core/port.js).

import { cleanText } from '../core/values.js';
import { el, setAttribute } from '../core/dom.js';
import { figureKey } from '../core/figure-key.js';
import { figureOf, readFigure, readOptions } from '../core/figure.js';
import { CallError, openPort } from '../core/port.js';
import { say } from '../core/say.js';
import { limitLive } from './three.js';

const site = new URL('../', import.meta.url);
const options = readOptions(location.href);
let figure = { figure: 1 };  // of the address, or one that the page around has given
const root = document.documentElement;
const at = id => document.getElementById(id);
const poster = at('poster');

// Texts are in the language that the address asks for; words.js is loaded only if it asks for one.
const takingWords = options.lang === null ? Promise.resolve({}) : import('../core/words.js').then(async ({ takeWords, forgetWords }) =>
  ({ ...await takeWords(new URL('words/', site)), forget: forgetWords }));

const reading = Promise.all([readFigure(location.href), takingWords]).then(([read]) => {
  figure = read.figure;
  options.dropped.push(...read.dropped);
});

let status = 'idle';   // loading, ready, suspended, error
let live = null;       // of live.js
let making = null;     // the promise of it
let suspending = null; // likewise
let state = null;      // of a figure that is not live
let problem = null;
let still = null;      // a picture of a suspended figure

// --- Poster ------------------------------------------------------------------------------

const system = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : system.matches);

const title = poster.querySelector('.poster-title');
const picture = poster.querySelector('.poster-picture');
const image = el('img', { class: 'poster-image', loading: 'lazy', decoding: 'async' });
const start = el('button', { class: 'poster-start', on: { click: () => void activate({ byReader: true }).catch(() => {}) } },
                 el('span', { class: 'poster-pill' }, el('span', { class: 'poster-triangle', 'aria-hidden': 'true' }), el('span', { class: 'poster-word' })));
picture.append(start);

function theme(name) {
  if (name === 'auto') delete root.dataset.theme;
  else root.dataset.theme = name;
  dispatchEvent(new Event('themechange'));
}

const textOf = (key, longest) => (typeof figure[key] === 'string' ? cleanText(figure[key], longest) : '');
const scenario = () => (/^[a-z0-9-]{1,64}$/.test(textOf('scenario', 65)) ? figure.scenario : null);

// The picture of a figure: that of its scenario, or of exactly what it shows, if the site has one. Without any there is a
// drawing that is nobody's timeline.
let drawing = null;

async function findDrawing() {
  const key = figureKey(figure);
  const of = figure;
  drawing = key === null ? scenario() : null;
  if (key === null) return;
  try {
    const response = await fetch(new URL('posters/figures.json', site));
    if (response.ok && (await response.json()).includes(key) && figure === of) drawing = key;
  } catch {
    // It does without.
  }
  showPicture();
}

function showPicture() {
  picture.classList.toggle('blank', !still && drawing === null);
  if (!still && drawing === null) return image.remove();
  setAttribute(image, 'src', still ?? new URL(`posters/${drawing}-${isDark() ? 'dark' : 'light'}.svg`, site).href);
  image.alt = still ? say('Timeline, paused: {title}', { title: name() }) : say('Timeline: {title}', { title: name() });
  if (!image.isConnected) picture.prepend(image);
}
image.addEventListener('error', () => {
  image.remove();
  picture.classList.add('blank');
});

let known = '';  // the title of the scenario
const name = () => live?.title() || textOf('title', 200) || known || say('Interleave figure');

function showPoster() {
  const busy = status === 'loading';
  title.textContent = name();
  document.title = name();
  const word = busy ? say('Loading…') : status === 'error' ? say('Try again') : status === 'suspended' ? say('Continue') : say('Start{@a figure}');
  start.querySelector('.poster-word').textContent = word;
  start.setAttribute('aria-label', `${word}: ${name()}`);
  start.toggleAttribute('data-busy', busy);
  poster.querySelector('.poster-message:not(noscript *)')?.remove();
  if (status === 'error') picture.append(el('p', { class: 'poster-message', role: 'alert' }, problem));
  showPicture();
}

// The scenario's title, if the author gave none. It is a small file, and it is needed later anyway.
async function learnTitle() {
  if (textOf('title', 200) || scenario() === null) return;
  try {
    const response = await fetch(new URL(`scenarios/${scenario()}.json`, site));
    if (!response.ok) return;
    const { title: text } = await response.json();
    if (typeof text === 'string') known = cleanText(text, 200);
    if (status === 'idle') showPoster();
  } catch {
    // The poster does without.
  }
}

// --- Live --------------------------------------------------------------------------------

function activate({ byReader = false } = {}) {
  if (suspending) return suspending.then(() => activate({ byReader }));
  making ??= make(byReader).catch(error => {
    making = null;
    status = 'error';
    const known = error?.name === 'CallError';
    problem = known ? error.message : say('The figure could not be loaded. It needs WebAssembly.');
    if (!known) console.warn(error);
    showPoster();
    port.emit('error', { code: error.code ?? 'not-loaded', message: problem });
    throw known ? error : new CallError('not-loaded', problem);
  });
  return making;
}

async function make(byReader) {
  const again = status === 'suspended';
  status = 'loading';
  showPoster();
  const [{ makeLive }] = await Promise.all([import('./live.js'), reading, import('../figure.js')]);  // at the same time
  const made = await makeLive(at('live'), {
    site, options, state,
    figure, dropped: options.dropped,
    emit: (event, data) => port.emit(event, data),
    stopped: () => { status = 'error'; },
    words: takingWords,
  });
  live = made;
  poster.hidden = true;
  if (still) URL.revokeObjectURL(still);
  still = null;
  document.title = name();
  three.live();
  if (byReader) live.focus();
  if (options.play === '1' && !again) live.playIfCalm();
  // The reader can use it from now on. What the page around asks of it may need the rest of the module.
  await made.whole;
  if (status === 'loading') status = 'ready';
  document.body.dataset.status = status;
  port.emit('ready', () => made.news());
  return made;
}

// Both the page around and other figures may want it at the same time.
function suspend() {
  suspending ??= rest().finally(() => { suspending = null; });
  return suspending;
}

async function rest() {
  if (making) await making.catch(() => {});
  if (!live) return state;
  state = live.getState();
  known = live.title();
  still = await live.picture();
  const hadFocus = document.hasFocus() && document.activeElement !== document.body;
  live.close();
  [live, making] = [null, null];
  document.body.dataset.status = status = 'suspended';
  poster.hidden = false;
  showPoster();
  if (hadFocus) start.focus({ preventScroll: true });
  three.gone();
  port.emit('suspend', { state });
  return state;
}

const three = limitLive(() => void suspend());

// --- The page around it ------------------------------------------------------------------

const calls = {
  async activate() {
    await activate();
    return { status };
  },
  suspend,
  async load({ figure: next }) {
    const wanted = wantedOf(next);
    await reading;
    if (live || making) return (await activate()).load(wanted);
    figure = wanted;
    [state, known] = [null, ''];
    if (still) URL.revokeObjectURL(still);
    still = null;
    status = 'idle';
    showFigure();
    return { ok: true, dropped: [] };
  },
  async set({ set, theme: name }) {
    if (name) theme(name);
    return set ? (await activate()).set(set) : { ok: true };
  },
  play: async () => (await activate()).play(),
  pause: () => live?.pause(),
  step: async ({ n = 1 }) => (await activate()).step(n),
  seek: async ({ t }) => (await activate()).seek(t),
  async reset() {
    state = null;
    return live ? live.reset() : showPoster();
  },
  getState: () => (live ? live.getState() : state),
  async setState({ state: next }) {
    if (live) return live.setState(next);
    state = next;
    return { ok: true };
  },
  getMetrics: async () => (await activate()).getMetrics(),
  getTimeline: async () => (await activate()).getTimeline(),
  exportFile: async ({ format }) => (await activate()).exportFile(format),
  getShareURL: async () => (await activate()).getShareURL(),
};

let resume = false;
const port = openPort({
  version: '1',
  allowed: options.parent,
  call: (method, params) => calls[method](params),
  async slide(shown) {
    if (shown && (options.play === '1' || resume)) await calls.play();
    else if (live) resume = live.pause();
  },
  connected: () => { if (live) port.emit('ready', () => live.news()); },
});

function wantedOf(given) {
  try {
    return figureOf(given);
  } catch (error) {
    throw new CallError('bad-figure', error.message, error.pointer);
  }
}

function showFigure() {
  theme(['light', 'dark'].includes(figure.theme) ? figure.theme : 'auto');
  void findDrawing();
  showPoster();
  void learnTitle();
}

system.addEventListener('change', showPicture);
addEventListener('themechange', showPicture);
await reading;
showFigure();
if (options.activate === 'now') void activate().catch(() => {});
if (options.activate === 'visible') {
  const observer = new IntersectionObserver(entries => {
    if (!entries.some(entry => entry.isIntersecting)) return;
    observer.disconnect();
    if (status === 'idle') void activate().catch(() => {});
  }, { threshold: 0.25 });
  observer.observe(poster);
}
