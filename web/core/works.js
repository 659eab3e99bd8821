// What the user has worked on, kept in this browser: the figure that shows it (core/figure.js), or the file of a
// recording. Nothing leaves this machine.
//
//   await save({ key, title, figure, file, picture })   adds it, or replaces the one with the same key
//   await list()                                        the newest first; `time` is when it was saved, in ms
//   await get(key), await remove(key)
//
// A work is {key, title, time} and either `figure` (an object) or `file` (a File); `picture` is a Blob or null. All of
// these reject where a page may not store anything, as in some private windows and sandboxed frames. When there are too
// many works, or their files are too large in sum, the oldest ones go.

const most = 24;
const mostBytes = 256 << 20;

let opened = null;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('interleave', 1);  // it throws where storage is blocked
    request.onupgradeneeded = () => request.result.createObjectStore('works', { keyPath: 'key' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error ?? new Error('blocked'));
  });
  return opened;
}

// Carries out act(store) in a transaction, and returns the result of the request that it returns.
async function inStore(mode, act) {
  const transaction = (await database()).transaction('works', mode);
  const request = act(transaction.objectStore('works'));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export async function save(work) {
  await inStore('readwrite', store => store.put({ picture: null, ...work, time: Date.now() }));
  let bytes = 0;
  for (const [i, { key, file }] of (await list()).entries()) {
    bytes += file?.size ?? 0;
    if (i > 0 && (i >= most || bytes > mostBytes)) await remove(key);
  }
}

export const list = async () => (await inStore('readonly', store => store.getAll())).sort((a, b) => b.time - a.time);
export const get = key => inStore('readonly', store => store.get(key));
export const remove = key => inStore('readwrite', store => store.delete(key));
