process.on('exit', code => {
  console.log('exit', code);
  throw new Error('in the handler');
});
console.log('last');
