// What a page, a sibling frame or a link can send to a figure that means no good: it is refused or ignored, and the
// figure works on.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { course, frameOf, isLive, start, startCourse } from './embed_support.mjs';

let host;
before(async () => { host = await startCourse(); });
after(() => host?.close());

const frame = (query = '', hash = '') => `<iframe src="{site}v1/embed.html?scenario=typing-and-music${query}${hash}" title="Music" width="700" height="360"></iframe>`;

// In the page: connects by hand, as a page without the element would. Resolves to the first message on the port, or null.
const byHand = page => page.evaluate(() => {
  globalThis.connect = (target, message, { wait = 700, ports = 1 } = {}) => new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      resolve({ data, port: port1 });
    };
    target.postMessage(message, '*', ports === 1 ? [port2] : ports === 0 ? [] : [port2, new MessageChannel().port2]);
    setTimeout(() => resolve(null), wait);
  });
  globalThis.hello = id => ({ interleave: 1, type: 'connect', id });
  globalThis.open = async target => {
    const { data, port } = await connect(target, hello('the-page-around'));
    let last = 0;
    const waiting = new Map();
    const events = [];
    port.onmessage = ({ data: message }) => {
      if ('event' in message) events.push(message);
      else waiting.get(message.id)?.(message);
    };
    const raw = (message, id = message?.id, wait = 5000) => new Promise(resolve => {
      waiting.set(id, resolve);
      port.postMessage(message);
      setTimeout(() => resolve('silence'), wait);
    });
    const call = (method, params) => raw({ id: ++last, method, params });
    return { connected: data, port, raw, call, events };
  };
  globalThis.target = document.querySelector('iframe')?.contentWindow;
});

async function opened(html, options) {
  const made = await host.open(course([html]), options);
  const inside = await frameOf(made.page);
  await byHand(made.page);
  return { ...made, inside };
}

test('the handshake by hand, and the list of what can be called', async () => {
  const { page, close } = await opened(frame());
  const { type, protocol, methods, events } = await page.evaluate(async () => (await open(target)).connected);
  assert.deepEqual([type, protocol], ['connected', 1]);
  assert.deepEqual(methods, ['activate', 'suspend', 'load', 'set', 'play', 'pause', 'step', 'seek', 'reset', 'getState', 'setState', 'getMetrics', 'getTimeline', 'exportFile', 'getShareURL']);
  assert.ok(['ready', 'load', 'play', 'pause', 'seek', 'change', 'select', 'predict', 'complete', 'resize', 'error'].every(name => events.includes(name)));
  await close();
});

test('connect messages that are not right are ignored', async () => {
  const { page, close } = await opened(frame());
  const answers = await page.evaluate(async () => {
    const wrong = [
      [{ interleave: 2, type: 'connect', id: 'abcdefgh' }], [{ interleave: '1', type: 'connect', id: 'abcdefgh' }],
      [{ interleave: 1, type: 'hello', id: 'abcdefgh' }], [{ interleave: 1, type: 'connect' }], [{ interleave: 1, type: 'connect', id: 7 }],
      [{ interleave: 1, type: 'connect', id: 'short' }], [{ interleave: 1, type: 'connect', id: 'x'.repeat(65) }], [{ interleave: 1, type: 'connect', id: '<b>abcdefgh</b>' }],
      [{ interleave: 1, type: 'connect', id: 'abcdefgh', more: 1 }], [[1, 'connect', 'abcdefgh']], ['connect'], [null], [undefined], [42],
      [new Map([['interleave', 1], ['type', 'connect'], ['id', 'abcdefgh']])],
      [{ interleave: 1, type: 'connect', id: 'abcdefgh' }, { ports: 0 }], [{ interleave: 1, type: 'connect', id: 'abcdefgh' }, { ports: 2 }],
      [JSON.stringify({ interleave: 1, type: 'connect', id: 'abcdefgh' })], ['slide:start '], [{ interleave: 1, type: 'connect', id: { toString: null } }],
    ];
    return Promise.all(wrong.map(([message, options]) => connect(target, message, options)));
  });
  assert.ok(answers.every(answer => answer === null), JSON.stringify(answers));
  await close();
});

test('another origin than the one that parent= names is ignored', async () => {
  const { page, close } = await opened(frame('&parent=https%3A%2F%2Fcourse.example'));
  assert.equal(await page.evaluate(() => connect(target, hello('the-page-around'))), null);
  await close();
  const right = await opened(frame(`&parent=${encodeURIComponent(host.hostUrl.slice(0, -1))}`));
  assert.ok(await right.page.evaluate(async () => Boolean(await connect(target, hello('the-page-around')))));
  await right.close();
});

