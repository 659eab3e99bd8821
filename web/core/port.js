// The frame's side of the protocol between a figure and the page around it, version 1 (docs/embedding.md).
//
//   frame -> parent   {interleave: 1, type: "hello", version}         no data, to any origin
//   parent -> frame   {interleave: 1, type: "connect", id} + a MessagePort
//   frame -> port     {type: "connected", protocol: 1, methods, events}
//   port -> frame     {id, method, params}         then {id, result} or {id, error: {code, message, pointer?}}
//   frame -> port     {event, data, seq}
//
// The window receives other messages, too: from browser extensions, from sibling frames, and from any window that has a
// reference to it. A message that is not from the parent, or not one of ours, is ignored silently. Every message on the
// port is answered, with an error if necessary, but its contents are not trusted: values.js copies them, and their fields
// are compared with a table.

import { plainCopy } from './values.js';
import { errors, events, limits, methods, protocol } from './protocol-1.json';

// An error for the other side; `code` is one of protocol-1.json. It is known by its name, because the loader and the live
// figure are packed apart and have a class each.
export class CallError extends Error {
  constructor(code, message, pointer = undefined) {
    super(message);
    this.name = 'CallError';
    this.code = errors.includes(code) ? code : 'bad-message';
    this.pointer = pointer;
  }
}

const answeredWhenBusy = 600;  // a second; then a flood is no longer answered

// call(method, params): does it; may return a promise. slide(shown): a presentation shows or leaves the slide with the
// frame. allowed: the only origin whose messages count, or null. Returns {emit(event, data), connected()}.
export function openPort({ version, allowed = null, call, slide = () => {}, connected = () => {} }) {
  let port = null;
  let id = null;
  let seq = 0;
  let inFlight = 0;
  let recent = [];   // when the calls of the last second came
  let refused = { second: 0, count: 0 };

  if (parent === window) return { emit() {}, connected: () => false };

  addEventListener('message', event => {
    if (event.source !== parent || (allowed !== null && event.origin !== allowed)) return;
    if (event.data === 'slide:start' || event.data === 'slide:stop') return slide(event.data === 'slide:start');
    const wanted = connectOf(event);
    if (wanted === null || wanted === id) return;  // the parent repeats it until it is answered
    id = wanted;
    connect(event.ports[0]);
  });

  function connect(fresh) {
    port?.close();
    port = fresh;
    [seq, inFlight, recent] = [0, 0, []];
    port.onmessage = event => void receive(fresh, event.data, event.ports.length);
    send(port, { type: 'connected', protocol, methods: Object.keys(methods), events: Object.keys(events) });
    connected();
  }

  async function receive(from, data, ports) {
    let request = null;
    try {
      request = requestOf(data, ports);
      if (!mayCall()) {
        if (mayRefuse()) reply(from, { id: request.id, error: { code: 'busy', message: `there can be ${limits.calls_per_second} calls a second, ${limits.calls_in_flight} at once` } });
        return;
      }
      ++inFlight;
      try {
        const result = await call(request.method, request.params);
        reply(from, { id: request.id, result: result ?? null });
      } finally {
        if (from === port) --inFlight;
      }
    } catch (error) {
      const told = errorOf(error);
      if (request || Object(data) === data) reply(from, { id: request?.id ?? idOf(data), error: told });
      else if (mayRefuse()) emit('error', told);
    }
  }

  function mayCall() {
    const now = performance.now();
    recent = recent.filter(time => now - time < 1000);
    if (recent.length >= limits.calls_per_second || inFlight >= limits.calls_in_flight) return false;
    recent.push(now);
    return true;
  }

  function mayRefuse() {
    const second = Math.floor(performance.now() / 1000);
    if (refused.second !== second) refused = { second, count: 0 };
    return ++refused.count <= answeredWhenBusy;
  }

  function reply(to, message) {
    if (to === port) send(to, message);
  }

  // `data` may be a function, which is called only if somebody listens.
  function emit(event, data = {}) {
    if (port) send(port, { event, data: typeof data === 'function' ? data() : data, seq: ++seq });
  }

  parent.postMessage({ interleave: protocol, type: 'hello', version }, '*');
  return { emit, connected: () => port !== null };
}

