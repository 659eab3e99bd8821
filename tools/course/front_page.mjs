// Translates the English start page into the language of the current catalogue. Its texts are translated in the same
// way as web/core/words.js does in the browser; its links lead to pages in the same language if they exist.

import { languages } from '../../web/core/language.js';
import { language, translated } from '../../web/core/say.js';
import { escape } from './layout.mjs';

const own = /^(course|gallery|teachers|about|exercises|code)\/(?!.*\.(css|js)$)/;  // exist once per language
const app = /^(lab|embedding)\//;

const unescaped = text => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const spoken = text => escape(translated(unescaped(text).replace(/\s+/g, ' ')));

function address(href) {
  if (/^(#|https?:|data:|\.\/$)/.test(href)) return href;
  if (own.test(href)) return href;
  return `../${href}${app.test(href) ? `${href.includes('?') ? '&amp;' : '?'}lang=${language()}` : ''}`;
}

export function frontPage(html) {
  const english = languages.find(({ tag }) => tag === 'en');
  const parts = html.split(/(<script[^>]*>[^<]*<\/script>|<!doctype[^>]*>|<[^>]*>)/);
  const closed = [];  // for each open element: must it stay untranslated?
  return parts.map(part => {
    if (/^<script[^>]*>[^<]+</.test(part) || part.startsWith('<!')) return part;
    if (!part.startsWith('<')) {
      const [, before, words, after] = /^(\s*)([^]*?)(\s*)$/.exec(part);
      return words && !closed.includes(true) ? before + spoken(words) + after : part;
    }
    const tag = /^<\/?([a-z0-9]+)/.exec(part)[1];
    if (part.startsWith('</')) closed.pop();
    else if (!/^(meta|link|img|source|br|input)$/.test(tag)) closed.push(/translate="no"/.test(part) || tag === 'script');
    return part
      .replace(/ (href|src|srcset)="([^"]*)"/g, (_, name, href) => ` ${name}="${/hreflang/.test(part) ? href : address(href)}"`)
      .replace(/ (aria-label|title|alt|content)="([^"]*)"/g, (whole, name, text) => (name === 'content' && !/name="description"|property="og:(title|description)"/.test(part) ? whole : ` ${name}="${spoken(text)}"`));
  }).join('')
    .replace('<html lang="en">', `<html lang="${language()}">`)
    .replace(/<a class="language"[^>]*>[^<]*<\/a>/, `<a class="language" href="../" hreflang="en" lang="en" data-language="en" translate="no">${english.name}</a>`)
    .replace(/ *<link rel="alternate"[^>]*>\n/g, '')
    .replace('  <link rel="stylesheet"', `  ${languages.map(({ tag }) => `<link rel="alternate" hreflang="${tag}" href="${tag === 'en' ? '../' : `../${tag}/`}">`).join('\n  ')}\n  <link rel="stylesheet"`);
}
