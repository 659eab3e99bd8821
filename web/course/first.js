// Before the first paint. The page knows that scripts run, so that answers can begin closed; its text has the size that
// was chosen earlier; and a reader whose language is another one that the site has goes to the same page in that language. (A plain script, because a module would run
// later. core/language.js keeps the choice.)
document.documentElement.classList.add('scripts');
try {
  const size = localStorage.getItem('interleave-size');
  if (size === 'larger' || size === 'largest') document.documentElement.dataset.size = size;
} catch {
  // Storage may be forbidden; then the text has its usual size.
}
if (document.documentElement.lang === 'en') {
  const inLanguage = tag => document.querySelector(`link[rel="alternate"][hreflang="${CSS.escape(tag.slice(0, 2).toLowerCase())}"]`);
  const named = new URL(location.href).searchParams.get('lang');
  let chosen = null;
  try {
    chosen = localStorage.getItem('interleave-language');
  } catch {
    // Storage may be forbidden; then the browser's language counts.
  }
  const wanted = named === null ? [chosen, ...navigator.languages] : [named];
  const other = wanted.filter(Boolean).map(inLanguage).find(Boolean);
  if (other && other.hreflang !== 'en') location.replace(other.href + location.hash);
}