function send(port, message) {
  try {
    port.postMessage(message);
  } catch (error) {
    console.warn(error);  // it holds what cannot be sent
  }
}

// The id of a connect message with its port, or null.
function connectOf({ data, ports }) {
  if (Object(data) !== data || Object.getPrototypeOf(data) !== Object.prototype) return null;
  const keys = Object.keys(data);
  if (keys.length !== 3 || data.interleave !== protocol || data.type !== 'connect') return null;
  if (typeof data.id !== 'string' || !/^[A-Za-z0-9_-]{8,64}$/.test(data.id) || ports.length !== 1) return null;
  return data.id;
}

const goodId = id => Number.isSafeInteger(id) || (typeof id === 'string' && id.length > 0 && id.length <= 64);
const idOf = data => (Object.hasOwn(data, 'id') && goodId(data.id) ? data.id : null);

function requestOf(data, ports) {
  if (Object(data) !== data || Array.isArray(data)) throw new CallError('bad-message', 'a message is an object {id, method, params}');
  if (ports > 0) throw new CallError('bad-message', 'a call has no ports');
  if (idOf(data) === null) throw new CallError('bad-message', 'the id of a call is a whole number or a text of up to 64 characters', '/id');
  const { id, method, params = {}, ...more } = plainCopy(data, { bytes: limits.message_bytes, depth: limits.depth });
  const [unknown] = Object.keys(more);
  if (unknown !== undefined) throw new CallError('bad-message', `a call has no field “${unknown.slice(0, 40)}”`, '/' + unknown.slice(0, 40));
  if (typeof method !== 'string' || !Object.hasOwn(methods, method)) throw new CallError('unknown-method', `there is no method “${String(method).slice(0, 40)}”`, '/method');
  return { id, method, params: paramsOf(method, params) };
}

function paramsOf(method, params) {
  if (Object(params) !== params || Array.isArray(params)) throw new CallError('bad-params', 'params is an object', '/params');
  const known = methods[method];
  for (const name of Object.keys(params)) {
    if (!Object.hasOwn(known, name)) throw new CallError('bad-params', `${method} has no parameter “${name.slice(0, 40)}”`, '/params/' + name.slice(0, 40));
  }
  for (const [name, type] of Object.entries(known)) {
    const given = Object.hasOwn(params, name) && params[name] !== null;
    if (!given && type.endsWith('?')) continue;
    if (!given || !types[type.replace('?', '')](params[name])) throw new CallError('bad-params', `${name} is not ${given ? 'of the right type' : 'there'}`, '/params/' + name);
  }
  return params;
}

const isTable = value => Object(value) === value && !Array.isArray(value);
const types = {
  figure: value => isTable(value) || typeof value === 'string',
  settings: value => isTable(value) && Object.keys(value).length <= 32 && Object.values(value).every(one => ['string', 'number', 'boolean'].includes(typeof one)),
  theme: value => ['auto', 'light', 'dark'].includes(value),
  steps: value => Number.isInteger(value) && Math.abs(value) <= 100,
  time: value => (typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER) || (typeof value === 'string' && value.length <= 40),
  state: isTable,
  word: value => typeof value === 'string' && /^[a-z0-9-]{1,40}$/.test(value),
};

function errorOf(error) {
  if (error?.name === 'CallError') return { code: error.code, message: error.message, ...(error.pointer === undefined ? {} : { pointer: error.pointer }) };
  if (error?.name === 'BadValue') return { code: /larger|deep/.test(error.message) ? 'too-large' : 'bad-message', message: error.message, pointer: error.pointer };
  if (error?.name === 'ModuleStopped') return { code: 'stopped', message: 'the simulation has stopped because of an error in it' };
  console.error(error);
  return { code: 'stopped', message: 'the figure has an error' };
}
