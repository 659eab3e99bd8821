const f = () => { Promise.reject(1).catch(() => {}); queueMicrotask(f); }; f();
