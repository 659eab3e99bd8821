// A promise that nobody resolves: Node ends with code 13.
console.log('waits for ever');
process.on('exit', (code) => console.log('exit', code));
await new Promise(() => {});
console.log('never');
