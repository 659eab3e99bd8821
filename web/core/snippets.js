// Texts that put a figure into somebody's page, book or slides. Nothing here needs a browser.
//
// A snippet is made from a `shown`:
//
//   { address,      of the figure, for a frame: "https://host/v1/embed.html?scenario=..."
//     link,         to the figure in the lab, for readers who follow it
//     poster,       the address of a picture of it, or null
//     title,        what it is, for people who cannot see it, and where only text is possible
//     height,       of the frame, in CSS pixels
//     attributes,   of the element: [["scenario", "typing-and-music"], ...]
//     figure,       as JSON, if attributes are not enough for it; or null
//     script,       the address of the element's script
//     name }        of files
//
// Titles are text of any kind, so every snippet escapes them for where they stand. An escaped text also survives what
// reads the page first: characters with a meaning for Markdown, tables, templates ({{ }}) or shortcodes never stand in it
// unescaped, and there are no line breaks and no characters that change the direction of what follows them.

// One line: what is white space or a control character becomes one space.
export const oneLine = text => text.replace(/[\s\u0000-\u001f\u007f-\u009f]+/gu, ' ').trim();

const directions = '\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069';  // they hide what a text really says

// For a text in quotation marks in HTML, or between its tags.
export function html(text) {
  const special = new RegExp(`[&<>"'\`{}|${directions}]`, 'gu');
  return oneLine(text).replace(special, character => named[character] ?? `&#${character.codePointAt(0)};`);
}
const named = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// For a text in Markdown. ASCII punctuation can be escaped there; the rest is as it is.
export function markdown(text) {
  const safe = oneLine(text).replace(/[\\`*_{}[\]<>()#+\-.!|~$^=:"'@&%]/g, '\\$&');
  return safe.replace(new RegExp(`[${directions}]`, 'gu'), character => `&#${character.codePointAt(0)};`);
}

// An address without characters that end it in Markdown, in a table, or in a directive.
export const plainAddress = address =>
  address.replace(/[()[\]<>`|\\{}*'"\s]/g, character => `%${character.codePointAt(0).toString(16).padStart(2, '0').toUpperCase()}`);

// A string literal of Python.
export function python(text) {
  const inside = [...text].map(character => {
    const code = character.codePointAt(0);
    if (character === '"' || character === '\\') return '\\' + character;
    if (code >= 0x20 && code < 0x7f) return character;
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${inside.join('')}"`;
}

const attribute = ([name, value]) => (value === true ? name : `${name}="${html(String(value))}"`);
const indented = (text, by) => text.replace(/^(?=.)/gm, ' '.repeat(by));

// An element with its attributes on as many lines as are given.
const tag = (name, lines, inside = '') => `<${name} ${lines.map(line => line.map(attribute).join(' ')).join('\n  ')}>${inside}</${name}>`;

const permissions = ['allow', 'fullscreen; clipboard-write'];

export const frame = ({ address, title, height }) => tag('iframe', [
  [['src', plainAddress(address)]],
  [['title', title]],
  [['width', '100%'], ['height', height], ['loading', 'lazy']],
  [permissions],
]);

// What is inside the element is shown until its script has run, in print and without scripts. A figure that does not
// fit into attributes is there as JSON.
export function element({ attributes, figure, script, link, poster, title, height }) {
  const picture = poster ? `<img src="${html(plainAddress(poster))}" alt="${html(title)}">` : html(title);
  const data = figure ? `\n  <script type="application/json">${jsonInHtml(figure)}</script>` : '';
  const inside = `${data}\n  <a href="${html(plainAddress(link))}">${picture}</a>\n`;
  const lines = [...attributes.filter(([name]) => name !== 'title'), ['title', title], ['height', height]].map(one => [one]);
  return `<script type="module" src="${html(plainAddress(script))}"></script>\n${tag('interleave-figure', lines, inside)}`;
}

// In a script, only < could end it; in a template, {{ could begin something. Both occur in strings only.
const jsonInHtml = json => json.replace(new RegExp(`<|\\{(?=[{%])|[${directions}\u2028\u2029]`, 'gu'), character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

// A picture that is a link: it works where HTML is not allowed.
export function linkedPicture({ link, poster, title }) {
  const text = markdown(title);
  return `[${poster ? `![${text}](${plainAddress(poster)})` : text}](${plainAddress(link)})`;
}

export const quarto = shown => `::: {.content-visible when-format="html"}
\`\`\`{=html}
${frame(shown)}
\`\`\`
:::

::: {.content-visible unless-format="html"}
${linkedPicture(shown)}
:::`;

// The directive of MyST Markdown itself, as Jupyter Book 2 has it. Its text is the caption.
export const myst = ({ address, title, poster }) =>
  ['```{iframe} ' + plainAddress(address), ':width: 100%', ...(poster ? [`:placeholder: ${plainAddress(poster)}`] : []), '', markdown(title), '```'].join('\n');

// MyST Markdown in Sphinx, and in Jupyter Book 1.
export const mystInSphinx = shown => `\`\`\`{raw} html\n${frame(shown)}\n\`\`\``;

export const restructured = shown => `.. raw:: html\n\n${indented(frame(shown), 3)}`;

export const notebook = ({ address, title, height }) =>
  `from IPython.display import IFrame\n\nIFrame(${python(plainAddress(address))}, width="100%", height=${Number(height)},\n       extras=[${python(`title="${html(title)}"`)}])`;

// Reveal.js loads a frame with data-src when its slide is shown, and unloads it afterwards.
export const reveal = ({ address, title }) => `<section>
  <h2>${html(title)}</h2>
${indented(tag('iframe', [[['data-src', plainAddress(address)]], [['title', title], ['class', 'r-stretch']], [['width', '100%'], permissions]]), 2)}
</section>`;

export const quartoSlide = ({ address, title }) => `## ${markdown(title)}

\`\`\`{=html}
${tag('iframe', [[['data-src', plainAddress(address)]], [['title', title], ['class', 'r-stretch']], [['width', '100%'], permissions]])}
\`\`\``;

// The command that makes a package for learning management systems (tools/package).
export const scorm = ({ name }) => `tools/package scorm ${name}.figure.json -o ${name}.zip`;
