// The body of a timer can be a text, which sees only what is global.
var seen = 'global';
(() => {
  const seen = 'local';
  setTimeout("console.log('text sees', seen)", 0);
  setTimeout(function () { console.log('function sees', seen, this === window); }, 0);
})();
