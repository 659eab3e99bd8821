// Durations for people and for files. Inside they are whole nanoseconds.

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

// "20ms" -> "20 ms", "0us" -> "0 µs"; anything else stays as it is.
export function prettyDuration(text) {
  const match = /^([0-9.]+)(ns|us|ms|s|min|h)$/.exec(text);
  return match ? `${match[1]} ${match[2].replace('us', 'µs')}` : text;
}

// One unit for a whole table or axis, by its largest value.
export function unitFor(largest_ns) {
  if (largest_ns >= 10e9) return { name: 's', size: 1e9, digits: 2 };
  if (largest_ns >= 1e6) return { name: 'ms', size: 1e6, digits: 1 };
  if (largest_ns >= 1e3) return { name: 'µs', size: 1e3, digits: 1 };
  return { name: 'ns', size: 1, digits: 0 };
}

function inUnit(ns, unit, digits = unit.digits) {
  return (ns / unit.size).toFixed(digits);
}

// A moment of all that lasts until `last_ns`, while `shown_ns` of it are shown: as many digits as tell it from what stands
// a few pixels beside it.
export function momentText(ns, last_ns, shown_ns) {
  const unit = unitFor(last_ns);
  const wanted = Math.ceil(Math.log10(unit.size / (shown_ns / 250)));
  return `${inUnit(ns, unit, Math.max(unit.digits + 1, Math.min(wanted, Math.log10(unit.size))))} ${unit.name}`;
}

// In a column of times. What would have no two digits left in its unit has a unit of its own: "3.21 ms" among s.
export function inColumn(ns, unit, digits = unit.digits) {
  if (ns > 0 && ns / unit.size < 10 ** (1 - digits)) return withUnit(ns, unit, digits);
  return inUnit(ns, unit, digits);
}

export function withUnit(ns, unit, digits = unit.digits) {
  if (ns > 0 && ns / unit.size < 10 ** (1 - digits)) {
    const own = unitFor(ns);
    return `${(ns / own.size).toPrecision(3)} ${own.name}`;
  }
  return `${inUnit(ns, unit, digits)} ${unit.name}`;
}

export function bytesText(bytes) {
  const sizes = [['GiB', 2 ** 30], ['MiB', 2 ** 20], ['KiB', 2 ** 10]];
  for (const [name, size] of sizes) {
    if (bytes >= size) return `${+(bytes / size).toPrecision(3)} ${name}`;
  }
  return `${bytes} B`;
}
