// Runs before the first paint. It marks the page as scripted, so that answers are closed at first; it applies the text
// size that was chosen earlier; and it redirects readers to the page in their own language if the site has it.
// core/language.js stores the chosen language. This is a plain script, because a module would run later.
document.documentElement.classList.add('scripts');
try {
  const size = localStorage.getItem('interleave-size');
  if (size === 'larger' || size === 'largest') document.documentElement.dataset.size = size;
} catch {
  // Storage may be blocked; then the text has its normal size.
}
if (document.documentElement.lang === 'en') {
  const inLanguage = tag => document.querySelector(`link[rel="alternate"][hreflang="${CSS.escape(tag.slice(0, 2).toLowerCase())}"]`);
  const named = new URL(location.href).searchParams.get('lang');
  let chosen = null;
  try {
    chosen = localStorage.getItem('interleave-language');
  } catch {
    // Storage may be blocked; then the browser's language is used.
  }
  const wanted = named === null ? [chosen, ...navigator.languages] : [named];
  const other = wanted.filter(Boolean).map(inLanguage).find(Boolean);
  // In a published page the addresses are absolute, for search engines. A reader of a copy stays in the copy.
  if (other && other.hreflang !== 'en') location.replace(new URL(other.dataset.here ?? other.getAttribute('href'), location.href).href + location.hash);
}
