// node:url: URL and URLSearchParams of the WHATWG (no international domain names), and node:querystring.

import { argumentType, coded } from './core.js';
import { customInspect, inspect, urlText } from './inspect.js';
import { utf8Bytes, utf8Text } from './buffer.js';

const ports = { 'http:': '80', 'https:': '443', 'ws:': '80', 'wss:': '443', 'ftp:': '21', 'file:': '' };
const percent = (byte) => `%${byte < 16 ? '0' : ''}${byte.toString(16).toUpperCase()}`;
// Encodes everything that is not ASCII, and everything that `unsafe` matches, as %XX.
const encode = (text, unsafe) => {
  let out = '';
  for (const c of text) {
    if (c > '~' || (c <= ' ' && unsafe.test(c)) || c < ' ' || unsafe.test(c))
      for (const byte of utf8Bytes(c)) out += percent(byte);
    else out += c;
  }
  return out;
};
const decode = (text) => {
  if (!text.includes('%')) return text;
  const bytes = [];
  for (let i = 0; i < text.length; i++) {
    const hex = text[i] === '%' && /^[0-9a-f]{2}$/i.test(text.slice(i + 1, i + 3)) ? text.slice(i + 1, i + 3) : '';
    if (hex) {
      bytes.push(parseInt(hex, 16));
      i += 2;
    } else {
      const c = String.fromCodePoint(text.codePointAt(i));
      bytes.push(...utf8Bytes(c));
      i += c.length - 1;
    }
  }
  return utf8Text(bytes);
};
const inPath = /[ "#<>?`{}]/,
  inQuery = /[ "#<>']/,
  inPlainQuery = /[ "#<>]/,
  inFragment = /[ "<>`]/,
  inUser = /[ "#<>?`{}/:;=@[\\\]^|]/;

function parseHost(text, special) {
  if (text.startsWith('[')) return text.endsWith(']') ? text.toLowerCase() : undefined;
  if (!special) return /[\0\t\n\r #/<>?@[\\\]^|]/.test(text) ? undefined : encode(text, /[\0-\x1f]/);
  text = decode(text).toLowerCase();
  if (text === '' || /[\0-\x20"#%/:<>?@[\\\]^`{|}\x7f]/.test(text)) return undefined;
  const parts = text.replace(/\.$/, '').split('.');
  if (/^(0x[0-9a-f]*|\d+)$/.test(parts[parts.length - 1])) {
    if (parts.length > 4) return undefined;
    const numbers = parts.map((part) =>
      /^0x[0-9a-f]*$/.test(part)
        ? parseInt(part.slice(2) || '0', 16)
        : /^0[0-7]+$/.test(part)
          ? parseInt(part, 8)
          : /^\d+$/.test(part)
            ? Number(part)
            : NaN,
    );
    const last = numbers.pop();
    if (numbers.some((n) => !(n <= 255)) || !(last < 256 ** (4 - numbers.length))) return undefined;
    let address = last;
    numbers.forEach((n, i) => {
      address += n * 256 ** (3 - i);
    });
    return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
  }
  return text;
}

// Returns the parts of a URL, or undefined if the text is not a URL.
function parse(text, base) {
  text = text.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '').replace(/[\t\n\r]/g, '');
  const url = {
    protocol: '',
    username: '',
    password: '',
    host: null,
    port: '',
    path: [],
    opaque: null,
    query: null,
    fragment: null,
  };
  const hash = text.indexOf('#');
  if (hash >= 0) {
    url.fragment = encode(text.slice(hash + 1), inFragment);
    text = text.slice(0, hash);
  }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text);
  let rest = text;
  if (scheme) {
    url.protocol = `${scheme[1].toLowerCase()}:`;
    rest = text.slice(scheme[0].length);
  } else if (!base) {
    return undefined;
  }
  let special = url.protocol in ports;
  const sameScheme = base && base.protocol === url.protocol && special && !/^[/\\]{2}/.test(rest);
  const relative = !scheme || (sameScheme && base.opaque === null);
  if (relative) {
    if (base.opaque !== null) {
      if (text !== '' || hash < 0) return undefined;
      return { ...base, path: [...base.path], fragment: url.fragment };
    }
    url.protocol = base.protocol;
    special = url.protocol in ports;
  }
  const mark = rest.indexOf('?');
  if (mark >= 0) {
    url.query = encode(rest.slice(mark + 1), special ? inQuery : inPlainQuery);
    rest = rest.slice(0, mark);
  }
  if (special) rest = rest.replace(/\\/g, '/');
  if (special && !relative && url.protocol !== 'file:') rest = `//${rest.replace(/^\/*/, '')}`;
  let path = rest;
  if (rest.startsWith('//')) {
    const end = rest.indexOf('/', 2);
    let authority = end < 0 ? rest.slice(2) : rest.slice(2, end);
    path = end < 0 ? '' : rest.slice(end);
    const at = authority.lastIndexOf('@');
    if (at >= 0) {
      const user = authority.slice(0, at),
        colon = user.indexOf(':');
      url.username = encode(colon < 0 ? user : user.slice(0, colon), inUser);
      url.password = colon < 0 ? '' : encode(user.slice(colon + 1), inUser);
      authority = authority.slice(at + 1);
    }
    const port = /:(\d*)$/.exec(authority);
    if (port) {
      if (+port[1] > 65535) return undefined;
      url.port = port[1] === '' || String(+port[1]) === ports[url.protocol] ? '' : String(+port[1]);
      authority = authority.slice(0, port.index);
    } else if (/:[^\]]*$/.test(authority)) {
      return undefined;
    }
    if (authority === '' && url.protocol === 'file:') url.host = '';
    else if (authority === '' && !special) url.host = at >= 0 || port ? undefined : '';
    else url.host = parseHost(authority, special);
    if (url.host === undefined) return undefined;
    if (url.protocol === 'file:' && url.host === 'localhost') url.host = '';
  } else if (relative) {
    Object.assign(url, { username: base.username, password: base.password, host: base.host, port: base.port });
    if (path === '') {
      url.path = [...base.path];
      if (mark < 0) url.query = base.query;
      return url;
    }
    if (!path.startsWith('/')) path = `/${[...base.path.slice(0, -1), path].join('/')}`;
  } else if (url.protocol === 'file:') {
    url.host = '';
  } else if (!path.startsWith('/')) {
    url.opaque = encode(path, /[\0-\x1f]/);
    return url;
  }
  if (path === '' && !special) return url;
  const parts = path.replace(/^\//, '').split('/');
  parts.forEach((part, i) => {
    const plain = part.replace(/%2e/gi, '.'),
      last = i === parts.length - 1;
    if (plain === '..') {
      url.path.pop();
      if (last) url.path.push('');
    } else if (plain === '.') {
      if (last) url.path.push('');
    } else {
      url.path.push(encode(part, inPath));
    }
  });
  return url;
}

const pathOf = (url) => (url.opaque !== null ? url.opaque : url.path.length ? `/${url.path.join('/')}` : '');
const hostOf = (url) => (url.host === null ? '' : url.host + (url.port !== '' ? `:${url.port}` : ''));
function textOf(url) {
  let text = url.protocol;
  if (url.host !== null) {
    text += '//';
    if (url.username || url.password) text += `${url.username}${url.password ? `:${url.password}` : ''}@`;
    text += hostOf(url);
  } else if (url.opaque === null && url.path.length > 1 && url.path[0] === '') {
    text += '/.';
  }
  text += pathOf(url);
  if (url.query !== null) text += `?${url.query}`;
  if (url.fragment !== null) text += `#${url.fragment}`;
  return text;
}

const formEncode = (text) => encode(text, /[^A-Za-z0-9*\-._ ]/).replace(/ /g, '+');
const formPairs = (text) =>
  text
    .split('&')
    .filter(Boolean)
    .map((part) => {
      const at = part.indexOf('=');
      return (at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)]).map((one) =>
        decode(one.replace(/\+/g, ' ')),
      );
    });

export class URLSearchParams {
  #pairs = [];
  #url = null;
  constructor(init) {
    if (init === undefined || init === null) return;
    if (typeof init === 'object' || typeof init === 'function') {
      if (typeof init[Symbol.iterator] === 'function') {
        for (const pair of init) {
          const both = [...pair];
          if (both.length !== 2)
            throw coded(TypeError, 'ERR_INVALID_TUPLE', 'Each query pair must be an iterable [name, value] tuple');
          this.#pairs.push(both.map((one) => `${one}`));
        }
      } else {
        for (const key of Reflect.ownKeys(init)) this.#pairs.push([`${key}`, `${init[key]}`]);
      }
    } else {
      this.#pairs = formPairs(`${init}`.replace(/^\?/, ''));
    }
  }
  static of(url, query) {
    const params = new URLSearchParams(query ?? '');
    params.#url = url;
    return params;
  }
  static reset(params, query) {
    params.#pairs = formPairs(query ?? '');
  }
  #changed() {
    if (this.#url) this.#url(this.toString());
  }
  get size() {
    return this.#pairs.length;
  }
  append(name, value) {
    this.#pairs.push([`${name}`, `${value}`]);
    this.#changed();
  }
  delete(name, value) {
    this.#pairs = this.#pairs.filter(
      (pair) => pair[0] !== `${name}` || (value !== undefined && pair[1] !== `${value}`),
    );
    this.#changed();
  }
  get(name) {
    return this.#pairs.find((pair) => pair[0] === `${name}`)?.[1] ?? null;
  }
  getAll(name) {
    return this.#pairs.filter((pair) => pair[0] === `${name}`).map((pair) => pair[1]);
  }
  has(name, value) {
    return this.#pairs.some((pair) => pair[0] === `${name}` && (value === undefined || pair[1] === `${value}`));
  }
  set(name, value) {
    const first = this.#pairs.find((pair) => pair[0] === `${name}`);
    if (first) {
      first[1] = `${value}`;
      this.#pairs = this.#pairs.filter((pair) => pair === first || pair[0] !== first[0]);
    } else {
      this.#pairs.push([`${name}`, `${value}`]);
    }
    this.#changed();
  }
  sort() {
    this.#pairs.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    this.#changed();
  }
  forEach(callback, self) {
    for (const [name, value] of this.#pairs) callback.call(self, value, name, this);
  }
  *entries() {
    for (const pair of this.#pairs) yield [...pair];
  }
  *keys() {
    for (const pair of this.#pairs) yield pair[0];
  }
  *values() {
    for (const pair of this.#pairs) yield pair[1];
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  toString() {
    return this.#pairs.map((pair) => pair.map(formEncode).join('=')).join('&');
  }
  [customInspect](depth, options) {
    if (depth < 0) return '[Object]';
    const parts = this.#pairs.map((pair) => pair.map((one) => inspect(one, options)).join(' => '));
    const line = `URLSearchParams { ${parts.join(', ')} }`;
    return parts.length === 0
      ? 'URLSearchParams {}'
      : line.length <= options.breakLength
        ? line
        : `URLSearchParams {\n  ${parts.join(',\n  ')} }`;
  }
}
Object.defineProperty(URLSearchParams.prototype, Symbol.toStringTag, { value: 'URLSearchParams', configurable: true });

export class URL {
  #url;
  #params = null;
  constructor(input, base) {
    if (arguments.length === 0) throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "url" argument must be specified');
    const below = base === undefined ? undefined : parse(`${base}`);
    this.#url = base !== undefined && !below ? undefined : parse(`${input}`, below);
    if (!this.#url) {
      throw Object.assign(new TypeError('Invalid URL'), {
        code: 'ERR_INVALID_URL',
        input: `${input}`,
        ...(base !== undefined && { base: `${base}` }),
      });
    }
  }
  static canParse(input, base) {
    const below = base === undefined ? undefined : parse(`${base}`);
    return !!(base !== undefined && !below ? undefined : parse(`${input}`, below));
  }
  get href() {
    return textOf(this.#url);
  }
  set href(text) {
    this.#url = parse(`${text}`) ?? new URL(text).#url;
    if (this.#params) URLSearchParams.reset(this.#params, this.#url.query);
  }
  get origin() {
    return this.#url.protocol in ports && this.#url.protocol !== 'file:'
      ? `${this.#url.protocol}//${this.host}`
      : 'null';
  }
  get protocol() {
    return this.#url.protocol;
  }
  set protocol(text) {
    const name = /^([a-z][a-z0-9+.-]*):?/i.exec(`${text}`)?.[1].toLowerCase();
    if (name && `${name}:` in ports === this.#url.protocol in ports) {
      this.#url.protocol = `${name}:`;
      if (this.#url.port === ports[`${name}:`]) this.#url.port = '';
    }
  }
  get username() {
    return this.#url.username;
  }
  set username(text) {
    if (this.#url.host) this.#url.username = encode(`${text}`, inUser);
  }
  get password() {
    return this.#url.password;
  }
  set password(text) {
    if (this.#url.host) this.#url.password = encode(`${text}`, inUser);
  }
  get host() {
    return hostOf(this.#url);
  }
  set host(text) {
    const found = /^(.*?)(?::(\d*))?$/.exec(`${text}`.replace(/[/?#].*$/, ''));
    this.hostname = found[1];
    if (found[2]) this.port = found[2];
  }
  get hostname() {
    return this.#url.host ?? '';
  }
  set hostname(text) {
    const name = this.#url.opaque === null ? parseHost(`${text}`, this.#url.protocol in ports) : undefined;
    if (name !== undefined) this.#url.host = name;
  }
  get port() {
    return this.#url.port;
  }
  set port(text) {
    const number = /^\d*/.exec(`${text}`)[0];
    if (!this.#url.host || +number > 65535 || (number === '' && `${text}` !== '')) return;
    this.#url.port = number === '' || String(+number) === ports[this.#url.protocol] ? '' : String(+number);
  }
  get pathname() {
    return pathOf(this.#url);
  }
  set pathname(text) {
    if (this.#url.opaque !== null) return;
    this.#url.path = parse(
      `http://x/${`${text}`
        .replace(/^[/\\]/, '')
        .replace(/\?/g, '%3F')
        .replace(/#/g, '%23')}`,
    ).path;
  }
  get search() {
    return this.#url.query ? `?${this.#url.query}` : '';
  }
  set search(text) {
    text = `${text}`.replace(/^\?/, '');
    this.#url.query = text === '' ? null : encode(text, this.#url.protocol in ports ? inQuery : inPlainQuery);
    if (this.#params) URLSearchParams.reset(this.#params, this.#url.query);
  }
  get searchParams() {
    return (this.#params ||= URLSearchParams.of((query) => {
      this.#url.query = query === '' ? null : query;
    }, this.#url.query));
  }
  get hash() {
    return this.#url.fragment ? `#${this.#url.fragment}` : '';
  }
  set hash(text) {
    text = `${text}`.replace(/^#/, '');
    this.#url.fragment = text === '' ? null : encode(text, inFragment);
  }
  toString() {
    return this.href;
  }
  toJSON() {
    return this.href;
  }
  [customInspect](depth, options) {
    if (depth < 0) return this.toString();
    class URL {}
    const fields = new URL();
    for (const key of [
      'href',
      'origin',
      'protocol',
      'username',
      'password',
      'host',
      'hostname',
      'port',
      'pathname',
      'search',
      'searchParams',
      'hash',
    ])
      fields[key] = this[key];
    return inspect(fields, options);
  }
}
for (const key of Object.getOwnPropertyNames(URL.prototype)) {
  if (key !== 'constructor') Object.defineProperty(URL.prototype, key, { enumerable: true });
}
Object.defineProperty(URL.prototype, Symbol.toStringTag, { value: 'URL', configurable: true });
Object.defineProperty(URL.prototype, urlText, { value: true });

export function makeUrl() {
  const fileURLToPath = (url) => {
    const at = typeof url === 'string' ? new URL(url) : url;
    if (!(at instanceof URL)) throw argumentType('path', 'of type string or an instance of URL', url);
    if (at.protocol !== 'file:') throw coded(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
    return decode(at.pathname);
  };
  return {
    URL,
    URLSearchParams,
    fileURLToPath,
    pathToFileURL: (path) =>
      new URL(`file://${encode(path.startsWith('/') ? path : `/app/${path}`, /[ "#<>?`{}%\\]/)}`),
    domainToASCII: (name) => parseHost(name, true) ?? '',
    domainToUnicode: (name) => parseHost(name, true) ?? '',
    urlToHttpOptions: (url) => ({
      protocol: url.protocol,
      hostname: url.hostname,
      hash: url.hash,
      search: url.search,
      pathname: url.pathname,
      path: url.pathname + url.search,
      href: url.href,
      ...(url.port && { port: +url.port }),
    }),
    // The old interface, as far as programs use it.
    parse(text, withQuery) {
      const found = /^(?:([a-z][a-z0-9+.-]*:)?(\/\/)(?:([^/?#@]*)@)?([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/i.exec(
        `${text}`.trim(),
      );
      const [, protocol = null, slashes = null, auth = null, host = null, pathname = '', search = null, hash = null] =
        found;
      const [, hostname = null, port = null] = /^(.*?)(?::(\d+))?$/.exec(host ?? '') ?? [];
      const path = pathname || (host !== null ? '/' : null),
        query = search ? search.slice(1) : null;
      class Url {}
      return Object.assign(new Url(), {
        protocol,
        slashes: slashes ? true : null,
        auth,
        host,
        port,
        hostname: host === null ? null : hostname,
        hash,
        search,
        query: withQuery ? makeQuerystring().parse(query ?? '') : query,
        pathname: path,
        path: search ? (path ?? '') + search : path,
        href: `${protocol ?? ''}${slashes ?? ''}${auth ? `${auth}@` : ''}${host ?? ''}${path ?? ''}${search ?? ''}${hash ?? ''}`,
      });
    },
    format: (url) =>
      url instanceof URL
        ? url.href
        : (url.href ??
          `${url.protocol ? `${url.protocol.replace(/:?$/, ':')}//` : ''}` +
            `${url.host ?? (url.hostname ? url.hostname + (url.port ? `:${url.port}` : '') : '')}${url.pathname ?? ''}` +
            `${url.search ?? (url.query ? `?${makeQuerystring().stringify(url.query)}` : '')}${url.hash ?? ''}`),
    resolve: (from, to) => {
      const base = new URL(from, 'resolve://');
      const url = new URL(to, base);
      return url.protocol === 'resolve:' ? url.pathname + url.search + url.hash : url.href;
    },
  };
}

export function makeQuerystring() {
  const escape = (text) => encode(`${text}`, /[^A-Za-z0-9\-_.!~*'()]/);
  const primitive = (value) =>
    typeof value === 'string'
      ? value
      : (typeof value === 'number' && isFinite(value)) || typeof value === 'bigint' || typeof value === 'boolean'
        ? `${value}`
        : '';
  const querystring = {
    escape,
    unescape: decode,
    stringify: (fields, between = '&', is = '=', options = undefined) => {
      const code = options?.encodeURIComponent ?? escape;
      return Object.keys(fields ?? {})
        .flatMap((key) => [fields[key]].flat().map((value) => code(primitive(key)) + is + code(primitive(value))))
        .join(between);
    },
    parse: (text, between = '&', is = '=') => {
      const found = Object.create(null);
      if (typeof text !== 'string') return found;
      for (const part of text.split(between)) {
        if (part === '') continue;
        const at = part.indexOf(is);
        const [key, value] = (at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + is.length)]).map((one) =>
          decode(one.replace(/\+/g, ' ')),
        );
        if (!(key in found)) found[key] = value;
        else found[key] = [found[key]].flat().concat(value);
      }
      return found;
    },
  };
  return Object.assign(querystring, { decode: querystring.parse, encode: querystring.stringify });
}
