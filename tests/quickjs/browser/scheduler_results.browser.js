// postTask returns a promise of the result. A task can be delayed, and aborted.
scheduler.postTask(() => 'result').then(value => console.log(value));
scheduler.postTask(() => { throw new Error('failed'); }).catch(error => console.log(error.message));
scheduler.postTask(() => console.log('after 60 ms'), { delay: 60 });
scheduler.postTask(() => console.log('after 30 ms'), { delay: 30 });
const controller = new TaskController();
scheduler.postTask(() => console.log('never'), { signal: controller.signal }).catch(error => console.log(error.name));
controller.abort();
console.log('script ends');