test('a sibling frame is not the page around, even of the same origin as either', async () => {
  const sibling = `<iframe id="sibling" srcdoc="<p>sibling</p>" title="Sibling"></iframe>`;
  const { page, close } = await opened(frame() + sibling);
  const attack = async from => from.evaluate(() => new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    parent.frames[0].postMessage({ interleave: 1, type: 'connect', id: 'a-sibling-frame' }, '*', [port2]);
    parent.frames[0].postMessage('slide:start', '*');
    setTimeout(() => resolve(null), 700);
  }));
  assert.equal(await attack(page.frames().find(one => one.url() === 'about:srcdoc')), null);
  const own = await host.open(course([frame() + frame('&title=Sibling')]));
  await frameOf(own.page, 0);
  const second = await frameOf(own.page, 1);
  assert.equal(await attack(second), null);
  await own.close();
  await close();
});

test('a handshake that is repeated changes nothing, and a new one replaces the port', async () => {
  const { page, close } = await opened(frame());
  const seen = await page.evaluate(async () => {
    const first = await open(target);
    const replay = await connect(target, hello('the-page-around'));
    const still = await first.call('getState');
    const second = await connect(target, hello('another-page-script'));
    const old = await first.raw({ id: 99, method: 'getState' }, 99, 700);
    return { replay, still, second: second?.data.type, old };
  });
  assert.deepEqual(seen, { replay: null, still: { id: 1, result: null }, second: 'connected', old: 'silence' });
  await close();
});

