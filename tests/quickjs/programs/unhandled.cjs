process.on('unhandledRejection', (reason, promise) => console.log('unhandled:', reason, promise));
process.on('rejectionHandled', () => console.log('handled after all'));
process.on('uncaughtException', (error, origin) => console.log('uncaught:', error.message, origin));
process.on('exit', (code) => console.log('exit code', code));

const late = Promise.reject(new TypeError('late').message);
setTimeout(() => late.catch((reason) => console.log('caught', reason)), 100);
Promise.reject(42);
setTimeout(() => { throw new Error('thrown by a timer'); }, 200);
process.nextTick(() => { throw new Error('thrown by a tick'); });
queueMicrotask(() => { throw new Error('thrown by a microtask'); });
Promise.resolve().then(() => console.log('a microtask'));
(async () => {
  try {
    await Promise.reject(new Error('in time'));
  } catch (error) {
    console.log('in time:', error.message);
  }
})();
setTimeout(() => { process.exitCode = 3; }, 300);
