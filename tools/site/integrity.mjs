// Writes v1/integrity.json: node tools/site/integrity.mjs SITE
//
// It has the hash of each script that somebody's page may load from the site, for the attribute integrity="" of its
// <script> (Subresource Integrity, W3C). Such a script imports nothing, so that the hash covers all of it; the frame
// that it makes is a page of its own, which no hash in the host's page covers.

import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const site = resolve(process.argv[2]);
const adapters = (await readdir(join(site, 'v1/adapters'))).filter(name => name.endsWith('.js')).sort();
const hashes = {};
for (const script of ['v1/interleave-figure.js', ...adapters.map(name => `v1/adapters/${name}`)]) {
  const text = await readFile(join(site, script), 'utf8');
  const code = text.replace(/^\s*\/\/.*$/gm, '');
  if (/(^|[;}\s])(import|export)\b[^;(]*(\bfrom\b)?\s*['"]/.test(code)) throw new Error(`${script} imports another file`);
  hashes[script] = 'sha384-' + createHash('sha384').update(text).digest('base64');
}
await writeFile(join(site, 'v1/integrity.json'), JSON.stringify(hashes, null, 2) + '\n');
