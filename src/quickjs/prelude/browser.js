// What a page provides to a script: window, a small document, frames and messages.
//
// The document has no layout and almost no tree: an element is created when it is looked up. A click of the scenario
// goes to the first element that has a listener for it, or else to the body, and bubbles up to the document and window.

import { failed, host, missing, settings, world } from './core.js';
import {
  attribute,
  dispatchInTask,
  ErrorEvent,
  Event,
  EventTarget,
  hasListener,
  MessageEvent,
  PromiseRejectionEvent,
  structuredClone,
  task,
  trusted,
} from './web.js';

let page;
const handlers = [
  'click',
  'load',
  'error',
  'message',
  'input',
  'change',
  'keydown',
  'keyup',
  'submit',
  'unhandledrejection',
  'rejectionhandled',
];

class Node extends EventTarget {
  parentNode = null;
  childNodes = [];
  textContent = '';
  append(...nodes) {
    for (const node of nodes) {
      if (node instanceof Node) {
        node.parentNode = this;
        this.childNodes.push(node);
      } else {
        this.textContent += node;
      }
    }
  }
  appendChild(node) {
    this.append(node);
    return node;
  }
  removeChild(node) {
    this.childNodes = this.childNodes.filter((one) => one !== node);
    node.parentNode = null;
    return node;
  }
  remove() {
    this.parentNode?.removeChild(this);
  }
}
const wired = new Set(); // elements with a listener, in the order in which they got it
class Element extends Node {
  constructor(name) {
    super();
    const attributes = new Map(),
      classes = new Set();
    Object.assign(this, {
      tagName: name.toUpperCase(),
      id: '',
      value: '',
      innerHTML: '',
      innerText: '',
      disabled: false,
      style: {},
      dataset: {},
      classList: {
        add: (...names) => names.forEach((one) => classes.add(one)),
        remove: (...names) => names.forEach((one) => classes.delete(one)),
        contains: (one) => classes.has(one),
        toggle: (one) => (classes.has(one) ? !classes.delete(one) : !!classes.add(one)),
      },
      setAttribute: (key, value) => attributes.set(key, `${value}`),
      getAttribute: (key) => attributes.get(key) ?? null,
    });
    for (const type of handlers) attribute(this, type);
    for (const type of handlers) Object.defineProperty(this, `on${type}`, { enumerable: false });
  }
  addEventListener(type, listener, options) {
    super.addEventListener(type, listener, options);
    wired.add(this);
  }
  querySelector(selector) {
    return page.querySelector(selector);
  }
  querySelectorAll(selector) {
    return page.querySelectorAll(selector);
  }
  click() {
    this.dispatchEvent(new Event('click', { bubbles: true, cancelable: true }));
  }
  focus() {}
  blur() {}
}

class Document extends Node {
  #found = new Map();
  readyState = 'complete';
  visibilityState = 'visible';
  hidden = false;
  title = '';
  constructor() {
    super();
    for (const type of handlers) attribute(this, type);
    this.documentElement = new Element('html');
    this.body = new Element('body');
    this.head = new Element('head');
    this.append(this.documentElement);
    this.documentElement.append(this.head, this.body);
  }
  createElement(name) {
    return new Element(`${name}`);
  }
  createTextNode(text) {
    return `${text}`;
  }
  querySelector(selector) {
    selector = `${selector}`.trim();
    if (selector === 'body' || selector === 'html' || selector === 'head')
      return selector === 'html' ? this.documentElement : this[selector];
    if (!this.#found.has(selector)) {
      const element = new Element(/^[a-z][\w-]*/i.exec(selector)?.[0] ?? 'div');
      element.id = /#([\w-]+)/.exec(selector)?.[1] ?? '';
      this.body.append(element);
      this.#found.set(selector, element);
    }
    return this.#found.get(selector);
  }
  querySelectorAll(selector) {
    return [this.querySelector(selector)];
  }
  getElementById(id) {
    return this.querySelector(`#${id}`);
  }
}

