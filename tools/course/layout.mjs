// What every page of the site has in common: the security policy, the theme, the header and the footer.

export const escape = text => String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

// The pages that the header leads to.
const pages = [['course/', 'Course'], ['gallery/', 'Gallery'], ['lab/', 'Lab'], ['teachers/', 'Teach']];

export function header(root, current, aside = '') {
  const links = pages.map(([path, name]) => `<a href="${root}${path}"${path === current ? ' aria-current="page"' : ''}>${name}</a>`).join(' ');
  return `<a class="skip" href="#main">Skip to the content</a>
  <header class="bar page-bar">
    <p class="brand" translate="no"><a href="${root === '' ? './' : root}">inter<b>leave</b></a></p>
    <nav aria-label="Pages">${links}</nav>
    <span class="space"></span>
    ${aside}<button id="theme" class="button icon-only" hidden></button>
  </header>`;
}

export const footer = root => `<footer class="foot">
    <p><a href="${root}about/">About</a> · <a href="${root}embedding/">Figures in your pages</a></p>
    <p>Everything runs in your browser. Nothing is sent anywhere; your progress and your choice of colours are kept in this browser only.</p>
  </footer>`;

// root: the way to the folder of the site, as "../../". main: the page's content.
export function page({ root, title, description, current, aside, script, main, className = '', head = '' }) {
  return `<!doctype html>
<html lang="en">
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
  <link rel="icon" href="${root}icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="${root}style.css">
  <link rel="stylesheet" href="${root}course/course.css">
  <script src="${root}core/theme-first.js"></script>
  <script src="${root}course/first.js"></script>
  <script type="module" src="${root}${script}"></script>${head}
</head>
<body>
  ${header(root, current, aside)}

  <main class="${className}" id="main">
${main}
  </main>

  ${footer(root)}
</body>
</html>
`;
}
