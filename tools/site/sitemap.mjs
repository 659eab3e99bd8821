// Writes sitemap.xml and robots.txt: node tools/site/sitemap.mjs SITE [ADDRESS]
//
// A sitemap has whole addresses, so that it is made only where the site's address is known (the variable SITE_URL of the
// build). Pages that ask not to be indexed are left out.

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';

const [folder, address] = process.argv.slice(2);
const site = resolve(folder);
if (address) {
  const base = new URL(address.endsWith('/') ? address : `${address}/`);
  const pages = (await readdir(site, { recursive: true, withFileTypes: true })).filter(one => one.isFile() && one.name === 'index.html')
    .map(one => relative(site, join(one.parentPath ?? one.path, one.name)).split(sep).join('/')).sort();
  const shown = [];
  for (const page of pages) if (!/<meta name="robots" content="noindex"/.test(await readFile(join(site, page), 'utf8'))) shown.push(page);
  const rows = shown.map(page => `  <url><loc>${new URL(page.replace(/index\.html$/, ''), base).href}</loc></url>`);
  await writeFile(join(site, 'sitemap.xml'), `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join('\n')}\n</urlset>\n`);
  await writeFile(join(site, 'robots.txt'), `User-agent: *\nAllow: /\nSitemap: ${new URL('sitemap.xml', base).href}\n`);
}
