process.on('exit', code => {
  console.log('exit', code);
  process.exit(3);
});
setTimeout(() => {
  throw new Error('it is not printed');
}, 5);
