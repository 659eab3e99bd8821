// The adapters by themselves, with figures and hosts that are simple objects.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createLms } from './lms.mjs';

const page = new EventTarget();
globalThis.addEventListener = (...words) => page.addEventListener(...words);
globalThis.location = { search: '' };
globalThis.document = { documentElement: { lang: 'en' } };
globalThis.matchMedia = () => ({ matches: false });

const adapters = new URL('../../web/v1/adapters/', import.meta.url);
const load = name => import(new URL(`${name}.js`, adapters));

class Figure extends EventTarget {
  title = 'Typing while music plays';
  calls = [];
  state = { t: '20ms' };
  status = 'idle';
  attributes = {};
  getAttribute(name) { return this.attributes[name] ?? null; }
  async activate() { this.status = 'ready'; this.calls.push('activate'); }
  async suspend() { this.status = 'suspended'; this.calls.push('suspend'); }
  async play() { this.calls.push('play'); }
  async pause() { this.calls.push('pause'); }
  async seek(t) { this.calls.push(`seek ${t}`); }
  async getState() { return this.state; }
  async setState(state) { this.calls.push(`setState ${JSON.stringify(state)}`); }
  happen(name, detail) { this.dispatchEvent(Object.assign(new Event(`interleave-${name}`), { detail })); }
}

