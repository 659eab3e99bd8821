// Makes a SCORM 1.2 package of a figure with a question:
//
//     node tools/packages/scorm.mjs FIGURE.json -o FILE.zip [--mastery 0.8]
//
// A learning management system imports the file as it is. It shows index.html, which reports the score and the
// completion (v1/adapters/scorm12.js). --mastery is the score from 0 to 1 that passes; without it, 0.8. Everything is
// in the package: no request goes anywhere else.
//
// imsmanifest.xml follows the SCORM Content Aggregation Model 1.2 (ADL), a profile of IMS Content Packaging 1.1.2: one
// organization with one item, which is one resource of the type sco with all its files.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Problem, build, filesBelow, needSite, program, root, sha256, site } from './common.mjs';
import { filesFrom } from './embed_files.mjs';
import { main, option } from './main.mjs';

const sources = join(root, 'tools', 'packages', 'scorm');
const LONGEST_TITLE = 200; // of the schema of IMS Content Packaging

const escaped = text => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);
// The reader of figures refuses controls; XML also forbids these two.
const allowed = text => text.replace(/[\uFFFE\uFFFF]/g, '');

function cli(...words) {
  try {
    return program(process.execPath, [join(build, 'interleave-cli.mjs'), ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    throw new Problem(error.stderr?.trim() || error.message);
  }
}

// The command line reads the file first, and says where a mistake is.
function readFigure(file) {
  cli('check', file);
  const figure = JSON.parse(readFileSync(file, 'utf8'));
  if (figure.figure !== 1) throw new Problem(`${file} is a scenario and not a figure: it has no "figure": 1`);
  if (!figure.ask) throw new Problem(`${file} has no question ("ask"): a learning management system would never learn that it is done`);
  return figure;
}

const files = id => [
  ...filesFrom(['v1/embed.html', 'v1/interleave-figure.js', 'v1/adapters/scorm12.js']),
  ...(id ? [`scenarios/${id}.json`, `posters/${id}-light.svg`, `posters/${id}-dark.svg`] : []),
];

export function manifest({ identifier, title, mastery, files }) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${identifier}" version="1.0"
    xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd
                        http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="organization">
    <organization identifier="organization">
      <title>${title}</title>
      <item identifier="item" identifierref="figure" isvisible="true">
        <title>${title}</title>
        <adlcp:masteryscore>${Math.round(mastery * 100)}</adlcp:masteryscore>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="figure" type="webcontent" adlcp:scormtype="sco" href="index.html">
${files.map(file => `      <file href="${escaped(file)}"/>\n`).join('')}    </resource>
  </resources>
</manifest>
`;
}

function layOut(file, figure, mastery, folder) {
  const id = typeof figure.scenario === 'string' ? figure.scenario : null;
  const svg = cli('render', file, '--output', '-');
  const named = figure.title ?? /<title>(.*?)<\/title>/s.exec(svg)[1].replace(/&(lt|gt|quot|apos|amp|#\d+);/g, entity);
  const title = escaped([...allowed(named)].slice(0, LONGEST_TITLE).join(''));
  writeFileSync(join(folder, 'poster.svg'), svg);
  for (const path of files(id)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(site, path), join(folder, path));
  }
  for (const file of ['sco.js', 'sco.css']) cpSync(join(sources, file), join(folder, file));
  // In a script of HTML, "</script" would end it and "<!--" would begin a comment: JSON can write < in another way.
  const json = JSON.stringify(figure).replaceAll('<', '\\u003c');
  const page = readFileSync(join(sources, 'index.html'), 'utf8');
  const words = { TITLE: title, MASTERY: String(mastery), FIGURE: json };
  writeFileSync(join(folder, 'index.html'), page.replace(/\b(TITLE|MASTERY|FIGURE)\b/g, word => words[word]));
  const identifier = `interleave-${sha256(json).slice(0, 16)}`;
  writeFileSync(join(folder, 'imsmanifest.xml'), manifest({ identifier, title, mastery, files: filesBelow(folder) }));
}

const entity = (all, name) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name] ?? String.fromCodePoint(Number(name.slice(1)));

await main(words => {
  const target = option(words, '-o');
  const mastery = Number(option(words, '--mastery') ?? 0.8);
  if (words.length !== 1 || !target) throw new Problem('write tools/package scorm FIGURE.json -o FILE.zip');
  if (!(mastery >= 0 && mastery <= 1)) throw new Problem('--mastery is a number from 0 to 1');
  needSite();
  const figure = readFigure(words[0]);
  const folder = mkdtempSync(join(tmpdir(), 'interleave-scorm-'));
  try {
    layOut(words[0], figure, mastery, folder);
    program('python3', [join(root, 'tools', 'packages', 'zip.py'), folder, resolve(target)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log(resolve(target));
});
