// A task that yields continues with its own priority: a background task waits for all others.
scheduler.postTask(async () => {
  console.log('background, part 1');
  await scheduler.yield();
  console.log('background, part 2');
}, { priority: 'background' });
scheduler.postTask(() => console.log('background, other'), { priority: 'background' });
scheduler.postTask(async () => {
  console.log('blocking, part 1');
  await scheduler.yield();
  console.log('blocking, part 2');
}, { priority: 'user-blocking' });
scheduler.postTask(() => console.log('blocking, other'), { priority: 'user-blocking' });
scheduler.postTask(() => console.log('visible'));
setTimeout(() => console.log('timeout'), 0);
