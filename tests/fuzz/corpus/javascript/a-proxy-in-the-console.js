const p = new Proxy({}, { ownKeys() { for (;;); } }); console.log(Object.keys(p));
