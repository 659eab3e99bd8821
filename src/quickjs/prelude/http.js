// fetch, http.get and https.get. A device of the scenario answers: the one with the name of the URL's host, or
// otherwise 'network' (50 ms if the scenario has none). The body is the file of the program whose name is the whole URL
// or the end of its path, or otherwise JSON with the URL.

import { argumentType, coded, host, inBrowser, missing, settings } from './core.js';
import { customInspect, inspect } from './inspect.js';
import { EventEmitter } from './events.js';
import { DOMException } from './web.js';
import { utf8Bytes, utf8Text } from './buffer.js';
import { URL } from './url.js';

// The answer takes this long if no device of the scenario serves the request.
const usualMs = 50;
function deviceFor(url) {
  const devices = settings.devices ?? [];
  if (devices.includes(url.hostname)) return [url.hostname, undefined];
  return ['network', devices.includes('network') ? undefined : usualMs];
}
function answerTo(url) {
  const files = settings.files ?? {};
  for (const name of [url.href, `${url.host}${url.pathname}`, url.pathname.slice(1), url.pathname.split('/').pop()]) {
    if (name && Object.hasOwn(files, name)) {
      const text = typeof files[name] === 'string' ? files[name] : utf8Text(files[name]);
      return { text, type: /\.json$/.test(name) || /^\s*[[{]/.test(text) ? 'application/json' : 'text/plain' };
    }
  }
  return { text: JSON.stringify({ url: url.href }), type: 'application/json' };
}

class Headers {
  #list = new Map();
  constructor(init) {
    if (init)
      for (const [name, value] of typeof init[Symbol.iterator] === 'function' ? init : Object.entries(init))
        this.append(name, value);
  }
  append(name, value) {
    const key = `${name}`.toLowerCase();
    this.#list.set(key, this.#list.has(key) ? `${this.#list.get(key)}, ${value}` : `${value}`);
  }
  set(name, value) {
    this.#list.set(`${name}`.toLowerCase(), `${value}`);
  }
  get(name) {
    return this.#list.get(`${name}`.toLowerCase()) ?? null;
  }
  has(name) {
    return this.#list.has(`${name}`.toLowerCase());
  }
  delete(name) {
    this.#list.delete(`${name}`.toLowerCase());
  }
  entries() {
    return [...this.#list].sort((a, b) => (a[0] < b[0] ? -1 : 1))[Symbol.iterator]();
  }
  *keys() {
    for (const [name] of this) yield name;
  }
  *values() {
    for (const [, value] of this) yield value;
  }
  forEach(callback, self) {
    for (const [name, value] of this) callback.call(self, value, name, this);
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  [customInspect](depth, options) {
    return `Headers ${inspect(Object.fromEntries(this), options)}`;
  }
}

const bodies = new WeakMap();
class Body {
  get bodyUsed() {
    return bodies.get(this).used;
  }
  async arrayBuffer() {
    return new Uint8Array(utf8Bytes(await this.text())).buffer;
  }
  async json() {
    return JSON.parse(await this.text());
  }
  async text() {
    const body = bodies.get(this);
    if (body.used) throw new TypeError('Body is unusable: Body has already been read');
    body.used = true;
    return body.text;
  }
}
class Response extends Body {
  constructor(body = null, init = {}) {
    super();
    const { status = 200 } = init;
    if (!(status >= 200 && status <= 599))
      throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
    bodies.set(this, {
      text: body === null ? '' : `${body}`,
      used: false,
      status,
      text2: init.statusText ?? '',
      url: init.url ?? '',
    });
    this.headers = new Headers(init.headers);
    Object.defineProperty(this, 'headers', { enumerable: false });
    if (typeof body === 'string' && !this.headers.has('content-type'))
      this.headers.set('content-type', 'text/plain;charset=UTF-8');
  }
  static json(value, init = {}) {
    return new Response(JSON.stringify(value), {
      ...init,
      headers: { 'content-type': 'application/json', ...init.headers },
    });
  }
  get status() {
    return bodies.get(this).status;
  }
  get statusText() {
    return bodies.get(this).text2;
  }
  get ok() {
    return this.status >= 200 && this.status < 300;
  }
  get url() {
    return bodies.get(this).url;
  }
  get type() {
    return this.url ? 'basic' : 'default';
  }
  get redirected() {
    return false;
  }
  get body() {
    throw missing('The stream response.body', 'Use response.text() or response.json().');
  }
  clone() {
    return new Response(bodies.get(this).text, {
      status: this.status,
      statusText: this.statusText,
      url: this.url,
      headers: this.headers,
    });
  }
  [customInspect](depth, options) {
    const { status, statusText, headers, bodyUsed, ok, redirected, type, url } = this;
    return `Response ${inspect({ status, statusText, headers, bodyUsed, ok, redirected, type, url }, options)}`;
  }
}
class Request extends Body {
  constructor(input, init = {}) {
    super();
    this.url = new URL(
      input instanceof Request ? input.url : `${input}`,
      inBrowser ? 'http://localhost/' : undefined,
    ).href;
    this.method = (init.method ?? input.method ?? 'GET').toUpperCase();
    this.headers = new Headers(init.headers ?? input.headers);
    this.signal = init.signal ?? input.signal ?? null;
    bodies.set(this, { text: init.body === undefined ? '' : `${init.body}`, used: false });
  }
}

export function makeFetch() {
  async function fetch(input, init = {}) {
    let request;
    try {
      request = new Request(input, init);
    } catch (cause) {
      throw Object.defineProperty(new TypeError(`Failed to parse URL from ${input}`), 'cause', {
        value: cause,
        writable: true,
        configurable: true,
        enumerable: false,
      });
    }
    const { signal } = request;
    const url = new URL(request.url);
    return new Promise((resolve, reject) => {
      const onAbort = () => reject(signal.reason ?? new DOMException('This operation was aborted', 'AbortError'));
      if (signal?.aborted) {
        onAbort();
        return;
      }
      signal?.addEventListener('abort', onAbort, { once: true });
      host.device(
        ...deviceFor(url),
        () => {
          signal?.removeEventListener('abort', onAbort);
          const { text, type } = answerTo(url);
          resolve(
            new Response(text, { status: 200, statusText: 'OK', url: url.href, headers: { 'content-type': type } }),
          );
        },
        `fetch ${url.href}`,
      );
    });
  }
  return { fetch, Response, Headers, Request };
}

export function makeHttp(require, protocol) {
  class IncomingMessage extends EventEmitter {
    constructor(text, type, url) {
      super();
      Object.assign(this, {
        statusCode: 200,
        statusMessage: 'OK',
        httpVersion: '1.1',
        complete: false,
        url: '',
        headers: { 'content-type': type, 'content-length': String(utf8Bytes(text).length) },
      });
      let encoding,
        sent = false;
      const { Buffer } = require('buffer');
      Object.defineProperty(this, 'send', {
        value: () => {
          if (sent) return;
          sent = true;
          host.nextTick(() => {
            if (text) this.emit('data', encoding ? text : Buffer.from(text));
            host.nextTick(() => {
              this.complete = true;
              this.emit('end');
              this.emit('close');
            });
          });
        },
      });
      Object.defineProperty(this, 'setEncoding', {
        value: (name) => {
          encoding = name ?? 'utf8';
          return this;
        },
      });
      Object.defineProperty(this, Symbol.asyncIterator, {
        value: async function* () {
          yield encoding ? text : Buffer.from(text);
        },
      });
    }
    on(type, listener) {
      super.on(type, listener);
      if (type === 'data') this.send();
      return this;
    }
    resume() {
      this.send();
      return this;
    }
  }
  class ClientRequest extends EventEmitter {
    #url;
    #sent = false;
    #gone = false;
    constructor(url, callback) {
      super();
      this.#url = url;
      Object.assign(this, {
        method: 'GET',
        path: url.pathname + url.search,
        host: url.hostname,
        protocol: url.protocol,
      });
      if (callback) this.once('response', callback);
    }
    write() {
      return true;
    }
    setHeader() {
      return this;
    }
    setTimeout() {
      return this;
    }
    end() {
      if (this.#sent) return this;
      this.#sent = true;
      host.device(
        ...deviceFor(this.#url),
        () => {
          if (this.#gone) return;
          const { text, type } = answerTo(this.#url);
          const message = new IncomingMessage(text, type);
          if (!this.emit('response', message)) message.resume();
        },
        `${this.method} ${this.#url.href}`,
      );
      return this;
    }
    destroy(error) {
      if (this.#gone) return this;
      this.#gone = true;
      host.nextTick(() => {
        this.emit('error', error ?? Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
        this.emit('close');
      });
      return this;
    }
    abort() {
      this.destroy();
    }
  }
  function request(to, options, callback) {
    if (typeof options === 'function') [options, callback] = [{}, options];
    let url;
    if (typeof to === 'string' || to instanceof URL) url = new URL(to);
    else if (typeof to === 'object' && to !== null) {
      const name = to.hostname ?? to.host ?? 'localhost';
      url = new URL(
        `${to.protocol ?? protocol}//${name}${to.port && !/:\d+$/.test(name) ? `:${to.port}` : ''}${to.path ?? '/'}`,
      );
    } else {
      throw argumentType('options', 'of type string or an instance of Object or URL', to);
    }
    if (url.protocol !== protocol) {
      throw coded(
        TypeError,
        'ERR_INVALID_PROTOCOL',
        `Protocol "${url.protocol}" not supported. Expected "${protocol}"`,
      );
    }
    const one = new ClientRequest(url, callback);
    if (options?.method ?? to.method) one.method = (options?.method ?? to.method).toUpperCase();
    return one;
  }
  return {
    request,
    get: (...values) => request(...values).end(),
    ClientRequest,
    IncomingMessage,
    Agent: class Agent extends EventEmitter {},
    globalAgent: {},
    STATUS_CODES: {
      200: 'OK',
      201: 'Created',
      204: 'No Content',
      301: 'Moved Permanently',
      302: 'Found',
      304: 'Not Modified',
      400: 'Bad Request',
      401: 'Unauthorized',
      403: 'Forbidden',
      404: 'Not Found',
      500: 'Internal Server Error',
      503: 'Service Unavailable',
    },
    METHODS: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
    createServer: () => {
      throw missing(
        `${protocol.slice(0, -1)}.createServer`,
        'Nothing can connect to a program here. Use http.get or fetch to wait for a device.',
      );
    },
  };
}
