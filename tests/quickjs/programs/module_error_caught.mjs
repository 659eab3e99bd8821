process.on('unhandledRejection', error => console.log('rejection', error.message));
process.on('uncaughtException', (error, origin) => console.log('error', error.message, origin));
Promise.reject(new Error('another'));
setTimeout(() => console.log('it goes on'), 5);
await null;
throw new Error('at the top level');
