#!/usr/bin/env node
// The command-line tool in Node: node interleave-cli.mjs run FILE
//
// The ES module output of Emscripten 3.1.6 does not load in Node (it uses __dirname), so the
// module is a .cjs and this small file starts it. The binary is passed to it because its loader
// would try fetch() on a path.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const create = createRequire(import.meta.url)('./interleave-cli.cjs');
const wasmBinary = readFileSync(fileURLToPath(new URL('interleave-cli.wasm', import.meta.url)));

let status = 0;
try {
  await create({
    wasmBinary,
    arguments: process.argv.slice(2),
    thisProgram: 'interleave-cli',
    quit(code) {
      status = code;
    },
  });
} catch (error) {
  if (error?.name !== 'ExitStatus') throw error;
  status = error.status;
}
process.exitCode = status;
