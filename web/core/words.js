// Shows a page in another language: `?lang=de` in its address loads the site's catalogue words/de.json, whose format is
// in src/scenario/catalogue.h. A page that is written in German loads it, too, for the texts of its scripts.
//
// A text of an HTML page is its own key: a text between tags without the white space at its ends, and the attributes
// named below. Elements with translate="no", such as the name of the program, stay as they are. A page calls
// takeWords() before it shows any text. The module takes the same catalogue and checks it strictly; if it refuses it,
// the page calls forgetWords().

import { language, say, setCatalogue, translated } from './say.js';

const attributes = ['aria-label', 'title', 'placeholder', 'alt'];
const untouched = 'script, style, noscript, [translate="no"]';

// The language that an address asks for: a BCP 47 tag, or null.
export function languageOf(href) {
  const tag = new URL(href).searchParams.get('lang');
  return tag !== null && isTag(tag) ? tag : null;
}

const isTag = tag => /^[A-Za-z0-9-]{1,35}$/.test(tag);

// The address of another page of the site, in the requested language.
export function inLanguage(href) {
  const url = new URL(href, location.href);
  const tag = languageOf(location.href);
  if (tag !== null) url.searchParams.set('lang', tag);
  return url.href;
}

// Loads the catalogue. `folder` is the address of the site's catalogues; `wanted` is the language to use if the page's
// address names none. Returns {text}, the catalogue for the module; {problem}, a sentence that explains why the page is
// in English; or {} if English was requested.
export async function takeWords(folder, wanted = document.documentElement.lang) {
  const named = new URL(location.href).searchParams.get('lang');
  const asked = named ?? wanted;
  if (!isTag(asked)) return { problem: say('The page is in English because “{tag}” does not name a language.', { tag: asked.slice(0, 40) }) };
  if (named !== null) translateLinks();
  if (asked === 'en') return {};
  try {
    const response = await fetch(new URL(`${asked}.json`, folder));
    if (!response.ok) return { problem: say('The page is in English because it has not been translated into “{tag}”.', { tag: asked }) };
    const text = await response.text();
    setCatalogue(JSON.parse(text));
    translateTexts();
    return { text };
  } catch (error) {
    console.warn(error);
    return { problem: say('The page is in English because the translation into “{tag}” could not be loaded.', { tag: asked }) };
  }
}

export function forgetWords() {
  setCatalogue(null);
  translateTexts();
}

function translateLinks() {
  for (const link of document.querySelectorAll('a[href]:not([href^="#"], [data-language])')) {
    if (link.origin === location.origin) link.href = inLanguage(link.href);
  }
}

let texts = null;  // of the page: {english, write(text)}

function translateTexts() {
  texts ??= textsOf(document.documentElement);
  document.documentElement.lang = language();
  for (const { english, write } of texts) write(translated(english));
}

function textsOf(root) {
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const [, before, words, after] = /^(\s*)([^]*?)(\s*)$/.exec(node.data);
    if (!words || node.parentElement.closest(untouched)) continue;
    found.push({ english: words.replace(/\s+/g, ' '), write: text => { node.data = before + text + after; } });
  }
  for (const element of root.querySelectorAll(attributes.map(name => `[${name}]`).join())) {
    if (element.closest(untouched)) continue;
    for (const name of attributes) {
      const english = element.getAttribute(name);
      if (english) found.push({ english, write: text => element.setAttribute(name, text) });
    }
  }
  return found;
}
