process.on('unhandledRejection', () => console.log('never called'));
process.on('exit', code => console.log('exit', code));
process.nextTick(() => console.log('a tick that never runs'));
queueMicrotask(() => console.log('a microtask'));
throw new Error('at the top level');
