// The function then of a thenable is called in a turn of its own.
const thenable = name => ({
  then(done) {
    console.log(name, 'then');
    done(name);
  },
});
Promise.resolve(thenable('resolve')).then(value => console.log(value, 'done'));
new Promise(done => done(thenable('new'))).then(value => console.log(value, 'done'));
(async () => console.log(await thenable('await'), 'done'))();
Promise.all([thenable('all'), 2]).then(values => console.log(values.join()));
console.log('script ends');