describe('SCORM 1.2', async () => {
  const { connect, findApi, timespan } = await load('scorm12');
  const leave = () => page.dispatchEvent(new Event('pagehide'));
  const right = { question: 'How many?', answer: '25', right: '25', score: 1 };
  const wrong = { question: 'How many?', answer: '3', right: '25', score: 0.25 };
  const shown = { question: 'How many?', answer: null, right: '25', score: 0 };

  const visit = async (options, happen, connectOptions = { mastery: 0.8 }) => {
    const lms = createLms(options);
    const figure = new Figure();
    connect(figure, { ...connectOptions, api: lms.API });
    await happen(figure, lms);
    leave();
    assert.deepEqual(lms.faults, []);
    assert.equal(lms.state, 'finished');
    return lms.values;
  };

  it('reports passed and failed against the mastery score', async () => {
    const passed = await visit({}, figure => figure.happen('predict', right));
    assert.equal(passed['cmi.core.lesson_status'], 'passed');
    assert.deepEqual([passed['cmi.core.score.raw'], passed['cmi.core.score.min'], passed['cmi.core.score.max']], ['100', '0', '100']);
    assert.equal(passed['cmi.core.exit'], '');
    const failed = await visit({}, figure => figure.happen('predict', wrong));
    assert.equal(failed['cmi.core.lesson_status'], 'failed');
    assert.equal(failed['cmi.core.score.raw'], '25');
    assert.equal(failed['cmi.interactions.0.result'], 'wrong');
    assert.equal(failed['cmi.interactions.0.student_response'], '3');
  });

  it('takes the mastery score of the manifest', async () => {
    const at = async mastery => (await visit({ mastery }, figure => figure.happen('predict', wrong), {}))['cmi.core.lesson_status'];
    assert.equal(await at('25'), 'passed');
    assert.equal(await at('26'), 'failed');
    assert.equal(await at(''), 'completed');
  });

  it('counts the first answer only', async () => {
    const values = await visit({}, figure => {
      figure.happen('predict', wrong);
      figure.happen('complete', {});
      figure.happen('predict', right);
    });
    assert.equal(values['cmi.core.lesson_status'], 'failed');
    assert.equal(values['cmi.core.score.raw'], '25');
  });

  it('counts an answer that was only shown as wrong', async () => {
    const values = await visit({}, figure => figure.happen('predict', shown));
    assert.deepEqual([values['cmi.core.lesson_status'], values['cmi.core.score.raw']], ['failed', '0']);
    assert.deepEqual([values['cmi.interactions.0.student_response'], values['cmi.interactions.0.result']], ['', 'wrong']);
  });

  it('leaves what an earlier visit has reached', async () => {
    const values = await visit({ status: 'passed' }, figure => figure.happen('predict', wrong));
    assert.equal(values['cmi.core.lesson_status'], 'passed');
    assert.equal(values['cmi.core.score.raw'], undefined);
  });

  it('is completed without a question, and incomplete before', async () => {
    const values = await visit({}, (figure, lms) => {
      assert.equal(lms.values['cmi.core.lesson_status'], 'incomplete');
      assert.ok(lms.commits > 0);
      figure.happen('complete', {});
    });
    assert.equal(values['cmi.core.lesson_status'], 'completed');
    const left = await visit({}, () => {});
    assert.equal(left['cmi.core.lesson_status'], 'incomplete');
    assert.equal(left['cmi.core.exit'], 'suspend');
    assert.match(left['cmi.core.session_time'], /^0000:00:00\.\d\d$/);
  });

  it('keeps the state for the next visit', async () => {
    const { 'cmi.suspend_data': kept } = await visit({}, async (figure, lms) => {
      figure.happen('change', { state: { t: '10ms' } });
      figure.happen('change', { state: { t: '20ms' } });
      await wait(600);
      assert.deepEqual(JSON.parse(lms.values['cmi.suspend_data']), { t: '20ms' });
      assert.equal(lms.calls.filter(([name, element]) => name === 'LMSSetValue' && element === 'cmi.suspend_data').length, 1, 'not at every event');
      figure.happen('change', { state: { t: '30ms' } }); // and the page is left at once
    });
    assert.deepEqual(JSON.parse(kept), { t: '30ms' });
    await visit({ status: 'incomplete', suspendData: kept }, figure => {
      assert.deepEqual(figure.calls, ['setState {"t":"30ms"}']);
    });
    await visit({ status: 'incomplete', suspendData: 'not ours' }, figure => {
      assert.deepEqual(figure.calls, []);
    });
  });

  it('does not keep a state that is too long', async () => {
    const values = await visit({}, async figure => {
      figure.happen('change', { state: { text: 'x'.repeat(4096) } });
    });
    assert.equal(values['cmi.suspend_data'], '');
  });

  it('works without a system', () => {
    assert.equal(connect(new Figure(), { api: null }), null);
    assert.equal(connect(new Figure(), { api: { LMSInitialize: () => 'false' } }), null);
  });

  it('finds the API above and in the window that opened it, and stops at another origin', () => {
    const chain = (...windows) => {
      windows.forEach((at, i) => {
        at.parent = windows[i + 1] ?? at;
        at.top = windows.at(-1);
      });
      return windows[0];
    };
    const API = {};
    const foreign = new Proxy({}, { get() { throw new Error('another origin'); } });
    assert.equal(findApi(chain({}, {}, { API })), API);
    assert.equal(findApi(chain({}, { opener: chain({}, { API }) })), API);
    assert.equal(findApi(chain({}, {})), null);
    assert.equal(findApi({ parent: foreign, top: foreign }), null);
  });

  it('writes times as CMITimespan', () => {
    assert.equal(timespan(0), '0000:00:00.00');
    assert.equal(timespan(3_723_450), '0001:02:03.45');
    assert.equal(timespan(59_999), '0000:01:00.00');
    assert.equal(timespan(-5), '0000:00:00.00');
  });
});

