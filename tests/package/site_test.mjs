// The site as a zip file for people who host it themselves, its list of parts, and the headers for servers.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { deps, filesBelow } from '../../tools/packages/common.mjs';
import { serve } from '../../tools/serve.mjs';
import { build, pack, root, temporaryFolder } from './support.mjs';

const { folder, remove } = temporaryFolder();
after(remove);
const text = (...path) => readFileSync(join(...path), 'utf8');
const hash = (kind, bytes, form) => createHash(kind).update(bytes).digest(form);

describe('the site', () => {
  // The site is assembled twice from the same modules, in two folders. Without the command line, it has no course,
  // posters or schemas, which take ten times as long as the rest: only tools/test --all includes them.
  it('has the same bytes when it is built twice', () => {
    const parts = readdirSync(build).filter(name => /^(interleave|figure)[\w.-]*\.(js|mjs|cjs|wasm)$/.test(name))
      .filter(name => process.env.INTERLEAVE_LONG || !name.startsWith('interleave-cli'));
    const [one, other] = ['one', 'other'].map(name => {
      const binary = join(folder, name);
      mkdirSync(binary);
      for (const part of parts) cpSync(join(build, part), join(binary, part));
      execFileSync('cmake', [`-DSOURCE=${root.replace(/\/$/, '')}`, `-DBINARY=${binary}`, `-DDEPS=${deps()}`, `-DNODE=${process.execPath}`,
        '-P', join(root, 'tools/site.cmake')]);
      return join(binary, 'site');
    });
    const names = filesBelow(one);
    assert.ok(names.includes('lab/index.html'));
    assert.deepEqual(filesBelow(other), names);
    for (const name of names) assert.ok(readFileSync(join(other, name)).equals(readFileSync(join(one, name))), name);
  });
});

it('if the address of the site is known, its pages have link previews with an absolute address and a picture', () => {
  const site = join(folder, 'known');
  cpSync(join(build, 'site'), site, { recursive: true });
  execFileSync(process.execPath, [join(root, 'tools/site/sitemap.mjs'), site, 'https://example.edu/interleave']);
  for (const [page, address] of [['index.html', ''], ['gallery/index.html', 'gallery/'], ['de/course/07-waiting/index.html', 'de/course/07-waiting/']]) {
    const html = text(site, page);
    assert.ok(html.includes(`<meta property="og:url" content="https://example.edu/interleave/${address}">`), page);
    const [, picture] = /<meta property="og:image" content="https:\/\/example\.edu\/interleave\/([^"]+)">/.exec(html);
    assert.ok(existsSync(join(site, picture)), page);
    assert.ok(text(site, 'sitemap.xml').includes(`<loc>https://example.edu/interleave/${address}</loc>`), page);
  }
  // Search engines want absolute addresses of translations; a reader of a copy stays with the copy.
  for (const page of ['course/07-waiting/index.html', 'de/course/07-waiting/index.html']) {
    const links = Object.fromEntries([...text(site, page).matchAll(/<link rel="alternate" hreflang="(\w+)" href="([^"]+)" data-here="([^"]+)">/g)].map(([, tag, href, here]) => [tag, [href, join(page, '..', here)]]));
    assert.deepEqual(links, { en: ['https://example.edu/interleave/course/07-waiting/', 'course/07-waiting/'], de: ['https://example.edu/interleave/de/course/07-waiting/', 'de/course/07-waiting/'] });
  }
  assert.match(text(site, 'robots.txt'), /^Sitemap: https:\/\/example\.edu\/interleave\/sitemap\.xml$/m);
});

