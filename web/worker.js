// The service worker: after the first visit the site works without a network.
//
// The network comes first, so that a new version of the site is seen at once; what was kept is for when there is none.
// tools/site/worker.mjs puts the list of files and its version in place of the two constants below.

const version = 'none';
const files = [];

const name = `interleave-${version}`;
const site = new URL('./', self.location.href);

self.addEventListener('install', event => event.waitUntil(fill()));

async function fill() {
  const cache = await caches.open(name);
  // One file that cannot be had does not keep the others from being kept.
  for (let i = 0; i < files.length; i += 8) {
    await Promise.all(files.slice(i, i + 8).map(path => cache.add(new URL(path, site)).catch(() => {})));
  }
  await self.skipWaiting();
}

self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const old of await caches.keys()) if (old.startsWith('interleave-') && old !== name) await caches.delete(old);
  await self.clients.claim();
})()));

self.addEventListener('fetch', event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== site.origin || !url.pathname.startsWith(site.pathname)) return;
  event.respondWith(answer(request, url));
});

async function answer(request, url) {
  const cache = await caches.open(name);
  try {
    const response = await fetch(request);
    if (response.ok && response.type === 'basic') await cache.put(bare(url), response.clone()).catch(() => {});
    return response;
  } catch (error) {
    const kept = await cache.match(bare(url)) ?? await cache.match(new URL(`${bare(url).href.replace(/\/?$/, '/')}`));
    if (kept) return kept;
    throw error;
  }
}

// Options of an address are for the page, not for the server.
function bare(url) {
  const copy = new URL(url);
  copy.search = copy.hash = '';
  if (copy.pathname.endsWith('/index.html')) copy.pathname = copy.pathname.slice(0, -'index.html'.length);
  return copy;
}
