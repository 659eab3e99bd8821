// Durations in links. Internally they are whole nanoseconds.


const units = [['h', 3600e9], ['min', 60e9], ['s', 1e9], ['ms', 1e6], ['us', 1e3], ['ns', 1]];

// 20000000 -> "20ms": the largest unit that needs at most three decimals.
export function durationText(ns) {
  const whole = Math.round(ns);
  if (whole === 0) return '0ms';
  for (const [name, size] of units.slice(2)) {
    if (Math.abs(whole) >= size && (whole * 1000) % size === 0) return whole / size + name;
  }
  return whole + 'ns';
}

// "21.4 ms", "0 µs", "3s" -> ns; null when it isn't a duration.
export function parseDuration(text) {
  if (text.length > 40) return null;
  const match = /^\s*([0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?)\s*(ns|us|µs|μs|ms|s|min|h)\s*$/i.exec(text);
  if (!match) return null;
  const name = match[2].toLowerCase().replace(/[µμ]/, 'u');
  const ns = Number(match[1]) * units.find(unit => unit[0] === name)[1];
  return Number.isFinite(ns) && ns <= Number.MAX_SAFE_INTEGER ? Math.round(ns) : null;
}
