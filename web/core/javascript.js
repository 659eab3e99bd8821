// language.wasm: the language of JavaScript programs, as a function from a request to its answer
// (src/quickjs/protocol.h). The module of the page calls it (src/quickjs/far.cpp).
//
// After a trap, nothing in an instance can be trusted: it is discarded, the answer is null, and the next request gets a
// new instance. Programs that were open in the old one are lost, which ends their runs.
//
// The programs for Node contain this file as well (src/quickjs/CMakeLists.txt), so it is written in the JavaScript that
// Emscripten 3.1.6 can read: no ?. and ??=, and no patterns.

export function makeLanguage(compiled) {
  let instance = null;
  return request => {
    try {
      if (!instance) instance = newInstance(compiled);
      const calls = instance.exports;
      const room = calls.il_language_room(request.length);
      new Uint8Array(calls.memory.buffer, room, request.length).set(request);
      const size = calls.il_language_ask(request.length);
      return new Uint8Array(calls.memory.buffer, calls.il_language_answer(), size).slice();
    } catch (error) {
      console.error(error);
      instance = null;
      return null;
    }
  };
}

// The module uses nothing from outside: no files and no clock. The functions that its C library imports for these report
// that there are none.
function newInstance(compiled) {
  const notThere = 52;  // ENOSYS
  const imports = {};
  WebAssembly.Module.imports(compiled).forEach(one => {
    if (!imports[one.module]) imports[one.module] = {};
    imports[one.module][one.name] = one.name === 'proc_exit' || one.name === 'abort'
      ? () => { throw new WebAssembly.RuntimeError('the language has given up'); }
      : () => notThere;
  });
  const instance = new WebAssembly.Instance(compiled, imports);
  if (instance.exports._initialize) instance.exports._initialize();
  return instance;
}
