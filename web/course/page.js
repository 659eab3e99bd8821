// What every page around the lab does: the words of the reader’s language, the button for the colours, and keeping the site
// for times without a network.

import { keepOffline } from '../core/offline.js';
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
  keepOffline(site);
}
