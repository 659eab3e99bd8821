// Writes v1/integrity.json: node tools/site/integrity.mjs SITE
//
// It has the hash of each script that somebody's page may load from the site, for the attribute integrity="" of its
// <script> (Subresource Integrity, W3C). Such a script imports nothing, so that the hash covers all of it.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export async function writeIntegrity(site) {
  const scripts = existsSync(join(site, 'v1/interleave-figure.js')) ? ['v1/interleave-figure.js'] : [];
  for (const name of (await readdir(join(site, 'v1/adapters'))).sort()) {
    if (name.endsWith('.js')) scripts.push(`v1/adapters/${name}`);
  }
  const hashes = {};
  for (const script of scripts) {
    const text = await readFile(join(site, script), 'utf8');
    if (/^\s*(import|export)\b[^;]*\bfrom\b/m.test(text) || /\bimport\s*['"]/.test(text.replace(/^\s*\/\/.*$/gm, ''))) throw new Error(`${script} imports another file`);
    hashes[script] = 'sha384-' + createHash('sha384').update(text).digest('base64');
  }
  await writeFile(join(site, 'v1/integrity.json'), JSON.stringify(hashes, null, 2) + '\n');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await writeIntegrity(resolve(process.argv[2]));
