// The languages of the site, and the one that the reader wants.
//
// Static pages exist once for each language: tools/course writes course/ in English and de/course/ in German, and
// course/first.js redirects to the reader's language. The lab and the page about embedding are each a single page that
// loads its catalogue when it opens (words.js). A click on a link with data-language chooses a language, and this
// browser remembers the choice.

export const languages = ['en', 'de'].map(tag => ({ tag, name: new Intl.DisplayNames([tag], { type: 'language' }).of(tag) }));

const key = 'interleave-language';  // first.js reads it as well

// Returns the language that was chosen in this browser; otherwise the first of the browser's languages that the site
// has; otherwise English.
export function wantedLanguage() {
  const wanted = [...navigator.languages];
  try {
    wanted.unshift(localStorage.getItem(key) ?? '');
  } catch {
    // Storage is blocked, so no choice is stored.
  }
  const tags = wanted.map(tag => tag.slice(0, 2).toLowerCase());
  return tags.find(tag => languages.some(one => one.tag === tag)) ?? 'en';
}

export function keepLanguage(tag) {
  try {
    localStorage.setItem(key, tag);
  } catch {
    // Storage is blocked: the next page uses the browser's language again.
  }
}

export function rememberChoice() {
  addEventListener('click', ({ target }) => {
    const tag = target instanceof Element ? target.closest('a[data-language]')?.dataset.language : undefined;
    if (tag) keepLanguage(tag);
  });
}
