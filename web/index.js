// The start page needs only its button.

import { setIcon } from './parts/icons.js';
import { themeButton } from './core/theme.js';
import { takeWords } from './core/words.js';

const button = document.getElementById('theme');
setIcon(button, 'theme');
const { problem } = await takeWords(new URL('words/', import.meta.url));
if (problem) console.warn(problem);
themeButton(button);