describe('the zip file of the site', () => {
  let zip, here;
  before(() => {
    zip = pack(['site', '--url', 'https://example.edu/interleave'], folder);
    execFileSync('python3', ['-m', 'zipfile', '-e', zip, folder]);
    here = zip.replace(/\.zip$/, '');
  });

  it('has the same bytes when it is packed twice', () => {
    const again = pack(['site', '--url', 'https://example.edu/interleave/'], join(folder, 'again'));
    assert.ok(readFileSync(zip).equals(readFileSync(again)));
  });

  it('has a checksum beside it, and of every file in it', () => {
    assert.equal(text(`${zip}.sha256`), `${hash('sha256', readFileSync(zip), 'hex')}  ${zip.split('/').at(-1)}\n`);
    const rows = text(here, 'SHA256SUMS').trim().split('\n').map(row => row.split('  '));
    for (const [sum, name] of rows) assert.equal(hash('sha256', readFileSync(join(here, name)), 'hex'), sum, name);
    const files = execFileSync('find', ['.', '-type', 'f'], { cwd: here, encoding: 'utf8' }).trim().split('\n').map(name => name.slice(2));
    assert.deepEqual(rows.map(([, name]) => name).sort(), files.filter(name => name !== 'SHA256SUMS').sort());
  });

  it('contains the whole site', () => {
    for (const name of readdirSync(join(build, 'site'))) assert.ok(existsSync(join(here, 'site', name)), name);
  });

  it('names no folder of the machine that built it', () => {
    const places = [root, build, process.env.HOME].filter(place => place && place.length > 5);
    for (const row of text(here, 'SHA256SUMS').trim().split('\n')) {
      const bytes = readFileSync(join(here, row.split('  ')[1]));
      for (const place of places) assert.ok(!bytes.includes(place.replace(/\/$/, '')), `${row}: ${place}`);
    }
  });

  it('has hashes of the scripts for other pages', () => {
    const hashes = JSON.parse(text(here, 'site/v1/integrity.json'));
    assert.ok('v1/interleave-figure.js' in hashes && 'v1/adapters/reveal.js' in hashes);
    for (const [script, value] of Object.entries(hashes)) {
      assert.equal(value, 'sha384-' + hash('sha384', readFileSync(join(here, 'site', script)), 'base64'));
    }
  });

  it('has an oEmbed answer and a page for every scenario', () => {
    const unescaped = value => value.replace(/&#(\d+);/g, (all, code) => String.fromCodePoint(code));
    for (const file of readdirSync(join(here, 'site/scenarios')).filter(name => name.endsWith('.json'))) {
      const id = file.slice(0, -5);
      const answer = JSON.parse(text(here, 'site/v1/oembed', file));
      // What oEmbed 1.0 requires of a rich answer, and of a thumbnail.
      assert.equal(answer.version, '1.0');
      assert.equal(answer.type, 'rich');
      for (const key of ['width', 'height', 'thumbnail_width', 'thumbnail_height']) assert.ok(Number.isInteger(answer[key]) && answer[key] > 0, key);
      const [, src] = /^<iframe src="([^"]*)"/.exec(answer.html);
      assert.equal(unescaped(src), `https://example.edu/interleave/v1/embed.html?scenario=${id}`);
      assert.ok(existsSync(join(here, 'site', new URL(answer.thumbnail_url).pathname.replace('/interleave/', ''))));
      const page = text(here, 'site/v1/figures', `${id}.html`);
      const [, link] = /<link rel="alternate" type="application\/json\+oembed" href="([^"]*)"/.exec(page);
      assert.equal(unescaped(link), `https://example.edu/interleave/v1/oembed/${id}.json`);
      for (const tag of ['og:title', 'og:type', 'og:image', 'og:url']) assert.match(page, new RegExp(`<meta property="${tag}" content="[^"]+">`));
      assert.equal(unescaped(/<meta property="og:title" content="([^"]*)"/.exec(page)[1]), JSON.parse(text(here, 'site/scenarios', file)).title);
    }
  });

  it('is refused for an address that is not absolute', () => {
    for (const url of ['interleave', 'ftp://example.edu/', 'https://example.edu/?x']) assert.throws(() => pack(['site', '--url', url], folder, 'pipe'));
  });
});

