// await of a promise takes one turn, of a thenable two; an async function that returns a promise takes three.
const log = text => () => console.log(text);
(async () => { await 1; console.log('await of a value'); })();
(async () => { await Promise.resolve(); console.log('await of a promise'); })();
(async () => { await { then: done => done() }; console.log('await of a thenable'); })();
(async () => Promise.resolve())().then(log('return of a promise'));
(async () => { return await Promise.resolve(); })().then(log('return await'));
Promise.resolve().then(log('1')).then(log('2')).then(log('3')).then(log('4'));
