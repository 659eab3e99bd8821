// Where a value stands on its slider and which values the slider stops at: round ones.

// {type, low, high, logarithmic} -> positions min..max by step, and the way there and back.
export function makeScale({ type, low, high, logarithmic }) {
  const least = type === 'number' ? (high - low) / 200 : 1;
  return logarithmic ? logarithmicScale(low, high, least) : linearScale(low, high, least);
}

function linearScale(low, high, least) {
  const step = Math.max(least, roundUp((high - low) / 200));
  const snap = value => clamp(tidy(Math.round(value / step) * step), low, high);
  return {
    min: low,
    max: high,
    step: 'any',
    value: snap,
    position: value => clamp(value, low, high),
    next: (value, way) => clamp(tidy(snap(value) + way * step), low, high),
  };
}

const divisions = 1000;

// Two digits everywhere: 1.0, 1.1 … 9.9, 10, 11 …; nought, where it is allowed, is the left end.
function logarithmicScale(low, high, least) {
  const first = Math.max(low, least, low > 0 ? 0 : high / 1e5);
  const ratio = Math.log(high / first);
  const value = position => {
    if (position <= 0) return low;
    return clamp(twoDigits(first * Math.exp((ratio * position) / divisions), least), low, high);
  };
  const position = value => clamp((divisions * Math.log(Math.max(value, first) / first)) / ratio, 0, divisions);
  return {
    min: 0,
    max: divisions,
    step: 'any',
    value,
    position,
    next(from, way) {
      if (way < 0 && from <= first) return low;
      const unit = Math.max(least, 10 ** Math.floor(Math.log10(Math.max(from, first) * (way < 0 ? 0.999999 : 1))) / 10);
      return clamp(tidy(Math.round(from / unit + way) * unit), low, high);
    },
  };
}

function twoDigits(value, least) {
  const unit = Math.max(least, 10 ** Math.floor(Math.log10(value)) / 10);
  return tidy(Math.round(value / unit) * unit);
}

// The next of 1, 2, 5, 10, 20, 50 …
function roundUp(value) {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return tidy([1, 2, 5, 10].find(factor => factor * power >= value * 0.999) * power);
}

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const tidy = value => Number(value.toPrecision(12));
