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

// The exit code for a bug in the program itself; 1 would mean that an --expect has failed.
const crashed = 70;

let status = 0;
const crash = (error) => {
  console.error(`interleave-cli: this is a bug in the program: ${error?.message ?? error}`);
  status = crashed;
};
try {
  await create({
    wasmBinary,
    arguments: process.argv.slice(2),
    thisProgram: 'interleave-cli',
    quit(code, error) {
      if (error && error.name !== 'ExitStatus') crash(error);
      else status = code;
    },
  });
} catch (error) {
  if (error?.name === 'ExitStatus') status = error.status;
  else if (status !== crashed) crash(error);
}
process.exitCode = status;
