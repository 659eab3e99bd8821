// Which files of the site a figure on somebody's page needs: embedFiles() -> [{ path, from }], sorted by path.
//
// The npm package and a SCORM package contain them; the lab and its pages are not among them.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, needSite, site } from './common.mjs';

// Fetched by scripts, so that no HTML file names them.
const folders = ['v1', 'core', 'parts', 'fonts', 'posters', 'scenarios', 'schema'];
const files = ['figure.js', 'figure.wasm', 'interleave.js', 'interleave.wasm', 'style.css', 'icon.svg'];

export function embedFiles() {
  needSite();
  return [
    ...files.filter(path => existsSync(join(site, path))),
    ...folders.filter(folder => existsSync(join(site, folder))).flatMap(folder => filesBelow(join(site, folder)).map(path => `${folder}/${path}`)),
  ].sort((a, b) => (a < b ? -1 : 1)).map(path => ({ path, from: join(site, path) }));
}
