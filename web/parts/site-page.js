// What every page around the lab does: it loads the catalogue of its language, offers the other languages, has buttons
// for the text size and the theme, and stores the site for offline use.

import { rememberChoice } from '../core/language.js';
import { keepOffline } from '../core/offline.js';
import { themeButton } from '../core/theme.js';
import { takeWords } from '../core/words.js';
import { setIcon } from './icons.js';
import { textSizeButton } from './text-size.js';

// button: the one for the colours. site: the address of the site's folder. Returns what takeWords() does (core/words.js).
export async function startPage(button, site) {
  setIcon(button, 'theme');
  const words = await takeWords(new URL('words/', site));
  if (words.problem) console.warn(words.problem);
  rememberChoice();
  themeButton(button);
  button.before(textSizeButton());
  button.hidden = false;
  keepOffline(site);
  return words;
}