describe('xAPI', async () => {
  const { connect, duration, VERBS } = await load('xapi');
  const actor = { account: { homePage: 'https://example.edu', name: 'u123' } };
  const activity = 'https://example.edu/figure-1';

  const told = async (happen, more = {}) => {
    const statements = [];
    const figure = new Figure();
    const end = connect(figure, { activity, actor, language: 'en', send: statement => void statements.push(statement), ...more });
    happen(figure, end);
    await wait(0);
    return statements;
  };

  it('has the identifiers of ADL', () => {
    assert.equal(VERBS.answered.id, 'http://adlnet.gov/expapi/verbs/answered');
    assert.deepEqual(Object.keys(VERBS), ['initialized', 'interacted', 'answered', 'completed']);
  });

  it('makes a statement of each event', async () => {
    const statements = await told(figure => {
      figure.happen('ready', {});
      figure.happen('play', {});
      figure.happen('play', {});
      figure.happen('change', { id: 'machine.cores', value: '4', previous: '1', metrics: [], state: {} });
      figure.happen('predict', { question: 'How many?', answer: '25', right: '25', score: 1 });
      figure.happen('complete', {});
    });
    assert.deepEqual(statements.map(({ verb }) => verb.display.en), ['initialized', 'interacted', 'interacted', 'answered', 'completed']);
    const [first, , change, answered, completed] = statements;
    assert.deepEqual(first.object, {
      id: activity,
      definition: { type: 'http://adlnet.gov/expapi/activities/simulation', name: { en: 'Typing while music plays' } },
    });
    assert.deepEqual(change.result.extensions, { [`${activity}#change`]: { id: 'machine.cores', value: '4' } });
    assert.deepEqual(answered.result, { response: '25', success: true, score: { scaled: 1 } });
    assert.equal(answered.object.id, `${activity}#question`);
    assert.equal(answered.object.definition.interactionType, 'other');
    assert.equal(completed.result.completion, true);
    assert.deepEqual(completed.result.score, { scaled: 1 });
    assert.match(completed.result.duration, /^PT\d+\.\d\dS$/);
    for (const { id, timestamp, actor: who } of statements) {
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.equal(new Date(timestamp).toISOString(), timestamp);
      assert.deepEqual(who, actor);
    }
    assert.equal(new Set(statements.map(({ id }) => id)).size, statements.length);
  });

  it('has no response when the answer was only shown', async () => {
    const [{ result }] = await told(figure => figure.happen('predict', { question: 'How many?', answer: null, right: '25', score: 0 }));
    assert.deepEqual(result, { success: false, score: { scaled: 0 } });
  });

  it('posts to a learning record store as the standard says', async () => {
    const requests = [];
    globalThis.fetch = async (url, request) => (requests.push({ url, ...request }), { ok: true });
    await told(figure => figure.happen('ready', {}), { send: undefined, endpoint: 'https://example.edu/lrs', authorization: 'Basic eDp5' });
    assert.equal(requests[0].url, 'https://example.edu/lrs/statements');
    assert.equal(requests[0].method, 'POST');
    assert.equal(requests[0].headers['X-Experience-API-Version'], '1.0.3');
    assert.equal(requests[0].headers.Authorization, 'Basic eDp5');
    assert.equal(JSON.parse(requests[0].body).verb.id, VERBS.initialized.id);
  });

  it('reports what could not be stored', async () => {
    globalThis.fetch = async () => ({ ok: false, status: 401 });
    const lost = [];
    await told(figure => figure.happen('ready', {}), { send: undefined, endpoint: 'https://example.edu/lrs', failed: (...words) => lost.push(words) });
    await wait(0);
    assert.match(lost[0][0].message, /401/);
    assert.equal(lost[0][1].verb.id, VERBS.initialized.id);
  });

  it('ends, and wants to know who and where', async () => {
    const statements = await told((figure, end) => {
      end();
      figure.happen('ready', {});
    });
    assert.deepEqual(statements, []);
    assert.throws(() => connect(new Figure(), { activity, send() {} }), /actor/);
    assert.throws(() => connect(new Figure(), { activity, actor }), /endpoint/);
  });

  it('writes durations as ISO 8601', () => assert.deepEqual([duration(1234), duration(0)], ['PT1.23S', 'PT0.00S']));
});

describe('heights', async () => {
  globalThis.window = { name: 'this window' };
  const { announcer } = await load('heights');

  it('speaks four dialects, greets once, and does not repeat itself', () => {
    const sent = [];
    const announce = announcer({ target: { postMessage: (message, origin) => sent.push([message, origin]) }, origin: 'https://host.example' });
    announce(419.2);
    announce(420);
    announce(0);
    announce(NaN);
    announce(300);
    assert.deepEqual(sent.map(([message]) => message), [
      { context: 'h5p', action: 'hello' },
      { interleave: 1, type: 'resize', height: 420 },
      '{"context":"iframe.resize","height":420}',
      { subject: 'lti.frameResize', height: 420 },
      { context: 'h5p', action: 'resize', scrollHeight: 420, clientHeight: 420 },
      { interleave: 1, type: 'resize', height: 300 },
      '{"context":"iframe.resize","height":300}',
      { subject: 'lti.frameResize', height: 300 },
      { context: 'h5p', action: 'resize', scrollHeight: 300, clientHeight: 300 },
    ]);
    assert.ok(sent.every(([, origin]) => origin === 'https://host.example'));
  });

  it('says nothing in a page that is in no frame', () => {
    globalThis.window.postMessage = () => assert.fail();
    announcer({ target: globalThis.window })(420);
  });
});

