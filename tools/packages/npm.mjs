// Lays out and packs the npm package: node tools/packages/npm.mjs [--folder-only]
//
//     node/       the engine for programs: run(), render(), check() …, with types; and the command interleave-cli
//     site/       the embed page and everything that it loads, to be copied to a web server as it is
//     site/v1/    <interleave-figure>, its types, its custom-elements manifest and the adapters
//
// The result is build/packages/interleave-figure-VERSION.tgz, and the folder build/packages/npm from which it is made.

import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, esbuild, need, output, program, root, site, version } from './common.mjs';
import { embedFiles } from './embed_files.mjs';
import { packEngine } from './engine.mjs';
import { main } from './main.mjs';
import { notices, sbomText } from './sbom.mjs';

const sources = join(root, 'tools', 'packages', 'npm');

function description() {
  return {
    name: 'interleave-figure',
    version,
    description: 'Interactive figures of concurrent, parallel and asynchronous execution: an element for any page, and the engine for Node.',
    keywords: ['concurrency', 'parallelism', 'async', 'scheduling', 'simulation', 'timeline', 'web-component'],
    license: 'MIT',
    type: 'module',
    engines: { node: '>=20' },
    sideEffects: ['./site/**'],
    main: './node/index.mjs',
    types: './node/index.d.ts',
    bin: { 'interleave-cli': './node/interleave-cli.mjs' },
    customElements: './site/v1/custom-elements.json',
    exports: {
      '.': { types: './node/index.d.ts', default: './node/index.mjs' },
      './element': { types: './site/v1/interleave-figure.d.ts', default: './site/v1/interleave-figure.js' },
      './adapters/*': { types: './site/v1/adapters/*.d.ts', default: './site/v1/adapters/*.js' },
      './custom-elements.json': './site/v1/custom-elements.json',
      './scenarios/*': './site/scenarios/*.json',
      './schema/*': './site/schema/*.json',
      './site/*': './site/*',
      './package.json': './package.json',
    },
    files: ['node/', 'site/', 'LICENSE', 'README.md', 'THIRD-PARTY.txt', 'sbom.cdx.json'],
  };
}

async function layOut() {
  for (const file of ['interleave-cli.mjs', 'interleave-cli.cjs', 'interleave-cli.wasm']) need(join(build, file), 'build the preset web');
  const folder = join(output, 'npm');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'node'), { recursive: true });
  await packEngine({ build, esbuild: esbuild(), folder: join(folder, 'node') });
  cpSync(join(sources, 'index.d.ts'), join(folder, 'node', 'index.d.ts'));
  for (const ending of ['mjs', 'cjs']) cpSync(join(build, `interleave-cli.${ending}`), join(folder, 'node', `interleave-cli.${ending}`));
  chmodSync(join(folder, 'node', 'interleave-cli.mjs'), 0o755);
  for (const path of embedFiles()) {
    mkdirSync(dirname(join(folder, 'site', path)), { recursive: true });
    cpSync(join(site, path), join(folder, 'site', path));
  }
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  cpSync(join(sources, 'README.md'), join(folder, 'README.md'));
  writeFileSync(join(folder, 'THIRD-PARTY.txt'), notices());
  writeFileSync(join(folder, 'sbom.cdx.json'), sbomText());
  writeFileSync(join(folder, 'package.json'), JSON.stringify(description(), null, 2) + '\n');
  return folder;
}

await main(async words => {
  const folder = await layOut();
  if (words.includes('--folder-only')) return console.log(folder);
  // npm gives the files of a package the same fixed time, owner and order: the archive depends on the bytes only.
  const [packed] = JSON.parse(program('npm', ['pack', '--json', '--pack-destination', output], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] }));
  console.log(join(output, packed.filename));
});