export function installBrowser(global) {
  const window = global;
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) {
    const method = EventTarget.prototype[name];
    window[name] = {
      [name](...values) {
        return method.apply(window, values);
      },
    }[name];
  }
  // 'load' and 'DOMContentLoaded' follow the script, if it has listeners for them.
  const told = new Set();
  const tell = (target, type) => {
    if (told.has(type)) return;
    told.add(type);
    task(() => dispatchInTask(target, new Event(type)));
  };
  const listen = window.addEventListener;
  window.addEventListener = function addEventListener(type, ...values) {
    listen(type, ...values);
    if (type === 'load') tell(window, 'load');
    if (type === 'DOMContentLoaded') tell(page, 'DOMContentLoaded');
  };
  page = new Document();
  page.parentNode = window;
  const own = page.addEventListener;
  page.addEventListener = function addEventListener(type, ...values) {
    own.call(page, type, ...values);
    if (type === 'DOMContentLoaded') tell(page, type);
  };
  for (const type of handlers) attribute(window, type);
  for (const name of ['window', 'self', 'top', 'parent', 'frames']) {
    Object.defineProperty(window, name, { value: window, configurable: true, writable: true, enumerable: false });
  }
  Object.assign(window, {
    document: page,
    Node,
    Element,
    HTMLElement: Element,
    Document,
    innerWidth: 1280,
    innerHeight: 720,
    devicePixelRatio: 1,
    location: {
      href: 'http://localhost/',
      origin: 'http://localhost',
      protocol: 'http:',
      host: 'localhost',
      pathname: '/',
      search: '',
      hash: '',
    },
    navigator: {
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
      language: 'en-US',
      onLine: true,
      hardwareConcurrency: settings.cores ?? 4,
    },
    requestAnimationFrame(callback) {
      if (typeof callback !== 'function') {
        throw failed("execute 'requestAnimationFrame' on 'Window'", "parameter 1 is not of type 'Function'.");
      }
      return host.requestFrame(callback);
    },
    cancelAnimationFrame(id) {
      host.clear(+id);
    },
    requestIdleCallback() {
      throw missing('requestIdleCallback', 'Use setTimeout(callback, 0).');
    },
    postMessage(message) {
      const data = structuredClone(message);
      task(() =>
        dispatchInTask(
          window,
          Object.assign(new MessageEvent('message', { data }), { origin: 'http://localhost', source: window }),
        ),
      );
    },
    reportError(error) {
      host.reportError(error);
    },
    getComputedStyle: () => ({}),
    localStorage: new Storage(),
    sessionStorage: new Storage(),
  });
  for (const name of [
    'Node',
    'Element',
    'HTMLElement',
    'Document',
    'location',
    'navigator',
    'document',
    'localStorage',
    'sessionStorage',
  ]) {
    Object.defineProperty(window, name, { enumerable: false });
  }
}

class Storage {
  #items = new Map();
  get length() {
    return this.#items.size;
  }
  key(index) {
    return [...this.#items.keys()][index] ?? null;
  }
  getItem(key) {
    return this.#items.get(`${key}`) ?? null;
  }
  setItem(key, value) {
    this.#items.set(`${key}`, `${value}`);
  }
  removeItem(key) {
    this.#items.delete(`${key}`);
  }
  clear() {
    this.#items.clear();
  }
}

// Dispatches an event of the user. The adapter calls this at the time that the scenario gives.
export function sendEvent(type, fields) {
  const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), fields);
  let target = page.body;
  for (const element of wired) {
    if (hasListener(element, type)) {
      target = element;
      break;
    }
  }
  dispatchInTask(target, event);
}

// Reports an error that nothing handles. Returns whether the page has prevented it from being printed.
let reporting = false;
export function reportUncaught(error, lineno, colno) {
  if (reporting) return false; // an error in a listener for errors
  let text;
  try {
    text = String(error);
  } catch {
    text = '[object]';
  }
  const filename = `http://localhost/${settings.fileName}`;
  const event = new ErrorEvent('error', {
    cancelable: true,
    message: `Uncaught ${text}`,
    filename,
    lineno,
    colno,
    error,
  });
  reporting = true;
  try {
    EventTarget.prototype.dispatchEvent.call(world, trusted(event));
  } finally {
    reporting = false;
  }
  return event.defaultPrevented;
}

// Each rejection is dispatched as an event, whose microtasks run before the next one. `reasons` has the reasons of the
// rejections that have been reported.
const reasons = new WeakMap();
export function reportRejections(number) {
  const next = () => {
    const [promise, reason] = host.nextRejection(number) ?? [];
    if (!promise) return;
    const event = new PromiseRejectionEvent('unhandledrejection', { cancelable: true, promise, reason });
    reasons.set(promise, reason);
    dispatchInTask(world, event, () => {
      if (!event.defaultPrevented) host.printRejection(reason);
      next();
    });
  };
  task(next);
}
export function reportHandled(promise) {
  if (!reasons.has(promise)) return;
  const reason = reasons.get(promise);
  task(() => dispatchInTask(world, new PromiseRejectionEvent('rejectionhandled', { promise, reason })));
}
