// reportError sends the event of an error at once.
window.onerror = message => {
  console.log('onerror:', message);
  return true;
};
console.log('before');
reportError(new RangeError('reported'));
reportError('a text');
console.log('after');
