// The languages in which the site exists, and which of them the reader wants.
//
// Pages that are only read exist in each language: tools/course makes course/ in English and de/course/ in German, and
// course/first.js goes to the reader's. The lab and the page about embedding are one page each, which takes its words
// when it opens (words.js). A click on a link with data-language is a choice, which this browser remembers.

export const languages = ['en', 'de'].map(tag => ({ tag, name: new Intl.DisplayNames([tag], { type: 'language' }).of(tag) }));

const key = 'interleave-language';  // first.js reads it as well

// What was chosen here earlier, otherwise the first of the browser's languages that the site has, otherwise English.
export function wantedLanguage() {
  const wanted = [...navigator.languages];
  try {
    wanted.unshift(localStorage.getItem(key) ?? '');
  } catch {
    // Storage is blocked: nothing was chosen.
  }
  const tags = wanted.map(tag => tag.slice(0, 2).toLowerCase());
  return tags.find(tag => languages.some(one => one.tag === tag)) ?? 'en';
}

export function keepLanguage(tag) {
  try {
    localStorage.setItem(key, tag);
  } catch {
    // The next page follows the browser's language again.
  }
}

export function rememberChoice() {
  addEventListener('click', ({ target }) => {
    const tag = target instanceof Element ? target.closest('a[data-language]')?.dataset.language : undefined;
    if (tag) keepLanguage(tag);
  });
}
