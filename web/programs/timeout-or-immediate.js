// A timeout of 0 and an immediate: which comes first? And which in the callback of a file?

const fs = require('node:fs');

setTimeout(() => console.log('timeout'), 0);
setImmediate(() => console.log('immediate'));

fs.stat('.', () => {
  setTimeout(() => console.log('in the callback: timeout'), 0);
  setImmediate(() => console.log('in the callback: immediate'));
});
