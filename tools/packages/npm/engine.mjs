// Runs the command line in memory: call(words, files) -> { code, out, err }
//
// The program is compiled once. Each call has an instance of its own, and with it a memory of its own, so that no
// call leaves anything behind for the next one. tools/packages/npm.mjs says what 'interleave-program' is: the build's
// interleave-cli.cjs, with the modules of system.mjs.

import create from 'interleave-program';
import { readFile } from 'node:fs/promises';
import { begin, end } from './system.mjs';

let compiled;

async function program() {
  compiled ??= readFile(new URL('./interleave-cli.wasm', import.meta.url)).then(bytes => WebAssembly.compile(bytes));
  return compiled;
}

export async function call(words, files = {}) {
  const module = await program();
  let code = 0;
  begin(files); // nothing is awaited between begin() and end()
  try {
    const finished = create({
      arguments: words,
      thisProgram: 'interleave-cli',
      instantiateWasm(imports, receive) {
        const instance = new WebAssembly.Instance(module, imports);
        receive(instance, module);
        return instance.exports;
      },
      quit(status) {
        code = status;
      },
      onAbort(what) {
        throw new Error(`interleave: the engine has stopped: ${what}`);
      },
    });
    finished.catch?.(() => {}); // a failure has been thrown already
  } catch (error) {
    end();
    throw error;
  }
  return { code, ...end() };
}
