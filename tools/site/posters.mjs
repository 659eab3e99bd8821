// Draws the pictures of the gallery, and those of the figures in the pages of the site: node tools/site/posters.mjs BUILD SITE DEPS
//
// They are what `interleave-cli render FILE --width 1000 --theme THEME` draws, without the texts around it: a poster has
// them itself. A figure that is more than a scenario of the gallery has a name made of what it shows
// (web/core/figure-key.js), and posters/figures.json lists these names. One process draws all of them, so that the program
// is compiled once and not seventy times.

import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { figureKey } from '../../web/core/figure-key.js';
import { packEngine } from '../packages/engine.mjs';
import { figuresIn } from './page_figures.mjs';

const [build, site, deps] = process.argv.slice(2).map(folder => resolve(folder));
const esbuild = createRequire(join(deps, 'site', 'package.json'))('esbuild');

const folder = join(build, 'engine');
await mkdir(folder, { recursive: true });
await packEngine({ build, esbuild, folder });
const { render } = await import(pathToFileURL(join(folder, 'index.mjs')).href);

await mkdir(join(site, 'posters'), { recursive: true });
async function draw(name, text, cut = svg => svg) {
  for (const theme of ['light', 'dark']) await writeFile(join(site, 'posters', `${name}-${theme}.svg`), coarse(cut(await render(text, { theme, width: 1000 }))));
}

// Rounds coordinates to whole pixels, which are precise enough for a picture that is scaled anyway.
const coarse = svg => svg.replace(/ d="[^"]*"/g, path => path.replace(/\d+\.\d+/g, number => String(Math.round(Number(number)))));

// The top of a picture. A frame shows no more of it; the pictures of the gallery are also shown alone.
const [mostInFrame_px, mostAlone_px] = [400, 640];
const top = most_px => svg => {
  const [, height] = /^<svg [^>]*height="(\d+)"/.exec(svg);
  if (Number(height) <= most_px) return svg;
  return svg
    .replace(/ height="\d+" viewBox="0 0 (\d+) \d+"/, ` height="${most_px}" viewBox="0 0 $1 ${most_px}"`)
    .replace(/ d="([^"]*)"/g, (_, path) => ` d="${path.split(/(?<=[zZ])/).filter(part => !(Number(/^M[\d.-]+[ ,]?([\d.-]+)/.exec(part)?.[1]) > most_px)).join('')}"`)
    .replace(/<text [^>]*\by="([\d.]+)"[^>]*>[^<]*<\/text>\n?/g, (text, y) => (Number(y) > most_px ? '' : text));
};

for (const file of (await readdir(join(site, 'scenarios'))).filter(name => name.endsWith('.json'))) {
  await draw(file.slice(0, -5), await readFile(join(site, 'scenarios', file), 'utf8'), top(mostAlone_px));
}

const names = new Map();
for (const page of (await readdir(site, { recursive: true })).filter(name => name.endsWith('.html'))) {
  for (const figure of await figuresIn(await readFile(join(site, page), 'utf8'))) {
    const key = figureKey(figure);
    const { title, caption, theme, engine, ...shown } = figure;
    if (key !== null) names.set(key, { ...shown, show: [] });
  }
}
for (const [name, figure] of names) await draw(name, JSON.stringify(figure), top(mostInFrame_px));
await writeFile(join(site, 'posters', 'figures.json'), JSON.stringify([...names.keys()].sort()));
