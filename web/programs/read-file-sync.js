// There are two ways to read a file. During which one can the immediate run?

const fs = require('node:fs');
fs.writeFileSync('notes.txt', 'Remember the milk.');

setImmediate(() => console.log('something else'));

fs.readFile('notes.txt', 'utf8', (error, text) => console.log('readFile:', text.length, 'characters'));
console.log('readFile has been called');

const text = fs.readFileSync('notes.txt', 'utf8');
console.log('readFileSync:', text.length, 'characters');
