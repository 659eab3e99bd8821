// Links to the current page in the other languages of the site.

import { el } from '../core/dom.js';
import { languages } from '../core/language.js';
import { language } from '../core/say.js';

// Returns {tag, name, href} for each.
export function otherLanguages() {
  return languages.filter(({ tag }) => tag !== language()).map(({ tag, name }) => {
    const url = new URL(location.href);
    url.searchParams.set('lang', tag);
    return { tag, name, href: url.href };
  });
}

export const languageLinks = () => otherLanguages().map(({ tag, name, href }) =>
  el('a', { class: 'language', href, hreflang: tag, lang: tag, translate: 'no', 'data-language': tag }, name));
