// A timeout of 0 or an immediate: which comes first? And which comes first in a callback of the file system?

const fs = require('node:fs');

setTimeout(() => console.log('timeout'), 0);
setImmediate(() => console.log('immediate'));

fs.stat('.', () => {
  setTimeout(() => console.log('in the callback: timeout'), 0);
  setImmediate(() => console.log('in the callback: immediate'));
});