test('calls that are not right are answered with an error', async () => {
  const { page, inside, close } = await opened(frame());
  const answers = await page.evaluate(async () => {
    const { raw } = await open(target);
    let nested = {};
    for (let i = 0; i < 40; ++i) nested = { nested };
    const cyclic = { id: 30, method: 'setState', params: { state: {} } };
    cyclic.params.state.self = cyclic;
    const tries = [
      [{ id: 1, method: 'nothing' }, 'unknown-method'], [{ id: 2, method: '__proto__' }, 'unknown-method'], [{ id: 3, method: 'constructor' }, 'unknown-method'],
      [{ id: 4, method: 'toString' }, 'unknown-method'], [{ id: 5, method: ['play'] }, 'unknown-method'], [{ id: 6 }, 'unknown-method'],
      [{ id: 7, method: 'seek' }, 'bad-params'], [{ id: 8, method: 'seek', params: { t: {} } }, 'bad-params'], [{ id: 9, method: 'seek', params: { t: -1 } }, 'bad-params'],
      [{ id: 10, method: 'seek', params: { t: NaN } }, 'bad-message'], [{ id: 11, method: 'seek', params: { t: '5ms', more: 1 } }, 'bad-params'],
      [{ id: 12, method: 'play', params: [] }, 'bad-params'], [{ id: 13, method: 'play', params: 'x' }, 'bad-params'], [{ id: 14, method: 'play', extra: 1 }, 'bad-message'],
      [{ id: 15, method: 'step', params: { n: 1e9 } }, 'bad-params'], [{ id: 16, method: 'step', params: { n: 0.5 } }, 'bad-params'],
      [{ id: 17, method: 'exportFile', params: { format: '../../etc/passwd' } }, 'bad-params'],
      [{ id: 18, method: 'set', params: { set: { 'a': { b: 1 } } } }, 'bad-params'], [{ id: 19, method: 'set', params: { theme: 'pink' } }, 'bad-params'],
      [{ id: 20, method: 'setState', params: { state: JSON.parse('{"__proto__": {"polluted": 1}}') } }, 'bad-message'],
      [{ id: 21, method: 'setState', params: { state: JSON.parse('{"a": {"constructor": {"prototype": {"polluted": 1}}}}') } }, 'bad-message'],
      [{ id: 22, method: 'set', params: JSON.parse('{"__proto__": 1}') }, 'bad-message'],
      [{ id: 23, method: 'setState', params: { state: nested } }, 'too-large'],
      [{ id: 24, method: 'setState', params: { state: { text: 'x'.repeat(300_000) } } }, 'too-large'],
      [{ id: 25, method: 'setState', params: { state: { list: new Array(200_000).fill(0) } } }, 'too-large'],
      [{ id: 26, method: 'setState', params: { state: { list: new Array(4e9) } } }, 'too-large'],
      [{ id: 27, method: 'setState', params: { state: new Map() } }, 'bad-message'], [{ id: 28, method: 'setState', params: { state: { date: new Date() } } }, 'bad-message'],
      [{ id: 29, method: 'setState', params: { state: { bytes: new Uint8Array(8) } } }, 'bad-message'], [cyclic, 'too-large'],
      [{ id: 31, method: 'load', params: { figure: '{"figure": 1,' } }, 'bad-figure'], [{ id: 32, method: 'setState', params: { state: { text: '\u00fc'.repeat(140_000) } } }, 'too-large'],
      [{ id: 'x'.repeat(65), method: 'play' }, 'bad-message', null], [{ id: {}, method: 'play' }, 'bad-message', null], [{ id: 1.5, method: 'play' }, 'bad-message', null], [[], 'bad-message', null],
    ];
    const out = [];
    for (const [message, code, id = message.id] of tries) {
      const answer = await raw(message, id);
      out.push([code, answer.error?.code, typeof answer.error?.message, id]);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    return out;
  }).catch(error => assert.fail(error.message));
  for (const [wanted, got, type, id] of answers) assert.deepEqual([got, type], [wanted, 'string'], `call ${id}`);
  assert.equal(await inside.evaluate(() => [({}).polluted, Object.prototype.polluted, [].polluted].join()), ',,');
  await start(inside);
  await close();
});

test('messages that are no calls at all do not disturb the figure', async () => {
  const { page, inside, close } = await opened(frame());
  const answer = await page.evaluate(async () => {
    const { port, call } = await open(target);
    for (const message of [null, undefined, 1, 'text', true, Symbol.iterator.toString(), new Blob(['x']), new ArrayBuffer(9)]) port.postMessage(message);
    target.postMessage('slide:stop', '*');
    target.postMessage({ interleave: 1, type: 'suspend' }, '*');
    return call('getState');
  });
  assert.equal(answer.result, null);
  await start(inside);
  await close();
});

test('a flood is answered with "busy", and the figure is usable afterwards', async () => {
  const { page, inside, close } = await opened(frame());
  const seen = await page.evaluate(async () => {
    const { raw, call } = await open(target);
    const all = await Promise.all(Array.from({ length: 500 }, (_, i) => raw({ id: `f${i}`, method: 'getState' })));
    const codes = all.map(answer => answer.error?.code ?? 'ok');
    await new Promise(resolve => setTimeout(resolve, 1100));
    return { ok: codes.filter(code => code === 'ok').length, busy: codes.filter(code => code === 'busy').length, later: await call('getState') };
  });
  assert.ok(seen.ok >= 1 && seen.ok <= 60, `${seen.ok} were answered`);
  assert.equal(seen.ok + seen.busy, 500);
  assert.equal(seen.later.result, null);
  // A worse one is not even answered, and does not keep the reader from using the figure.
  await page.evaluate(async () => {
    const { port } = await connect(target, hello('the-page-around-2')).then(({ port }) => ({ port }));
    for (let i = 0; i < 20_000; ++i) port.postMessage({ id: i, method: 'getState' });
  });
  await start(inside);
  await close();
});

test('8 calls can be in flight', async () => {
  const { page, close } = await opened(frame());
  const codes = await page.evaluate(async () => {
    const { call } = await open(target);
    return (await Promise.all(Array.from({ length: 12 }, () => call('activate')))).map(answer => answer.error?.code ?? 'ok');
  });
  assert.deepEqual(codes, [...Array(8).fill('ok'), ...Array(4).fill('busy')]);
  await close();
});

// Decompressed, these are 100 MB.
const bomb = (head, tail) => deflateRawSync(Buffer.concat([Buffer.from(head), Buffer.alloc(100e6, 32), Buffer.from(tail)])).toString('base64url');

test('a decompression bomb in the address is dropped', async () => {
  for (const hash of [`#f=1.${bomb('{"figure":1,"title":"', '"}')}`, `#s=1.${bomb('{"version":1', '}')}`, '#f=1.AAAA', '#f=1.%00<script>', '#s=2.abc', `#f=1.${'A'.repeat(140_000)}`,
    `#f=1.${deflateRawSync('[1,2,3]').toString('base64url')}`, `#f=1.${deflateRawSync('"text"').toString('base64url')}`, `#f=1.${deflateRawSync('{"figure":1,"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}}').toString('base64url')}`]) {
    const { page, close } = await host.open(course([frame('', hash)]));
    const began = performance.now();
    const inside = await frameOf(page);
    await start(inside);
    assert.ok(performance.now() - began < 30_000);
    assert.equal(await inside.evaluate(() => ({}).x), undefined);
    await close();
  }
});

const nasty = '<img src=x onerror=alert(1)>\u202e\u2066<script>alert(1)</script>"\'&lt;';

test('HTML and bidi controls in every text are only text', async () => {
  const scenario = { version: 1, title: nasty, description: nasty, machine: { cores: 1 }, programs: { [nasty]: [{ compute: '2ms' }] }, work: [{ run: nasty, count: 2, name: nasty }], strategy: { kind: 'thread-per-task' } };
  const figures = [
    { figure: 1, scenario: 'typing-and-music', title: nasty, caption: nasty, ask: { text: nasty, choices: [nasty, 'b'], right: 0, because: nasty } },
    { figure: 1, scenario, caption: nasty },
    { figure: 1, scenario: nasty, set: { [nasty]: nasty }, lanes: [nasty], numbers: [nasty], knobs: [nasty], t: nasty, sel: nasty, view: nasty, theme: nasty },
  ];
  for (const figure of figures) {
    const hash = `#f=1.${deflateRawSync(JSON.stringify(figure)).toString('base64url')}`;
    const { page, close } = await host.open(course([`<iframe src="{site}v1/embed.html${hash}" title="Music" width="700" height="420"></iframe>`]), {
      allow: [/404/], prepare: async page => page.on('dialog', dialog => { throw new Error(`a dialog: ${dialog.message()}`); }),
    });
    const inside = await frameOf(page);
    await inside.locator('.poster-start').click();
    await inside.locator('.figure-play, [role=alert]').first().waitFor();
    assert.deepEqual(await inside.evaluate(() => [...document.querySelectorAll('img[src="x"], main script, body > script')].length), 0);
    const texts = await inside.evaluate(() => [document.title, document.querySelector('.poster-title').textContent, document.querySelector('.figure-caption')?.textContent ?? '', document.querySelector('.figure-live h1')?.textContent ?? '',
      document.querySelector('.figure-question-text')?.textContent ?? '', ...[...document.querySelectorAll('[aria-label]')].map(one => one.getAttribute('aria-label'))]);
    for (const text of texts) assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069]/, text);
    await close();
  }
});

