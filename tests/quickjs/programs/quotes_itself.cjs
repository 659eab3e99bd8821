const assert = require('assert');
const t=(f)=>{try{f()}catch(e){console.log(e.message)}};
let x = 2;
t(() => assert(x === 1));
t(() => assert.ok(x > 3 && [1, ')'].includes(x)));
t(() => {
  assert(
    x === 5,
  );
});
console.log(typeof crypto.randomUUID(), crypto.getRandomValues(new Uint8Array(2)).length); crypto.subtle.digest('SHA-256', new TextEncoder().encode('abc')).then(b=>console.log(Buffer.from(b).toString('hex')));
