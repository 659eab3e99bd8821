// Draws the pictures of the gallery: node tools/site/posters.mjs BUILD SITE DEPS
//
// They are what `interleave-cli render SCENARIO --width 1000 --theme THEME` draws. One process draws all of them, so that
// the program is compiled once and not seventy times.

import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packEngine } from '../packages/engine.mjs';

const [build, site, deps] = process.argv.slice(2).map(folder => resolve(folder));
const esbuild = createRequire(join(deps, 'site', 'package.json'))('esbuild');

const folder = join(build, 'engine');
await mkdir(folder, { recursive: true });
await packEngine({ build, esbuild, folder });
const { render } = await import(pathToFileURL(join(folder, 'index.mjs')).href);

await mkdir(join(site, 'posters'), { recursive: true });
for (const file of (await readdir(join(site, 'scenarios'))).filter(name => name.endsWith('.json'))) {
  const scenario = await readFile(join(site, 'scenarios', file), 'utf8');
  for (const theme of ['light', 'dark']) {
    await writeFile(join(site, 'posters', `${file.slice(0, -5)}-${theme}.svg`), await render(scenario, { theme, width: 1000 }));
  }
}
