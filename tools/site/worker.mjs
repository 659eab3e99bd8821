// Writes the list of the site's files and its version into worker.js: node tools/site/worker.mjs SITE
//
// The version is a hash of all files, so that a browser that has kept another version replaces it.

import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';

const site = resolve(process.argv[2]);
const left = /^(worker\.js|schema\/|v1\/(custom-elements\.json|interleave-figure\.d\.ts|adapters\/)|figure\.whole\.wasm|sitemap\.xml|parts\/|core\/(?!theme-first\.js|qr\.js|code-editor\.js))/;  // what no page loads

const all = (await readdir(site, { recursive: true, withFileTypes: true })).filter(one => one.isFile())
  .map(one => relative(site, join(one.parentPath ?? one.path, one.name)).split(sep).join('/')).filter(path => !left.test(path)).sort();
const hash = createHash('sha256');
for (const path of all) hash.update(path).update('\0').update(await readFile(join(site, path)));
const paths = all.map(path => (path === 'index.html' ? './' : path.replace(/(^|\/)index\.html$/, '$1')));

const worker = join(site, 'worker.js');
const text = await readFile(worker, 'utf8');
const filled = text.replace("const version = 'none';", `const version = '${hash.digest('hex').slice(0, 16)}';`).replace('const files = [];', `const files = ${JSON.stringify(paths)};`);
if (filled === text) throw new Error('worker.js has no place for the list of files');
await writeFile(worker, filled);
