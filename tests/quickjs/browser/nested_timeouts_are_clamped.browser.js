// Twenty timeouts inside each other take longer than 40 ms, because from the seventh on, each takes at least 4 ms. Six
// take less.
function nest(levels, text) {
  if (levels === 0) console.log(text);
  else setTimeout(() => nest(levels - 1, text), 0);
}
nest(20, 'twenty levels');
nest(6, 'six levels');
setTimeout(() => console.log('40 ms'), 40);
