// Keeps the text of a program: in the address of the page, in this browser, and in its list of recent work.
//
//   the address     #s=1.PACKED, the scenario with its program (core/figure.js), so that a reload, a bookmark and a copied
//                   address show it again, even if it has a mistake
//   localStorage    the text, for the next visit without such an address
//   core/works.js   what has run, for "Recent work" of the lab

import { addressOf, figureNow } from '../core/figure.js';
import { languageOf } from '../core/words.js';
import * as works from '../core/works.js';

const quiet_ms = 400;
const keep_ms = 2000;
const longestAddress = 32_000;
const storage = 'interleave-program';

// The text of an earlier visit: {text, runtime, same}, or null. same: it was written before a reload of this entry of the
// history, whose address may be older.
export function keptProgram() {
  try {
    const { text, runtime, key } = JSON.parse(localStorage.getItem(storage) ?? 'null') ?? {};
    return typeof text === 'string' ? { text, runtime: runtime === 'browser' ? 'browser' : 'node', same: key !== undefined && key === history.state?.key } : null;
  } catch {
    return null;
  }
}

// The figure of the current state, with a scenario of the page.
export function figureOf(session, scenario) {
  const { set, title, ...figure } = session.model.figure() ? figureNow(session) : { figure: 1 };  // nothing has run yet
  return { ...figure, scenario };
}

// scenario(): the one to keep, which need not be the one that runs. ran(): whether it is the one that runs.
export function makeProgramKeeper(session, { scenario, program, ran }) {
  const life = new AbortController();
  let key = /^[a-z0-9]{1,32}$/.exec(history.state?.key ?? '')?.[0] ?? freshKey();
  history.replaceState({ key }, '');
  let timer = 0;
  let keeping = 0;
  let turn = 0;

  async function write() {
    timer = 0;
    if (session.state.playing) return;
    const mine = ++turn;
    const address = await addressOf(location.href, figureOf(session, scenario()), languageOf(location.href));
    if (mine !== turn || life.signal.aborted) return;
    if (address.length <= longestAddress && address !== location.href) history.replaceState({ key }, '', address);
  }

  function keepText() {
    try {
      localStorage.setItem(storage, JSON.stringify({ ...program(), key }));
    } catch {
      // The address has it.
    }
  }

  async function keepWork() {
    keeping = 0;
    if (!ran()) return;
    await works.save({ key, title: scenario().title, figure: figureOf(session, scenario()), picture: null }).catch(() => {});
  }

  addEventListener('pagehide', () => {
    if (timer) write();
    if (keeping) keepWork();
  }, { signal: life.signal });

  const writeSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(write, quiet_ms);
  };

  return {
    // The reader has changed the text.
    changed() {
      keepText();
      writeSoon();
      clearTimeout(keeping);
      keeping = setTimeout(keepWork, keep_ms);
    },
    // This is another program: the previous one stays in the list of recent work.
    fresh() {
      if (keeping) keepWork();
      clearTimeout(keeping);
      key = freshKey();
      history.replaceState({ key }, '');
    },
    needs: ['results', 'clock', 'moment', 'range'],
    update() {
      if (!session.state.playing) writeSoon();
    },
    close() {
      life.abort();
      clearTimeout(timer);
      clearTimeout(keeping);
    },
  };
}

const freshKey = () => crypto.getRandomValues(new Uint32Array(2)).reduce((text, word) => text + word.toString(36), '');