describe('the list of parts', () => {
  const parts = () => JSON.parse(readFileSync(pack(['sbom'], folder), 'utf8'));

  it('is a CycloneDX document', () => {
    const document = parts();
    assert.deepEqual([document.bomFormat, document.specVersion, document.version], ['CycloneDX', '1.5', 1]);
    const references = document.components.map(part => part['bom-ref']);
    assert.equal(new Set(references).size, references.length);
    for (const part of document.components) {
      assert.match(part.version, /^\d+(\.\d+)+[a-z]?$/, part.name);
      assert.equal(part.licenses.length, 1, part.name);
      assert.match(part.purl, /^pkg:(generic|npm)\/[a-z0-9-]+@/);
    }
  });

  it('has the versions that the build used', () => {
    const version = name => parts().components.find(part => part.name === name).version;
    const setup = text(root, 'tools/setup');
    assert.equal(version('Dear ImGui'), /Dear ImGui (1\.\d+\.\w+)\. The sum/.exec(setup)[1]);
    const compiler = spawnSync('em++', ['--version'], { encoding: 'utf8' }).stdout;
    assert.equal(version('Emscripten'), / (\d+\.\d+\.\d+)/.exec(compiler)[1]);
  });

  it('names every font of the site', () => {
    const names = parts().components.map(part => part.name.replace(' ', ''));
    for (const font of readdirSync(join(build, 'site/fonts'))) assert.ok(names.includes(font.split('-')[0]), font);
  });

  it('misses no package that the sources include', () => {
    const known = { imgui: 'Dear ImGui', nlohmann: 'JSON for Modern C++', CLI: 'CLI11' };
    const notShipped = ['GLFW', 'stb', 'catch2', 'benchmark', 'emscripten', 'sys', 'X11', 'GL', 'GLES3'];
    const includes = execFileSync('grep', ['-rhoE', '#include <[A-Za-z0-9_]+[/.]', join(root, 'src')], { encoding: 'utf8' });
    const folders = new Set([...includes.matchAll(/<(\w+)\//g)].map(match => match[1]));
    const names = parts().components.map(part => part.name);
    for (const name of folders) assert.ok(names.includes(known[name]) || notShipped.includes(name), name);
    for (const name of Object.keys(JSON.parse(text(root, 'tools/site/package.json')).dependencies)) assert.ok(names.includes(name), name);
  });
});

describe('the headers for servers', () => {
  const recipes = ['nginx.conf', 'apache.conf', '_headers'];
  const recipe = name => text(root, 'tools/packages/hosting', name);

  it('are those with which everything is tested', async () => {
    const server = await serve({ root: folder });
    const { headers } = await fetch(server.url);
    await server.close();
    for (const name of ['content-security-policy', 'access-control-allow-origin', 'cross-origin-resource-policy', 'cache-control', 'referrer-policy', 'x-content-type-options']) {
      for (const file of recipes) {
        const written = new RegExp(`${name}:?"? "?([^"\\n]+?)"?( always;)?$`, 'im').exec(recipe(file));
        assert.ok(written, `${file} has ${name}`);
        const value = name === 'content-security-policy' ? written[1].replace(/; frame-ancestors.*/, '') : written[1];
        assert.equal(value, headers.get(name), `${file}: ${name}`);
      }
    }
  });

  it('let the named pages show figures, and no others', () => {
    for (const file of recipes) assert.match(recipe(file), /frame-ancestors 'self' https:\/\/course\.example\.edu["\n]/);
  });

  it('are in docs/hosting.md as they are', () => {
    const docs = text(root, 'docs/hosting.md');
    for (const file of recipes) assert.ok(docs.includes(recipe(file).trim()), file);
  });

  // Where these servers are installed. They are not needed for anything else.
  it('are understood by nginx', { skip: spawnSync('nginx', ['-v']).error && 'nginx is not installed' }, () => {
    const config = join(folder, 'nginx.conf');
    writeFileSync(config, `pid ${folder}/nginx.pid; events {} http { server { listen 127.0.0.1:8399; include ${root}/tools/packages/hosting/nginx.conf; } }`);
    const done = spawnSync('nginx', ['-t', '-q', '-e', join(folder, 'error.log'), '-c', config], { encoding: 'utf8' });
    assert.equal(done.status, 0, done.stderr);
  });

  it('are understood by Apache', { skip: spawnSync('apache2', ['-v']).error && 'Apache is not installed' }, () => {
    const modules = ['mpm_event', 'authz_core', 'mime', 'dir', 'alias', 'headers', 'filter', 'deflate'].map(name => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so\n`);
    const config = join(folder, 'apache.conf');
    writeFileSync(config, `ServerRoot ${folder}\nServerName localhost\nListen 127.0.0.1:8398\nErrorLog ${folder}/error.log\n${modules.join('')}Include ${root}/tools/packages/hosting/apache.conf\n`);
    const done = spawnSync('apache2', ['-t', '-f', config], { encoding: 'utf8' });
    assert.equal(done.status, 0, done.stderr);
  });
});
