// Writes sitemap.xml and robots.txt, and adds to every page its address and its picture for link previews on other
// sites, and the absolute addresses of its translations, because search engines do not follow relative ones:
// node tools/site/sitemap.mjs SITE [ADDRESS]
//
// All of these need absolute addresses, so they are written only if the site's address is known (the variable SITE_URL
// of the build). Pages with "noindex" are left out.

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';

const [folder, address] = process.argv.slice(2);
const site = resolve(folder);
if (address) {
  const base = new URL(address.endsWith('/') ? address : `${address}/`);
  const pages = (await readdir(site, { recursive: true, withFileTypes: true })).filter(one => one.isFile() && one.name === 'index.html')
    .map(one => relative(site, join(one.parentPath ?? one.path, one.name)).split(sep).join('/')).sort();
  const shown = [];
  const addressOf = page => new URL(page.replace(/index\.html$/, ''), base).href;
  for (const page of pages) {
    const html = await readFile(join(site, page), 'utf8');
    if (/<meta name="robots" content="noindex"/.test(html)) continue;
    shown.push(page);
    const preview = [['og:url', addressOf(page)], ['og:image', new URL('images/lab-dark.png', base).href], ['og:image:width', '1440'], ['og:image:height', '900']]
      .map(([name, content]) => `  <meta property="${name}" content="${content}">\n`).join('');
    const translated = html.replace(/<link rel="alternate" hreflang="(\w+)" href="([^"]*)">/g, (_, tag, href) =>
      `<link rel="alternate" hreflang="${tag}" href="${new URL(href, addressOf(page)).href}" data-here="${href}">`);
    await writeFile(join(site, page), translated.replace(/(  <meta property="og:type"[^>]*>\n)/, `$1${preview}  <meta name="twitter:card" content="summary_large_image">\n`));
  }
  const rows = shown.map(page => `  <url><loc>${addressOf(page)}</loc></url>`);
  await writeFile(join(site, 'sitemap.xml'), `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join('\n')}\n</urlset>\n`);
  await writeFile(join(site, 'robots.txt'), `User-agent: *\nAllow: /\nSitemap: ${new URL('sitemap.xml', base).href}\n`);
}
