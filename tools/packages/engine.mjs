// Packs the engine for Node into a folder: index.mjs, with run(), render() and check() (npm/index.mjs), and its program.
//
// interleave-cli.cjs asks for Node's fs and path: it gets files in memory instead (npm/system.mjs).

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sources = fileURLToPath(new URL('npm/', import.meta.url));

// `build` is the folder with the command line for Node, `esbuild` the packer.
export async function packEngine({ build, esbuild, folder }) {
  const inMemory = join(sources, 'system.mjs');
  await esbuild.build({
    entryPoints: [join(sources, 'index.mjs')],
    outfile: join(folder, 'index.mjs'),
    bundle: true, format: 'esm', platform: 'node', target: 'node20', minifyWhitespace: true, minifySyntax: true,
    legalComments: 'none', logLevel: 'error', absWorkingDir: sources,
    alias: { 'interleave-program': join(build, 'interleave-cli.cjs'), fs: inMemory, path: inMemory, crypto: inMemory },
    inject: [join(sources, 'globals.mjs')],
    define: { __dirname: '"/"', __filename: '"/interleave-cli.cjs"' },
  });
  cpSync(join(build, 'interleave-cli.wasm'), join(folder, 'interleave-cli.wasm'));
}
