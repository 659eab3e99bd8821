// What every page around the lab does first: the words of the reader's language, and the button for the colours.

import { themeButton } from '../core/theme.js';
import { takeWords } from '../core/words.js';
import { setIcon } from '../parts/icons.js';

export async function startPage() {
  const button = document.getElementById('theme');
  setIcon(button, 'theme');
  const { problem } = await takeWords(new URL('../words/', import.meta.url));
  if (problem) console.warn(problem);
  themeButton(button);
  button.hidden = false;
}
