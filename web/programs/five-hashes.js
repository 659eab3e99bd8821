// The pool has four threads for five hashes. When is each hash done?

const { pbkdf2 } = require('node:crypto');

for (let i = 1; i <= 5; i++) {
  pbkdf2('secret', 'salt', 100_000, 64, 'sha512', () => console.log('hash', i));
}
console.log('all five have been requested');
