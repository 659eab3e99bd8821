// What every page of the site has in common: the security policy, the theme, the header and the footer. The page is in the
// language of the current catalogue (web/core/say.js).

import { languages } from '../../web/core/language.js';
import { language, say } from '../../web/core/say.js';

export const escape = text => String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

const folderOf = tag => (tag === 'en' ? '' : `${tag}/`);

// Returns relative addresses from the page at `at`, which is its path below the folder of its language, such as
// "course/07-waiting/".
//
// `pages` leads to the folder of the language. `site` leads to the folder of the site, which has the scripts, styles
// and pictures. app(path) leads to a page that is shared by all languages, such as the lab.
export function waysFrom(at) {
  const pages = '../'.repeat(at.split('/').length - 1);
  const site = language() === 'en' ? pages : `${pages}../`;
  const app = path => site + path + (language() === 'en' ? '' : `${path.includes('?') ? '&' : '?'}lang=${language()}`);
  return { pages: pages || './', site, app };
}

export function header(at, current, aside = '') {
  const { pages, app } = waysFrom(at);
  const rooms = [['course/', say('Course'), pages + 'course/'], ['gallery/', say('Gallery'), pages + 'gallery/'], ['lab/', say('Lab'), app('lab/')], ['code/', say('Code'), pages + 'code/'], ['teachers/', say('Teach'), pages + 'teachers/']];
  const links = rooms.map(([path, name, href]) => `<a href="${escape(href)}"${path === current ? ' aria-current="page"' : ''}>${escape(name)}</a>`).join(' ');
  return `<a class="skip" href="#main">${escape(say('Skip to the content'))}</a>
  <header class="bar page-bar">
    <p class="brand" translate="no"><a href="${pages}">inter<b>leave</b></a></p>
    <nav aria-label="${escape(say('Pages'))}">${links}</nav>
    <span class="space"></span>
    ${aside}${otherLanguages(at)}<button id="theme" class="button icon-only" hidden></button>
  </header>`;
}

function otherLanguages(at) {
  return languages.filter(({ tag }) => tag !== language()).map(({ tag, name }) =>
    `<a class="language" href="${addressIn(tag, at)}" hreflang="${tag}" lang="${tag}" data-language="${tag}" translate="no">${name}</a> `).join('');
}

// Returns the address of the same page in another language, relative to the page at this path.
const addressIn = (tag, at) => (waysFrom(at).site + folderOf(tag) + at) || './';

export const footer = at => `<footer class="foot">
    <p><a href="${waysFrom(at).pages}about/">${escape(say('About'))}</a> · <a href="${escape(waysFrom(at).app('embedding/'))}">${escape(say('Figures in your pages'))}</a></p>
    <p>${escape(say('Everything runs in your browser. Nothing is sent anywhere; your progress and your choice of colours are kept in this browser only.'))}</p>
  </footer>`;

// `at` is the path of the page, as above. `main` is its content. A page that fills the window has a `bodyClass`, and no footer.
export function page({ at, title, description, current, aside, script, main, className = '', head = '', bodyClass = '' }) {
  const { site } = waysFrom(at);
  return `<!doctype html>
<html lang="${language()}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="dark light">
  <meta name="description" content="${escape(description)}">
  <title>${escape(title)} · Interleave</title>
  <meta property="og:title" content="${escape(title)}">
  <meta property="og:description" content="${escape(description)}">
  <meta property="og:type" content="article">
  <meta property="og:locale" content="${language()}">
  <link rel="icon" href="${site}icon.svg" type="image/svg+xml">
  ${languages.map(({ tag }) => `<link rel="alternate" hreflang="${tag}" href="${addressIn(tag, at)}">`).join('\n  ')}
  <link rel="stylesheet" href="${site}style.css">
  <link rel="stylesheet" href="${site}course/course.css">
  <script src="${site}core/theme-first.js"></script>
  <script src="${site}course/first.js"></script>
  <script type="module" src="${site}${script}"></script>${head}
</head>
<body${bodyClass && ` class="${bodyClass}"`}>
  ${header(at, current, aside)}

  <main class="${className}" id="main">
${main}
  </main>
${bodyClass ? '' : `
  ${footer(at)}
`}</body>
</html>
`;
}
