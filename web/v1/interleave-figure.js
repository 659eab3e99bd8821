// <interleave-figure scenario="typing-and-music" title="Typing while music plays">fallback</interleave-figure>
//
// Makes a frame with one figure (embed.html) and talks to it (docs/embedding.md). Its attributes are the options of the
// frame's address. What is inside the element stays: it is printed, and shown where the figure cannot be.
//
// No imports: this file is copied into other people's pages. Types: interleave-figure.d.ts.

const options = ['scenario', 'set', 'caption', 'runs', 'lanes', 'show', 'numbers', 'knobs', 'view', 't', 'from', 'to', 'focus', 'baseline', 'aim', 'sel', 'range', 'mark',
                 'ask', 'theme', 'engine', 'lang', 'parent', 'links', 'resize', 'play', 'activate'];
const own = ['title', 'base', 'height', 'aspect', 'sandbox'];
const repeated = ['set', 'mark'];  // separated by ; in an attribute
const methods = ['suspend', 'play', 'pause', 'reset', 'getState', 'getMetrics', 'getTimeline', 'getShareURL'];
const events = ['ready', 'load', 'play', 'pause', 'seek', 'change', 'select', 'predict', 'complete', 'suspend', 'resize', 'error'];

const mostLive = 3;
const inFlight = 8;
const patience_ms = 10_000;
const again_ms = 250;

const live = [];  // elements, the one that has been live for longest first

const sheet = new CSSStyleSheet();
sheet.replaceSync(`:host{display:block}:host([hidden]){display:none}
iframe{display:block;width:100%;aspect-ratio:16/9;min-height:320px;border:0}
slot{display:none}.failed iframe{display:none}.failed slot{display:contents}
@media print{iframe{display:none}slot{display:contents}}`);

export class InterleaveFigure extends HTMLElement {
  static observedAttributes = [...options, ...own];
  static formAssociated = true;

