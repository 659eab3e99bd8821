// The start page needs no more than its button.

import { setIcon } from './lab/icons.js';
import { themeButton } from './theme.js';

const button = document.getElementById('theme');
setIcon(button, 'theme');
themeButton(button);
