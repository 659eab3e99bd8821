// Tasks of the scheduler run by priority, and in their order within one.
const log = text => () => console.log(text);
scheduler.postTask(log('background 1'), { priority: 'background' });
scheduler.postTask(log('user-visible 1'));
scheduler.postTask(log('user-blocking 1'), { priority: 'user-blocking' });
scheduler.postTask(log('background 2'), { priority: 'background' });
scheduler.postTask(log('user-visible 2'), { priority: 'user-visible' });
scheduler.postTask(log('user-blocking 2'), { priority: 'user-blocking' });
Promise.resolve().then(log('promise'));
console.log('script ends');
