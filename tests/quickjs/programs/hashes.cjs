const c=require('crypto'); for (const h of ['sha256','md5','sha1']) for (const t of ['','abc','x'.repeat(200),'é'.repeat(30)]) console.log(c.createHash(h).update(t).digest('hex'));
console.log(c.createHmac('sha256','key').update('msg').digest('base64'), c.randomBytes(8).length, /^[0-9a-f-]{36}$/.test(c.randomUUID()));
c.pbkdf2('p','s',1000,32,'sha256',(e,k)=>console.log(e,k.length)); try{c.createHash('nope')}catch(e){console.log(e.message)}
console.log(c.scryptSync('a','b',16).length);