describe('Reveal.js', async () => {
  const { connect } = await load('reveal');
  const slide = (...figures) => ({ figures, querySelectorAll: () => figures, contains: figure => figures.includes(figure) });

  class Deck {
    handlers = {};
    current = null;
    ready = false;
    on(name, handler) { (this.handlers[name] ??= new Set()).add(handler); }
    off(name, handler) { this.handlers[name].delete(handler); }
    isReady() { return this.ready; }
    getCurrentSlide() { return this.current; }
    getConfig() { return {}; }
    async happen(name, event = {}) {
      for (const handler of this.handlers[name] ?? []) handler(event);
      await wait(0);
    }
  }

  it('plays on a slide that is shown and rests on one that is left', async () => {
    const [first, second] = [new Figure(), new Figure()];
    const slides = [slide(first), slide(second), slide()];
    const deck = Object.assign(new Deck(), { current: slides[0], ready: true });
    connect(deck);
    await wait(0);
    assert.deepEqual(first.calls, ['activate', 'play']);
    await deck.happen('slidechanged', { currentSlide: slides[1] });
    assert.deepEqual(first.calls, ['activate', 'play', 'pause', 'suspend']);
    assert.deepEqual(second.calls, ['activate', 'play']);
    await deck.happen('slidechanged', { currentSlide: slides[2] });
    await deck.happen('slidechanged', { currentSlide: slides[0] });
    assert.deepEqual(second.calls, ['activate', 'play', 'pause', 'suspend']);
    assert.deepEqual(first.calls.slice(4), ['activate', 'play']);
  });

  it('does not play when the slide was left while the figure was loading', async () => {
    const figure = new Figure();
    const loading = {};
    loading.promise = new Promise(resolve => (loading.resolve = resolve));
    figure.activate = async () => { await loading.promise; figure.status = 'ready'; figure.calls.push('activate'); };
    const deck = Object.assign(new Deck(), { current: slide(figure), ready: true });
    connect(deck);
    await deck.happen('slidechanged', { currentSlide: slide() });
    loading.resolve();
    await wait(0);
    assert.deepEqual(figure.calls, ['activate', 'pause', 'suspend']);
  });

  it('only activates for less motion, play="0" and play: false', async () => {
    const [quiet, figure] = [new Figure(), new Figure()];
    quiet.attributes.play = '0';
    connect(Object.assign(new Deck(), { current: slide(quiet), ready: true }));
    connect(Object.assign(new Deck(), { current: slide(figure), ready: true }), { play: false });
    globalThis.matchMedia = () => ({ matches: true });
    const still = new Figure();
    connect(Object.assign(new Deck(), { current: slide(still), ready: true }));
    await wait(0);
    globalThis.matchMedia = () => ({ matches: false });
    for (const each of [quiet, figure, still]) assert.deepEqual(each.calls, ['activate']);
  });

  it('seeks with fragments and pauses in the overview', async () => {
    const figure = new Figure();
    const deck = Object.assign(new Deck(), { current: slide(figure), ready: true });
    const end = connect(deck);
    await wait(0);
    await deck.happen('fragmentshown', { fragment: { dataset: { figureSeek: '21.4ms' } } });
    await deck.happen('fragmentshown', { fragment: { dataset: {} } });
    await deck.happen('overviewshown');
    assert.deepEqual(figure.calls.slice(2), ['seek 21.4ms', 'pause']);
    end();
    await deck.happen('paused');
    assert.equal(figure.calls.length, 4);
  });

  it('leaves posters when a deck is printed', async () => {
    const figure = new Figure();
    globalThis.location = { search: '?print-pdf' };
    connect(Object.assign(new Deck(), { current: slide(figure), ready: true }));
    globalThis.location = { search: '' };
    await wait(0);
    assert.deepEqual(figure.calls, []);
  });
});
