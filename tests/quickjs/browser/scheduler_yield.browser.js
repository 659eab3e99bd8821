// scheduler.yield() lets other tasks run, and continues before tasks of its priority that were posted later.
(async () => {
  console.log('part 1');
  await scheduler.yield();
  console.log('part 2');
  await scheduler.yield();
  console.log('part 3');
})();
scheduler.postTask(() => console.log('blocking'), { priority: 'user-blocking' });
scheduler.postTask(() => console.log('visible'));
Promise.resolve().then(() => console.log('promise'));
console.log('script ends');
