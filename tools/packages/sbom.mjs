// The third-party parts of what we publish, with their versions and licences, as a CycloneDX 1.5 document:
//
//     node tools/packages/sbom.mjs            writes build/packages/interleave-VERSION.cdx.json
//
// A version is read from the files that the build uses, and never written down here. If one cannot be found, there is
// no document. A part belongs to the files that its "in" names; the document says so in the property interleave:in.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Problem, deps, output, program, version } from './common.mjs';
import { fontNames } from './font_names.mjs';
import { main } from './main.mjs';

function read(file) {
  try {
    return readFileSync(file);
  } catch {
    throw new Problem(`${file} is missing: build the preset web first`);
  }
}

// The text that the pattern's group has in the file.
function found(file, pattern) {
  const match = pattern.exec(read(file).toString('utf8'));
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
    .find(name => /NLOHMANN_JSON_VERSION_MAJOR \d/.test(read(name).toString('utf8')));
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

export function parts() {
  const imgui = join(deps(), 'imgui');
  const emscripten = emscriptenRoot();
  const lib = join(emscripten, 'system', 'lib');
  const debian = name => `/usr/share/doc/${name}/copyright`;
  const stb = name => found(join(imgui, `imstb_${name}.h`), / - v([\d.]+)/);
  const llvm = libcxxVersion(found(join(lib, 'libcxx', 'include', '__config'), /define _LIBCPP_VERSION (\d+)/));
  const [every, page, node] = [['site', 'node'], ['site'], ['node']];
  return [
    { name: 'Dear ImGui', version: found(join(imgui, 'imgui.h'), /IMGUI_VERSION\s+"([^"]+)"/), license: 'MIT', in: page, site: 'https://github.com/ocornut/imgui', text: join(imgui, 'LICENSE.txt') },
    { name: 'stb_rect_pack', version: stb('rectpack'), license: 'MIT OR Unlicense', in: page, site: 'https://github.com/nothings/stb' },
    { name: 'stb_textedit', version: stb('textedit'), license: 'MIT OR Unlicense', in: page, site: 'https://github.com/nothings/stb' },
    { name: 'stb_truetype', version: stb('truetype'), license: 'MIT OR Unlicense', in: page, site: 'https://github.com/nothings/stb' },
    { name: 'JSON for Modern C++', version: jsonVersion(), license: 'MIT', in: every, site: 'https://github.com/nlohmann/json', text: debian('nlohmann-json3-dev') },
    { name: 'CLI11', version: found(join(deps(), 'include', 'CLI', 'Version.hpp'), /CLI11_VERSION "([^"]+)"/), license: 'BSD-3-Clause', in: node, site: 'https://github.com/CLIUtils/CLI11', text: debian('libcli11-dev') },
    { name: 'Inter', version: fontVersion('Inter-Regular.otf'), license: 'OFL-1.1', in: page, type: 'data', site: 'https://rsms.me/inter/', text: debian('fonts-inter') },
    { name: 'JetBrains Mono', version: fontVersion('JetBrainsMono-Regular.ttf'), license: 'OFL-1.1', in: page, type: 'data', site: 'https://www.jetbrains.com/lp/mono/', text: debian('fonts-jetbrains-mono') },
    { name: 'Emscripten', version: read(join(emscripten, 'emscripten-version.txt')).toString('utf8').replace(/["\s]/g, ''), license: 'MIT OR NCSA', in: every, site: 'https://emscripten.org' },
    { name: 'musl', version: read(join(lib, 'libc', 'musl', 'VERSION')).toString('utf8').trim(), license: 'MIT', in: every, site: 'https://musl.libc.org', text: join(lib, 'libc', 'musl', 'COPYRIGHT') },
    { name: 'libc++', version: llvm, license: 'Apache-2.0 WITH LLVM-exception', in: every, site: 'https://libcxx.llvm.org' },
    { name: 'libc++abi', version: llvm, license: 'Apache-2.0 WITH LLVM-exception', in: every, site: 'https://libcxxabi.llvm.org' },
    { name: 'compiler-rt', version: llvm, license: 'Apache-2.0 WITH LLVM-exception', in: every, site: 'https://compiler-rt.llvm.org' },
    { name: 'dlmalloc', version: found(join(lib, 'dlmalloc.c'), /Version (\d[\d.]+)/), license: 'CC0-1.0', in: every, site: 'https://gee.cs.oswego.edu/dl/html/malloc.html' },
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
        type: part.type ?? 'library',
        'bom-ref': id,
        name: part.name,
        version: part.version,
        licenses: licenses(part.license),
        purl: `pkg:generic/${id}@${part.version}`,
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
