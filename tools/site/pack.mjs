// Packs what a page loads: node tools/site/pack.mjs SITE DEPS
//
// The modules of each page become one file, with short names and little white space. A figure has three: its poster, what
// makes it live, and what comes after its first frame; what they share is in v1/shared-*.js. The modules themselves stay
// in the site, for other pages that import them one by one. (esbuild is in DEPS/site, from this folder's lock file, and so are
// the packages that become part of the site: each gets its licence in front.)

import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [site, deps] = process.argv.slice(2).map(folder => resolve(folder));
const esbuild = createRequire(join(deps, 'site', 'package.json'))('esbuild');

const pages = ['lab/main.js', 'index.js', 'embedding/main.js', 'code/main.js', 'course/lesson.js', 'course/plain.js', 'course/overview.js', 'gallery/main.js',
               'v1/interleave-figure.js'];
const figure = ['v1/embed.js', 'v1/live.js', 'v1/later.js'];
// What pages load when they need it, and the packages in it.
const later = {
  'core/qr.js': ['uqr'],
  'core/code-editor.js': ['@codemirror/commands', '@codemirror/lang-javascript', '@codemirror/language', '@codemirror/lint', '@codemirror/state', '@codemirror/view',
                          '@lezer/common', '@lezer/highlight', '@lezer/javascript', '@lezer/lr', '@marijn/find-cluster-break', 'crelt', 'style-mod', 'w3c-keyname'],
};
const alone = ['core/theme-first.js', 'course/first.js', 'interleave.js', 'figure.js'];
const styles = ['style.css', 'moment.css', 'runs.css', 'work.css', 'picker.css', 'lab.css', 'editor.css', 'code.css', 'windows.css', 'course/course.css', 'v1/embed.css', 'v1/live.css', 'v1/later.css'];

const pack = (files, options) =>
  esbuild.build({
    entryPoints: files, outdir: site, outbase: site, absWorkingDir: site, allowOverwrite: true, minify: true,
    format: 'esm', target: 'es2022', legalComments: 'none', logLevel: 'warning', ...options,
  });
const external = ['../interleave.js', '../figure.js', ...Object.keys(later).map(file => `../${file}`)];
await pack(pages, { bundle: true, external });
await pack(figure, { bundle: true, splitting: true, chunkNames: 'v1/shared-[hash]', external });
await pack(styles, { bundle: true, external: ['*.woff2', '*.svg'] });
await pack(alone, {});
const packages = join(deps, 'site', 'node_modules');
for (const [file, names] of Object.entries(later)) {
  // Packages with the same licence share it.
  const titles = new Map();
  for (const name of names) {
    const { version } = JSON.parse(await readFile(join(packages, name, 'package.json'), 'utf8'));
    const licence = (await readFile(join(packages, name, 'LICENSE'), 'utf8')).trim();
    titles.set(licence, [...titles.get(licence) ?? [], `${name} ${version}`]);
  }
  const banner = [...titles].map(([licence, some]) => `/*! ${some.join(', ')}\n\n${licence}\n*/`).join('\n');
  const { metafile } = await pack([file], { bundle: true, nodePaths: [packages], metafile: true, banner: { js: banner } });
  const inside = new Set(Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs)).filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean));
  const unnamed = [...inside].filter(name => !names.includes(name));
  if (unnamed.length > 0) throw new Error(`${file}: ${unnamed.join(', ')} have no licence in it`);
}

// A module that has become part of a page's file need not be preloaded.
const lab = join(site, 'lab', 'index.html');
const html = await readFile(lab, 'utf8');
await writeFile(lab, html.replace(/^ *<link rel="modulepreload"[^\n]*\n/gm, ''));