  #internals = this.attachInternals();
  #box;
  #frame = null;
  #port = null;
  #status = 'idle';
  #news = { time: 0, duration: 0, playing: false, metrics: [], state: null };
  #figure = null;
  #calls = new Map();  // id -> {method, params, resolve, reject}; sent in this order, inFlight of them at a time
  #sent = new Set();
  #lastId = 0;
  #timers = [];
  #ends = null;        // an AbortController, while it is on a page
  #changed = false;
  #live;
  #isLive;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    this.#box = root.appendChild(document.createElement('div'));
    this.#box.append(document.createElement('slot'));
    this.#live = new Promise(resolve => { this.#isLive = resolve; });
  }

  // --- Life --------------------------------------------------------------------------------

  connectedCallback() {
    if (!this.title) console.warn('<interleave-figure> needs a title: it is the name of the figure for screen readers.', this);
    this.#ends = new AbortController();
    addEventListener('message', event => this.#hear(event), { signal: this.#ends.signal });
    const watch = new MutationObserver(() => this.#sendTheme());
    for (const root of [document.documentElement, document.body]) watch.observe(root, { attributeFilter: ['class', 'data-theme', 'data-bs-theme', 'data-md-color-scheme'] });
    this.#ends.signal.onabort = () => watch.disconnect();
    this.#open();
  }

  disconnectedCallback() {
    this.#ends.abort();
    this.#disconnect('the figure was removed from its page');
    this.#frame?.remove();
    this.#frame = null;
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#frame || before === now) return;
    if (name === 'theme') return this.#sendTheme();
    if (name === 'title') return void (this.#frame.title = now ?? '');
    if (name === 'height' || name === 'aspect') return this.#size();
    if (this.#changed) return;
    this.#changed = true;  // several attributes are usually set together
    queueMicrotask(() => {
      this.#changed = false;
      this.#news.state = null;
      if (this.#frame) this.#open();
    });
  }

  async #open() {
    const frame = document.createElement('iframe');
    this.#disconnect('another figure was opened');
    this.#frame?.remove();
    this.#frame = frame;
    this.#status = 'idle';
    this.#box.className = '';
    frame.title = this.title;
    frame.loading = 'lazy';
    frame.referrerPolicy = 'no-referrer';
    frame.allow = 'fullscreen; clipboard-write';
    if (this.hasAttribute('sandbox')) frame.setAttribute('sandbox', this.getAttribute('sandbox') || 'allow-scripts allow-downloads allow-popups');
    frame.onload = () => this.#later(() => this.#port || this.#fail('the figure did not answer'), patience_ms);
    this.#size();
    frame.src = await this.#address();
    if (frame === this.#frame) this.#box.prepend(frame);
  }

  async #address() {
    const url = new URL('embed.html', new URL(this.getAttribute('base') || '.', this.hasAttribute('base') ? document.baseURI : import.meta.url));
    for (const name of [...options, 'title']) {
      const value = name === 'theme' ? this.#theme() : this.getAttribute(name);
      if (value === null) continue;
      for (const one of repeated.includes(name) ? value.split(';') : [value]) url.searchParams.append(name, one.trim());
    }
    if (!this.hasAttribute('parent') && origin !== 'null') url.searchParams.append('parent', origin);
    const text = this.#figure ? JSON.stringify(this.#figure) : this.querySelector('script[type="application/json"]')?.textContent;
    if (text) {
      const bytes = new Uint8Array(await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer());
      url.hash = 'f=1.' + btoa(Array.from(bytes, one => String.fromCharCode(one)).join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
    }
    return url.href;
  }

  #size(wanted = 0) {
    const { style } = this.#frame;
    const height = parseFloat(this.getAttribute('height')) || wanted;
    const aspect = this.getAttribute('aspect');
    style.height = height > 0 ? `${height}px` : '';
    style.minHeight = height > 0 ? '0' : '';
    style.aspectRatio = height > 0 ? 'auto' : (aspect ?? '').replace(':', '/');
  }

  #fail(message) {
    this.#status = 'error';
    this.#box.className = 'failed';
    this.#disconnect(message);
    this.#tell('error', { code: 'not-loaded', message });
  }

  #later(act, ms) {
    this.#timers.push(setTimeout(act, ms));
  }

  // --- Theme -------------------------------------------------------------------------------

  // theme="page" is what the page says about itself, in the ways of several site generators.
  #theme() {
    const theme = this.getAttribute('theme');
    if (theme !== 'page') return theme;
    for (const { dataset, classList } of [document.documentElement, document.body]) {
      const said = [dataset.theme, dataset.bsTheme, dataset.mdColorScheme, ...classList].join(' ');
      if (/(^|[\s-])(dark|slate)\b/.test(said)) return 'dark';
      if (/(^|[\s-])(light|default)\b/.test(said)) return 'light';
    }
    return 'auto';
  }

  #sendTheme() {
    const theme = this.#theme() ?? 'auto';
    if (this.#frame) this.#frame.style.colorScheme = theme === 'auto' ? 'light dark' : theme;
    if (this.#port && theme !== this.#news.theme) this.#call('set', { theme }).catch(() => {});
    this.#news.theme = theme;
  }

  // --- Messages ----------------------------------------------------------------------------

  // The origin of the frame. A sandboxed one has none: then its window is the proof.
  #origin() {
    const sandbox = this.#frame.getAttribute('sandbox');
    return sandbox !== null && !/\ballow-same-origin\b/.test(sandbox) ? 'null' : new URL(this.#frame.src).origin;
  }

  #hear({ source, origin: from, data }) {
    if (!this.#frame?.src || source !== this.#frame.contentWindow || from !== this.#origin()) return;
    if (data?.interleave === 1 && data.type === 'hello') this.#connect();
  }

  #connect() {
    this.#disconnect('the figure was loaded again');
    const id = Array.from(crypto.getRandomValues(new Uint32Array(4)), one => one.toString(36)).join('-');
    const to = this.#origin() === 'null' ? '*' : this.#origin();
    const end = Date.now() + patience_ms;
    const ask = () => {
      if (this.#port || !this.#frame) return;
      if (Date.now() > end) return this.#fail('the figure did not answer');
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => {
        if (this.#port || data?.type !== 'connected' || data.protocol !== 1) return;
        this.#port = port1;
        this.#box.className = '';
        if (this.#status === 'error') this.#status = 'idle';
        port1.onmessage = message => this.#receive(message.data);
        if (this.#news.state) this.#call('setState', { state: this.#news.state }).catch(() => {});
        this.#sendTheme();
        this.#send();
      };
      this.#frame.contentWindow.postMessage({ interleave: 1, type: 'connect', id }, to, [port2]);
      this.#later(ask, again_ms);
    };
    ask();
  }

  #disconnect(why) {
    this.#timers.splice(0).forEach(clearTimeout);
    this.#port?.close();
    this.#port = null;
    leave(this);
    for (const id of this.#sent) this.#settle(id, { error: { code: 'not-loaded', message: why } });
    if (this.#status === 'error') for (const id of this.#calls.keys()) this.#settle(id, { error: { code: 'not-loaded', message: why } });
  }

  #call(method, params = {}) {
    return new Promise((resolve, reject) => {
      this.#calls.set(++this.#lastId, { method, params, resolve, reject });
      if (this.#frame) this.#frame.loading = 'eager';  // a call does not wait until the figure is in view
      if (this.#status === 'error') this.#settle(this.#lastId, { error: { code: 'not-loaded', message: 'the figure is not there' } });
      this.#send();
    });
  }

  #send() {
    if (!this.#port) return;
    for (const [id, { method, params }] of this.#calls) {
      if (this.#sent.size >= inFlight) return;
      if (this.#sent.has(id)) continue;
      this.#sent.add(id);
      try {
        this.#port.postMessage({ id, method, params });
      } catch (error) {
        this.#settle(id, { error });
      }
    }
  }

  #settle(id, { result, error }) {
    const { resolve, reject } = this.#calls.get(id) ?? {};
    this.#calls.delete(id);
    this.#sent.delete(id);
    if (result?.time >= 0) this.#news.time = result.time;
    if (error) reject?.(Object.assign(new Error(error.message), { code: error.code, pointer: error.pointer }));
    else resolve?.(result);
  }

  #receive(message) {
    if (Object(message) !== message) return;
    if (events.includes(message.event)) return this.#happen(message.event, Object(message.data));
    if (!this.#sent.has(message.id)) return;
    this.#settle(message.id, message);
    this.#send();
  }

  #happen(event, data) {
    for (const name of ['time', 'duration', 'playing', 'metrics', 'state']) if (name in data) this.#news[name] = data[name];
    if (event === 'ready') {
      this.#status = 'ready';
      this.#isLive(this);
      leave(this);
      live.push(this);
      if (live.length > mostLive) live[0].suspend().catch(() => {});
    }
    if (event === 'suspend') {
      this.#status = 'suspended';
      this.#news.playing = false;
      leave(this);
    }
    if (event === 'error' && ['stopped', 'not-loaded'].includes(data.code)) this.#status = 'error-inside';
    if (event === 'resize' && this.getAttribute('resize') === 'auto' && data.height > 0) this.#size(data.height);
    if (event === 'predict') this.#internals.setFormValue(data.answer === null ? null : String(data.answer));
    this.#tell(event, data);
  }

  #tell(event, detail) {
    this.dispatchEvent(new CustomEvent(`interleave-${event}`, { detail, bubbles: true, composed: true }));
  }

  // --- What a page can use -----------------------------------------------------------------

  get status() { return this.#status.replace('-inside', ''); }
  get time() { return this.#news.time; }
  get duration() { return this.#news.duration; }
  get playing() { return this.#news.playing; }
  get metrics() { return this.#news.metrics; }
  get ready() { return this.#live; }
  get state() { return this.#news.state; }
  set state(state) { this.setState(state).catch(() => {}); }

  // A whole figure, instead of attributes.
  get figure() { return this.#figure; }
  set figure(figure) {
    this.#figure = figure;
    this.#news.state = null;
    if (this.#frame) this.#open();
  }

  activate() {
    if (['idle', 'suspended'].includes(this.#status)) this.#status = 'loading';
    return this.#call('activate');
  }
  load(figure) { return this.#call('load', { figure }); }
  set(id, value) { return this.#call('set', { set: Object(id) === id ? id : { [id]: value } }); }
  step(n = 1) { return this.#call('step', { n }); }
  seek(t) { return this.#call('seek', { t }); }
  setState(state) { return this.#call('setState', { state }); }
  async exportFile(format) {
    const { name, type, text } = await this.#call('exportFile', { format });
    return new File([text], name, { type });
  }
  focus(options) { this.#frame?.focus(options); }

  static {
    for (const method of methods) this.prototype[method] = function () { return this.#call(method); };
  }
}

function leave(element) {
  if (live.includes(element)) live.splice(live.indexOf(element), 1);
}

if (!customElements.get('interleave-figure')) customElements.define('interleave-figure', InterleaveFigure);
