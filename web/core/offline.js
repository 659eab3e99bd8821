// Keeps the site for times without a network (worker.js), where the browser can, and if the reader does not save data.

// site: the address of the site's folder.
export function keepOffline(site) {
  if (!('serviceWorker' in navigator) || navigator.connection?.saveData) return;
  const begin = () => navigator.serviceWorker.register(new URL('worker.js', site), { scope: new URL('./', site).pathname }).catch(() => {});
  // The page that is being read comes first.
  if (document.readyState === 'complete') setTimeout(begin, 1000);
  else addEventListener('load', () => setTimeout(begin, 1000), { once: true });
}
