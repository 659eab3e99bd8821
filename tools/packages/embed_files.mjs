// Which files of the site a figure on somebody's page needs: filesFrom(['v1/embed.html']) -> ['figure.js', …], sorted.
//
// It follows the names of files in pages, scripts and stylesheets. A name is relative to its file, or to the site,
// because scripts also write new URL('style.css', site). The gallery is fetched by id, so that no file names it.

import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { filesBelow, needSite, site } from './common.mjs';

const NAME = /["'(`]((?:\.{0,2}\/)*[\w./-]+\.(?:js|css|wasm|woff2|svg|png|json))["')`]/g;
const READ = /\.(?:html|js|css)$/;

export function filesFrom(starts) {
  needSite();
  const found = new Set();
  const open = [...starts];
  while (open.length > 0) {
    const path = open.pop();
    if (found.has(path) || path.startsWith('..') || !existsSync(join(site, path))) continue;
    found.add(path);
    if (!READ.test(path)) continue;
    for (const [, name] of readFileSync(join(site, path), 'utf8').matchAll(NAME)) {
      open.push(posix.join(posix.dirname(path), name), posix.normalize(name));
    }
  }
  return sorted(found);
}

// Everything for other people's pages: the frame, the element, the adapters, and the gallery.
export function embedFiles() {
  const below = folder => filesBelow(join(site, folder)).map(name => `${folder}/${name}`);
  const api = below('v1').filter(path => /^v1\/(adapters\/|interleave-figure\.|[\w-]+\.(html|json)$)/.test(path));
  return sorted(new Set([...filesFrom(api), ...below('scenarios'), ...below('posters'), ...below('schema')]));
}

const sorted = paths => [...paths].sort((a, b) => (a < b ? -1 : 1));
