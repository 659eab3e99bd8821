// Each step of a chain is one turn; a promise that is returned takes two more.
const log = text => () => console.log(text);
Promise.resolve().then(() => Promise.resolve()).then(log('after a returned promise'));
Promise.resolve().then(log('1')).then(log('2')).then(log('3')).then(log('4')).then(log('5'));
Promise.resolve().then(() => ({ then: done => done() })).then(log('after a returned thenable'));
Promise.reject(new Error('x')).catch(log('caught')).finally(log('finally')).then(log('after finally'));
