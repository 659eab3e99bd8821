// Opens JavaScript programs. QuickJS, which runs them, is a module of its own that few pages need: it is loaded when a
// program is opened for the first time (core/session.js).

import { makeLanguage } from './javascript.js';
import { say } from './say.js';

let loading = null;

// act() opens something, and has just failed because the module `wasm` has no language. compile(): as in module.js.
// Resolves to what act() returns when it is called again, or to an error if the language cannot be loaded.
export async function actWithLanguage(act, wasm, compile) {
  loading ??= compile('language.wasm').catch(error => {
    loading = null;  // it can be tried again
    throw error;
  });
  try {
    wasm.language ??= makeLanguage(await loading);
    wasm.languageNeeded = false;
  } catch (error) {
    console.warn(error);
    return { error: { message: say('The JavaScript engine could not be loaded. Try again.'), line: 0, column: 0, pointer: '' } };
  }
  return act();
}
