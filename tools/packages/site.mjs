// Packs the site for people who host it themselves: node tools/packages/site.mjs [--url https://HOST/PATH/]
//
//     interleave-VERSION/site/          what the server serves
//     interleave-VERSION/hosting/       headers for nginx, Apache and hosts that read _headers
//     interleave-VERSION/SHA256SUMS     of every other file: sha256sum --check SHA256SUMS
//     interleave-VERSION/sbom.cdx.json, LICENSE, THIRD-PARTY.txt
//
// The results are build/packages/interleave-VERSION.zip and the same name with .sha256. An address that is known at
// this time (--url) adds what needs absolute addresses: see oembed.mjs.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { filesBelow, needSite, output, program, root, sha256, site, version } from './common.mjs';
import { main, option } from './main.mjs';
import { writeOembed } from './oembed.mjs';
import { notices, sbomText } from './sbom.mjs';

const tools = join(root, 'tools', 'packages');

// The format of sha256sum.
export const sumLine = (bytes, name) => `${sha256(bytes)}  ${name}\n`;

function layOut(url) {
  needSite();
  const folder = join(output, 'site');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(site, join(folder, 'site'), { recursive: true });
  if (url) writeOembed(join(folder, 'site'), url);
  cpSync(join(tools, 'hosting'), join(folder, 'hosting'), { recursive: true });
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  writeFileSync(join(folder, 'THIRD-PARTY.txt'), notices());
  writeFileSync(join(folder, 'sbom.cdx.json'), sbomText());
  const sums = filesBelow(folder).map(name => sumLine(readFileSync(join(folder, name)), name));
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
  return folder;
}

await main(words => {
  const folder = layOut(option(words, '--url'));
  const zip = join(output, `interleave-${version}.zip`);
  program('python3', [join(tools, 'zip.py'), folder, zip, `interleave-${version}`]);
  writeFileSync(`${zip}.sha256`, sumLine(readFileSync(zip), basename(zip)));
  console.log(zip);
});
