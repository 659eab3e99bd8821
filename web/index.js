// The start page needs no more than its button.

import { setIcon } from './parts/icons.js';
import { themeButton } from './core/theme.js';

const button = document.getElementById('theme');
setIcon(button, 'theme');
themeButton(button);
