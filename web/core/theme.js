// Dark or light: as the system says, unless the user chose here.

import { say } from './say.js';

const system = matchMedia('(prefers-color-scheme: dark)');

export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : system.matches;
}

export function toggleTheme() {
  const dark = !isDark();
  const root = document.documentElement;
  if (dark === system.matches) delete root.dataset.theme;
  else root.dataset.theme = dark ? 'dark' : 'light';
  try {
    if (root.dataset.theme) localStorage.setItem('interleave-theme', root.dataset.theme);
    else localStorage.removeItem('interleave-theme');
  } catch {
    // It is not kept for the next visit; that is all.
  }
  dispatchEvent(new Event('themechange'));
}

// `signal`: of an AbortController that ends it.
export function onTheme(listener, signal) {
  system.addEventListener('change', listener, { signal });
  addEventListener('themechange', listener, { signal });
}

// A button that always says what it will do.
export function themeButton(button) {
  const name = () => {
    const label = isDark() ? say('Light colours') : say('Dark colours');
    button.setAttribute('aria-label', label);
    button.title = label;
  };
  button.addEventListener('click', toggleTheme);
  onTheme(name);
  name();
}
