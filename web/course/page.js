// What every page around the lab does first: the words of the reader's language, and the button for the colours.

import { themeButton } from '../core/theme.js';
import { takeWords } from '../core/words.js';
import { setIcon } from '../parts/icons.js';

// site: the address of the site's folder.
export async function startPage(site) {
  const button = document.getElementById('theme');
  setIcon(button, 'theme');
  const { problem } = await takeWords(new URL('words/', site));
  if (problem) console.warn(problem);
  themeButton(button);
  button.hidden = false;
}
