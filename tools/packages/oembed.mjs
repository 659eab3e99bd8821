// What makes a link to a figure unfold by itself, where pasted links do that. It needs absolute addresses, so that it is
// made for a site whose address is known (tools/package site --url https://HOST/PATH/). For every scenario:
//
//     v1/oembed/ID.json      oEmbed 1.0, type rich: the frame, its size, the poster as thumbnail
//     v1/figures/ID.html     a page with the figure, with the link to that file, and with Open Graph tags
//
// A consumer of oEmbed finds the JSON through the page's <link rel="alternate" type="application/json+oembed">. WordPress
// and others show frames only of providers that they know, and make a card from the Open Graph tags of all others.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './common.mjs';

const WIDTH = 800;
const HEIGHT = 450;
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

const escaped = text => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);

function checkedUrl(text) {
  let url;
  try {
    url = new URL(text);
  } catch {
    throw new Problem(`${text} is not an absolute address`);
  }
  if (!/^https?:$/.test(url.protocol) || url.search || url.hash) throw new Problem(`${text} is not the address of a folder`);
  return new URL(url.href.replace(/\/?$/, '/'));
}

function frame(base, id, title) {
  const src = new URL(`v1/embed.html?scenario=${id}`, base).href;
  return `<iframe src="${escaped(src)}" title="${escaped(title)}" width="${WIDTH}" height="${HEIGHT}" loading="lazy" ` +
    'sandbox="allow-scripts allow-downloads allow-popups" allow="fullscreen" style="border:0;max-width:100%"></iframe>';
}

function oembed(base, id, title, poster) {
  const [, width, height] = /<svg[^>]* width="(\d+)" height="(\d+)"/.exec(poster);
  return {
    version: '1.0', type: 'rich', title, html: frame(base, id, title), width: WIDTH, height: HEIGHT,
    provider_name: 'Interleave', provider_url: base.href,
    thumbnail_url: new URL(`posters/${id}-light.svg`, base).href, thumbnail_width: Number(width), thumbnail_height: Number(height),
  };
}

function page(base, id, title, description) {
  const at = path => escaped(new URL(path, base).href);
  const tag = (property, content) => `  <meta property="og:${property}" content="${content}">\n`;
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${POLICY}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="dark light">
  <title>${escaped(title)}</title>
  <meta name="description" content="${escaped(description)}">
${tag('type', 'article')}${tag('site_name', 'Interleave')}${tag('title', escaped(title))}${tag('description', escaped(description))}` +
`${tag('url', at(`v1/figures/${id}.html`))}${tag('image', at('images/lab-dark.png'))}` +
`  <link rel="alternate" type="application/json+oembed" href="${at(`v1/oembed/${id}.json`)}" title="${escaped(title)}">
  <link rel="icon" href="../../icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="../../style.css">
  <script src="../../core/theme-first.js"></script>
</head>
<body>
  <header class="bar">
    <p class="brand" translate="no"><a href="../../">inter<b>leave</b></a></p>
    <nav aria-label="Pages"><a href="../../lab/?scenario=${id}">Open in the lab</a></nav>
  </header>
  <main class="page prose">
    <h1>${escaped(title)}</h1>
    <p class="lead">${escaped(description)}</p>
    <div class="example">
      <iframe src="../embed.html?scenario=${id}" title="${escaped(title)}" width="100%" height="${HEIGHT}" allow="fullscreen; clipboard-write"></iframe>
    </div>
  </main>
</body>
</html>
`;
}

export function writeOembed(site, address) {
  const base = checkedUrl(address);
  for (const folder of ['v1/oembed', 'v1/figures']) mkdirSync(join(site, folder), { recursive: true });
  for (const file of readdirSync(join(site, 'scenarios')).filter(name => name.endsWith('.json')).sort()) {
    const id = file.slice(0, -'.json'.length);
    const { title, description = '' } = JSON.parse(readFileSync(join(site, 'scenarios', file), 'utf8'));
    const plain = description.replace(/\s+/g, ' ').trim();
    const poster = readFileSync(join(site, 'posters', `${id}-light.svg`), 'utf8');
    writeFileSync(join(site, `v1/oembed/${id}.json`), JSON.stringify(oembed(base, id, title, poster), null, 2) + '\n');
    writeFileSync(join(site, `v1/figures/${id}.html`), page(base, id, title, plain));
  }
}
