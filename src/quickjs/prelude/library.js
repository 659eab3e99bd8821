// The larger half of the prelude, which is evaluated when a program first uses something in it.
//
// It may be a separate script (see bundle.cmake): then `host.library()` returns the function that makes it. The other
// half imports nothing from it but this.

import { circleIn, whyNotJson } from './json.js';
import { compareText, formatDate, formatNumber, makeIntl, normalizeText } from './locale.js';
import {
  AbortController,
  AbortSignal,
  CustomEvent,
  DOMException,
  ErrorEvent,
  Event,
  EventTarget,
  MessageChannel,
  MessageEvent,
  MessagePort,
  PromiseRejectionEvent,
  structuredClone,
} from './web.js';
import { makeTypes, makeUtil } from './util.js';
import { makeAssert } from './assert.js';
import { makePath } from './path.js';
import { makeBuffer } from './buffer.js';
import { makeQuerystring, makeUrl } from './url.js';
import { makeFiles, makeFilesPromises } from './fs.js';
import { makeCrypto, makeWebCrypto } from './crypto.js';
import { makeOs, makeStream, makeStringDecoder, makeZlib } from './more.js';
import { makeFetch, makeHttp } from './http.js';
import { installBrowser, reportHandled, reportRejections, reportUncaught, sendEvent } from './browser.js';
import { makeScheduler, TaskController } from './scheduler.js';

const parts = {
  circleIn,
  whyNotJson,
  compareText,
  formatDate,
  formatNumber,
  makeIntl,
  normalizeText,
  AbortController,
  AbortSignal,
  CustomEvent,
  DOMException,
  ErrorEvent,
  Event,
  EventTarget,
  MessageChannel,
  MessageEvent,
  MessagePort,
  PromiseRejectionEvent,
  structuredClone,
  makeTypes,
  makeUtil,
  makeAssert,
  makePath,
  makeBuffer,
  makeQuerystring,
  makeUrl,
  makeFiles,
  makeFilesPromises,
  makeCrypto,
  makeWebCrypto,
  makeOs,
  makeStream,
  makeStringDecoder,
  makeZlib,
  makeFetch,
  makeHttp,
  installBrowser,
  makeScheduler,
  reportHandled,
  reportRejections,
  reportUncaught,
  sendEvent,
  TaskController,
};
export const library = () => parts;
