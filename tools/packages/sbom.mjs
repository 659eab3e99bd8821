// The third-party parts of what we publish, with their versions and licences, as a CycloneDX 1.5 document:
//
//     node tools/packages/sbom.mjs            writes build/packages/interleave-VERSION.cdx.json
//
// A version is read from the files that the build uses, and never written down here. If one cannot be found, there is
// no document. A part belongs to the files that its "in" names; the document says so in the property interleave:in.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Problem, deps, output, program, root, version } from './common.mjs';
import { fontNames } from './font_names.mjs';
import { main } from './main.mjs';

function read(file) {
  try {
    return readFileSync(file);
  } catch {
    throw new Problem(`${file} is missing: build the preset web first`);
  }
}

const text = file => read(file).toString('utf8');

// The text that the pattern's group has in the file.
function found(file, pattern) {
  const match = pattern.exec(text(file));
  if (!match) throw new Problem(`${file} does not say its version as ${pattern}`);
  return match[1];
}

function emscriptenRoot() {
  try {
    return program('em-config', ['EMSCRIPTEN_ROOT'], { stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '/usr/share/emscripten'; // Debian's, where em-config may not find its configuration
  }
}

function jsonVersion() {
  const file = ['detail/abi_macros.hpp', 'detail/macro_scope.hpp', 'json.hpp'].map(name => join(deps(), 'include', 'nlohmann', name))
    .find(name => existsSync(name) && /NLOHMANN_JSON_VERSION_MAJOR \d/.test(text(name)));
  return ['MAJOR', 'MINOR', 'PATCH'].map(part => found(file ?? 'nlohmann/json.hpp', new RegExp(`NLOHMANN_JSON_VERSION_${part} (\\d+)`))).join('.');
}

// "Version 3.019;git-0a5106e0b" and "Version 2.242; ttfautohint (v1.8.3)"
function fontVersion(name) {
  return /^Version ([\d.]+)/.exec(fontNames(read(join(deps(), 'fonts', name))).version)[1];
}

// 13000 is 13.0.0, and since version 15 150001 is 15.0.1.
function libcxxVersion(number) {
  const [major, minor, patch] = number.length > 5 ? [number / 10000, (number / 100) % 100, number % 100] : [number / 1000, (number / 100) % 10, number % 100];
  return [major, minor, patch].map(Math.floor).join('.');
}

// The packages of npm that become part of the site (tools/site/pack.mjs), from their own descriptions.
function packages(where) {
  const { dependencies = {} } = JSON.parse(text(join(root, 'tools', 'site', 'package.json')));
  return Object.keys(dependencies).sort().map(name => {
    const folder = join(deps(), 'site', 'node_modules', name);
    const { version, license, homepage, repository } = JSON.parse(text(join(folder, 'package.json')));
    if (!version || !license) throw new Problem(`${name} does not say its version and its licence`);
    const site = homepage ?? repository?.url ?? `https://www.npmjs.com/package/${name}`;
    return { name, version, license, in: where, site, text: join(folder, 'LICENSE'), type: 'library', from: 'npm' };
  });
}

// Debian's file with the licence of a package, if it is there.
const debian = name => `/usr/share/doc/${name}/copyright`;

export function parts() {
  const imgui = join(deps(), 'imgui');
  const emscripten = emscriptenRoot();
  const lib = join(emscripten, 'system', 'lib');
  const musl = join(lib, 'libc', 'musl');
  const stb = name => found(join(imgui, `imstb_${name}.h`), / - v([\d.]+)/);
  const llvm = libcxxVersion(found(join(lib, 'libcxx', 'include', '__config'), /define _LIBCPP_VERSION (\d+)/));
  const [every, page, node] = [['site', 'node'], ['site'], ['node']];
  const row = (name, version, license, where, site, text, type = 'library') => ({ name, version, license, in: where, site, text, type });
  return [
    row('Dear ImGui', found(join(imgui, 'imgui.h'), /IMGUI_VERSION\s+"([^"]+)"/), 'MIT', page, 'https://github.com/ocornut/imgui',
      join(imgui, 'LICENSE.txt')),
    row('stb_rect_pack', stb('rectpack'), 'MIT OR Unlicense', page, 'https://github.com/nothings/stb'),
    row('stb_textedit', stb('textedit'), 'MIT OR Unlicense', page, 'https://github.com/nothings/stb'),
    row('stb_truetype', stb('truetype'), 'MIT OR Unlicense', page, 'https://github.com/nothings/stb'),
    row('JSON for Modern C++', jsonVersion(), 'MIT', every, 'https://github.com/nlohmann/json', debian('nlohmann-json3-dev')),
    row('CLI11', found(join(deps(), 'include', 'CLI', 'Version.hpp'), /CLI11_VERSION "([^"]+)"/), 'BSD-3-Clause', node,
      'https://github.com/CLIUtils/CLI11', debian('libcli11-dev')),
    row('Inter', fontVersion('Inter-Regular.otf'), 'OFL-1.1', page, 'https://rsms.me/inter/', debian('fonts-inter'), 'data'),
    row('JetBrains Mono', fontVersion('JetBrainsMono-Regular.ttf'), 'OFL-1.1', page, 'https://www.jetbrains.com/lp/mono/',
      debian('fonts-jetbrains-mono'), 'data'),
    row('Emscripten', text(join(emscripten, 'emscripten-version.txt')).replace(/["\s]/g, ''), 'MIT OR NCSA', every, 'https://emscripten.org'),
    row('musl', text(join(musl, 'VERSION')).trim(), 'MIT', every, 'https://musl.libc.org', join(musl, 'COPYRIGHT')),
    row('libc++', llvm, 'Apache-2.0 WITH LLVM-exception', every, 'https://libcxx.llvm.org'),
    row('libc++abi', llvm, 'Apache-2.0 WITH LLVM-exception', every, 'https://libcxxabi.llvm.org'),
    row('compiler-rt', llvm, 'Apache-2.0 WITH LLVM-exception', every, 'https://compiler-rt.llvm.org'),
    row('dlmalloc', found(join(lib, 'dlmalloc.c'), /Version (\d[\d.]+)/), 'CC0-1.0', every, 'https://gee.cs.oswego.edu/dl/html/malloc.html'),
    ...packages(page),
  ];
}

const licenses = license => (/ /.test(license) ? [{ expression: license }] : [{ license: { id: license } }]);

export function sbom() {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': 'interleave', name: 'interleave', version, licenses: licenses('MIT') } },
    components: parts().map(part => {
      const id = part.name.toLowerCase().replace(/\+/g, 'x').replace(/[^a-z0-9]+/g, '-');
      return {
        type: part.type,
        'bom-ref': id,
        name: part.name,
        version: part.version,
        licenses: licenses(part.license),
        purl: `pkg:${part.from ?? 'generic'}/${id}@${part.version}`,
        externalReferences: [{ type: 'website', url: part.site }],
        properties: part.in.map(value => ({ name: 'interleave:in', value })),
      };
    }),
  };
}

// The same for people, with the texts of the licences as far as this machine has them.
export function notices() {
  const rows = parts();
  const list = rows.map(part => `${part.name} ${part.version}, ${part.license}, ${part.site}`);
  const texts = rows.filter(part => part.text && existsSync(part.text))
    .map(part => `${'-'.repeat(80)}\n${part.name}\n\n${readFileSync(part.text, 'utf8').replace(/\r\n/g, '\n').trim()}`);
  return `Interleave contains these parts of others, under their licences (SPDX):\n\n${list.join('\n')}\n\n${texts.join('\n\n')}\n`;
}

export const sbomText = () => JSON.stringify(sbom(), null, 2) + '\n';

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    mkdirSync(output, { recursive: true });
    const file = join(output, `interleave-${version}.cdx.json`);
    writeFileSync(file, sbomText());
    console.log(file);
  });
}
