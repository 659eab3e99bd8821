// Writes computed values as people read them: 148 ms, 2.3 s, 32 %, 1.6 times. The same rules at build and in the page.
//
//   written({value, unit}, form)       form: '' as usual; 'word': four; 'times': twice, 3.1 times; 'exact': no hours and
//                                      minutes; or a number of decimals

import { say } from '../core/say.js';

const lengths = [['h', 3600e9], ['min', 60e9], ['s', 1e9], ['ms', 1e6], ['µs', 1e3], ['ns', 1]];
const sizes = [['GiB', 1024 ** 3], ['MiB', 1024 ** 2], ['KiB', 1024]];
const small = () => [say('no{@number}'), say('one'), say('two'), say('three'), say('four'), say('five'), say('six'), say('seven'), say('eight'), say('nine'), say('ten'), say('eleven'), say('twelve')];
const space = '\u00a0';  // so that a number and its unit stay on one line

// Three digits are enough to compare; zeros behind the point say nothing.
export function short(value, digits = 3) {
  if (value === 0) return '0';
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value)) + 1e-9));
  return grouped(value.toFixed(Math.min(decimals, 6)));
}

function grouped(text) {
  const [, sign, whole, rest] = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  const fraction = (rest ?? '').replace(/\.?0+$/, '');
  return sign + (whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole) + fraction;
}

function duration(ns, form) {
  if (form !== 'exact' && Math.abs(ns) >= 60e9) return long(ns);
  const [unit, scale] = lengths.find(([, one]) => Math.abs(ns) >= one && one <= 1e9) ?? ['ms', 1e6];
  return `${/^\d$/.test(form) ? grouped((ns / scale).toFixed(Number(form))) : short(ns / scale)}${space}${unit}`;
}

// 2 h 12 min, 16 min 30 s
function long(ns) {
  const seconds = Math.round(ns / 1e9);
  const parts = [[Math.floor(seconds / 3600), 'h'], [Math.floor(seconds / 60) % 60, 'min'], [seconds % 60, 's']].filter(([n]) => n > 0);
  return parts.slice(0, 2).map(([n, unit]) => `${n}${space}${unit}`).join(space);
}

const inWords = value => (Number.isInteger(value) ? small()[value] : undefined);

export function written({ value, unit }, form = '') {
  if (unit === 'text') return value;
  if (unit === 'truth') return value ? say('yes') : say('no');
  if (form === 'word') return inWords(value) ?? short(value);
  if (form === 'times') return value === 2 ? say('twice') : say('{n} times', { n: inWords(value) ?? short(value, 2) });
  if (unit === 'time') return duration(value, form);
  if (unit === 'share') return `${short(value * 100, 2)}${space}%`;
  if (unit === 'bytes') {
    const [name, size] = sizes.find(([, one]) => value >= one) ?? [say('bytes'), 1];
    return `${short(value / size)}${space}${name}`;
  }
  if (unit === 'rate') return say('{n} per second', { n: short(value) });
  if (unit === 'money') return short(value, 2);
  if (/^\d$/.test(form)) return grouped(value.toFixed(Number(form)));
  return Number.isInteger(value) ? grouped(String(value)) : short(value);
}
