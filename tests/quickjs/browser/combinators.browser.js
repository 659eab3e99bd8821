// all, allSettled, any and race, with timers that are far apart.
const later = (ms, value, fails) => new Promise((yes, no) => setTimeout(() => (fails ? no : yes)(value), ms));
Promise.race([later(60, 'slow'), later(20, 'fast')]).then(value => console.log('race', value));
Promise.all([later(20, 1), 2, later(60, 3)]).then(values => console.log('all', values.join()));
Promise.any([later(20, 'x', true), later(100, 'good')]).then(value => console.log('any', value));
Promise.allSettled([later(140, 1), later(20, 2, true)]).then(all => console.log('allSettled', all.map(one => one.status).join()));
Promise.any([Promise.reject(1), Promise.reject(2)]).catch(error => console.log(error.constructor.name, error.message, error.errors.join()));
Promise.race([]).then(() => console.log('never'));
Promise.all([]).then(values => console.log('all of none', values.length));