test('the same in every option of the address', async () => {
  const names = ['scenario', 'set', 'title', 'caption', 'runs', 'lanes', 'show', 'numbers', 'knobs', 'view', 't', 'from', 'to', 'focus', 'sel', 'range', 'mark', 'ask', 'theme', 'engine', 'lang', 'parent', 'links', 'resize', 'play', 'activate', '__proto__', 'constructor', 'nothing'];
  for (const value of [nasty, '__proto__', 'x'.repeat(400), '%00', '-1', '1e999']) {
    const query = names.map(name => `${name}=${encodeURIComponent(value)}`).join('&');
    const { page, close } = await host.open(course([`<iframe src="{site}v1/embed.html?${query}" title="Music" width="700" height="420"></iframe>`]), { allow: [/404/, /(scenarios|posters|words)\//] });
    const inside = await frameOf(page);
    await inside.locator('.poster-start').click();
    await inside.locator('.figure-play, [role=alert]').first().waitFor();
    assert.equal(await inside.evaluate(() => document.querySelectorAll('img[src="x"], main script').length), 0);
    await close();
  }
});

test('the element listens only to its own frame', async () => {
  const html = `<script type="module" src="{site}v1/interleave-figure.js"></script><interleave-figure scenario="typing-and-music" title="Music" height="300"></interleave-figure><iframe id="sibling" srcdoc="<p>sibling</p>" title="Sibling"></iframe>`;
  const { page, close } = await host.open(html);
  await frameOf(page, 0);
  const sibling = page.frames().find(one => one.url() === 'about:srcdoc');
  const got = await sibling.evaluate(() => new Promise(resolve => {
    addEventListener('message', ({ data }) => resolve(data));
    parent.postMessage({ interleave: 1, type: 'hello', version: '1' }, '*');
    setTimeout(() => resolve(null), 700);
  }));
  assert.equal(got, null);
  await page.evaluate(() => postMessage({ interleave: 1, type: 'hello', version: '1' }, '*'));
  await page.evaluate(() => document.querySelector('interleave-figure').activate());
  await isLive(await frameOf(page, 0));
  await close();
});
