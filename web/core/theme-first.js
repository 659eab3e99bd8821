// Before the first paint: the theme that was chosen here earlier. (A plain script, because a module would run later.)
try {
  const theme = localStorage.getItem('interleave-theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; then the page follows the system.
}
