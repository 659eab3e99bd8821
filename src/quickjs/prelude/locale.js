// What the engine leaves to an internationalization library: toLocaleString, localeCompare and the small part of Intl
// that programs use. The language is US English unless the program requests British English, German, French, Spanish or
// Italian.

import { hidden, missing } from './core.js';

const separators = { de: ['.', ','], es: ['.', ','], it: ['.', ','], fr: ['\u202f', ','], en: [',', '.'] };
const languageOf = (locales) => {
  const name = `${Array.isArray(locales) ? (locales[0] ?? 'en-US') : (locales ?? 'en-US')}`;
  if (!/^[a-z]{2,3}(-[\w]+)*$/i.test(name)) throw new RangeError(`Incorrect locale information provided`);
  return name;
};
const marks = {
  USD: '$',
  EUR: '€',
  GBP: '£',
  JPY: '¥',
  INR: '₹',
  CNY: 'CN¥',
  KRW: '₩',
  BRL: 'R$',
  CAD: 'CA$',
  AUD: 'A$',
  MXN: 'MX$',
};

// Decimal digits of a number that is not negative, rounded half up as they are written.
function rounded(number, least, most) {
  let [digits, exponent = '0'] = String(number).toLowerCase().split('e');
  let [whole, fraction = ''] = digits.split('.');
  const shift = +exponent;
  if (shift > 0) {
    fraction = fraction.padEnd(shift, '0');
    [whole, fraction] = [whole + fraction.slice(0, shift), fraction.slice(shift)];
  } else if (shift < 0) {
    whole = whole.padStart(1 - shift, '0');
    [whole, fraction] = [whole.slice(0, shift), whole.slice(shift) + fraction];
  }
  if (fraction.length > most) {
    const up = fraction[most] >= '5';
    digits = whole + fraction.slice(0, most);
    if (up) digits = String(BigInt(digits) + 1n).padStart(digits.length, '0');
    [whole, fraction] = [digits.slice(0, digits.length - most), most ? digits.slice(-most) : ''];
  }
  fraction = fraction.replace(/0+$/, '').padEnd(least, '0');
  return [whole.replace(/^0+(?=\d)/, '') || '0', fraction];
}

export function formatNumber(value, locales, options = {}) {
  const name = languageOf(locales),
    language = name.slice(0, 2);
  const [thousands, point] = separators[language] ?? separators.en;
  const { style = 'decimal', currency, notation } = options;
  const money = style === 'currency';
  if (money && currency === undefined) throw new TypeError('Currency code is required with currency style.');
  const usual = money ? (/^(JPY|KRW)$/.test(currency) ? 0 : 2) : 0;
  let least = options.minimumFractionDigits,
    most = options.maximumFractionDigits;
  least ??= Math.min(usual, most ?? usual);
  most ??= Math.max(least, money ? usual : style === 'percent' ? 0 : 3);
  if (!(least >= 0 && least <= 100)) throw new RangeError('minimumFractionDigits value is out of range.');
  if (!(most >= least && most <= 100)) throw new RangeError('maximumFractionDigits value is out of range.');
  const negative = typeof value === 'bigint' ? value < 0n : value < 0 || Object.is(value, -0);
  let number = negative ? -value : value,
    text,
    suffix = '';
  if (style === 'percent') number *= typeof value === 'bigint' ? 100n : 100;
  if (notation === 'compact') {
    const step = Math.min(4, Math.floor(Math.log10(Math.max(1, Number(number))) / 3));
    number = Number(number) / 1000 ** step;
    suffix = ['', 'K', 'M', 'B', 'T'][step];
    [least, most] = [0, number < 100 && step ? 1 : 0];
  }
  if (number !== number || number === Infinity) {
    text = number === Infinity ? '∞' : 'NaN';
  } else {
    let [whole, fraction] =
      typeof number === 'bigint' ? [String(number), ''.padEnd(least, '0')] : rounded(number, least, most);
    if (options.maximumSignificantDigits !== undefined) {
      [whole, fraction = ''] = String(Number(Number(number).toPrecision(options.maximumSignificantDigits))).split('.');
    }
    whole = whole.padStart(options.minimumIntegerDigits ?? 1, '0');
    if (options.useGrouping !== false && !(language === 'es' && whole.length < 5)) {
      whole =
        name === 'en-IN'
          ? whole.replace(/\B(?=(\d\d)*(\d{3})$)/g, thousands)
          : whole.replace(/\B(?=(\d{3})+$)/g, thousands);
    }
    text = whole + (fraction ? point + fraction : '');
  }
  text += suffix;
  const sign = negative ? '-' : options.signDisplay === 'always' ? '+' : '';
  if (style === 'percent') return `${sign}${text}${language === 'en' ? '%' : '\u00a0%'}`;
  if (style === 'unit') return `${sign}${text} ${options.unit}`;
  if (!money) return sign + text;
  const mark = marks[currency.toUpperCase()] ?? `${currency.toUpperCase()}\u00a0`;
  return !(language in separators) || language === 'en' ? sign + mark + text : `${sign}${text}\u00a0${mark.trim()}`;
}

const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const monate = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');
const tage = 'Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag'.split(' ');
const dateStyles = {
  full: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  long: { year: 'numeric', month: 'long', day: 'numeric' },
  medium: { year: 'numeric', month: 'short', day: 'numeric' },
  short: { year: '2-digit', month: 'numeric', day: 'numeric' },
};

// `parts`: what is shown when the options name nothing, 'date', 'time' or both.
export function formatDate(date, locales, options = {}, parts = 'date time') {
  if (date.getTime() !== date.getTime()) return 'Invalid Date';
  const name = languageOf(locales),
    german = name.startsWith('de'),
    british = name === 'en-GB';
  const shown = { ...options };
  if (options.dateStyle) Object.assign(shown, dateStyles[options.dateStyle]);
  if (options.timeStyle)
    Object.assign(
      shown,
      { hour: 'numeric', minute: '2-digit' },
      options.timeStyle !== 'short' && { second: '2-digit' },
    );
  if (!['weekday', 'year', 'month', 'day', 'hour', 'minute', 'second'].some((key) => shown[key] !== undefined)) {
    if (parts.includes('date')) Object.assign(shown, { year: 'numeric', month: 'numeric', day: 'numeric' });
    if (parts.includes('time')) Object.assign(shown, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
  }
  if (shown.timeZone !== undefined && !/^(utc|gmt|etc\/utc)$/i.test(shown.timeZone)) {
    throw missing(`The time zone ${shown.timeZone}`, 'Use UTC.');
  }
  const utc = shown.timeZone ? 'UTC' : '',
    get = (what) => date[`get${utc}${what}`]();
  const two = (number) => String(number).padStart(2, '0');
  const number = (value, style) => (style === '2-digit' ? two(value % 100) : String(value));
  const year = shown.year && number(get('FullYear'), shown.year);
  const weekdays = german ? tage : days;
  const weekday =
    shown.weekday && (shown.weekday === 'long' ? weekdays[get('Day')] : weekdays[get('Day')].slice(0, german ? 2 : 3));
  const inWords = shown.month && !/numeric|2-digit/.test(shown.month);
  const monthName = inWords && (german ? monate : months)[get('Month')];
  const month = inWords
    ? shown.month === 'long'
      ? monthName
      : monthName.slice(0, 3)
    : shown.month && number(get('Month') + 1, british && shown.year ? '2-digit' : shown.month);
  const day = shown.day && number(get('Date'), british && !inWords && shown.month ? '2-digit' : shown.day);
  let text;
  if (inWords) {
    if (german) text = [day && `${day}.`, month, year].filter(Boolean).join(' ');
    else if (british) text = [day, month, year].filter(Boolean).join(' ');
    else text = [[month, day].filter(Boolean).join(' '), year].filter(Boolean).join(day ? ', ' : ' ');
    if (weekday) text = `${weekday}${british ? '' : ','} ${text}`;
  } else {
    text = german
      ? [day, month, year].filter(Boolean).join('.')
      : (british ? [day, month, year] : [month, day, year]).filter(Boolean).join('/');
    if (weekday) text = text ? `${weekday}, ${text}` : weekday;
  }
  if (shown.hour || shown.minute || shown.second) {
    const half =
      shown.hour &&
      !(shown.hour12 === false || shown.hourCycle === 'h23' || ((german || british) && shown.hour12 !== true));
    const hours = get('Hours'),
      hour = half ? hours % 12 || 12 : hours || (shown.hour12 === false && !german && !british ? 24 : 0);
    const pieces = [];
    if (shown.hour) pieces.push(shown.hour === '2-digit' || !half ? two(hour) : hour);
    if (shown.minute) pieces.push(pieces.length || shown.second ? two(get('Minutes')) : get('Minutes'));
    if (shown.second) pieces.push(pieces.length ? two(get('Seconds')) : get('Seconds'));
    let time = pieces.join(':');
    if (shown.fractionalSecondDigits)
      time += `.${String(get('Milliseconds')).padStart(3, '0').slice(0, shown.fractionalSecondDigits)}`;
    if (half) time += ` ${hours < 12 ? 'AM' : 'PM'}`;
    if (shown.timeZoneName) time += ' UTC';
    const words = inWords && /full|long/.test(options.dateStyle ?? '');
    text = text ? `${text}${words ? (german ? ' um ' : ' at ') : ', '}${time}` : time;
  }
  return text;
}

// Compares letters first, then accents, then case. Digits come before letters, and everything else comes before digits.
const bareLetter = (c) => {
  const code = c.codePointAt(0);
  if (code < 0xc0) return c;
  const at = 'àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ'.indexOf(c);
  return at < 0 ? c : 'aaaaaaceeeeiiiinoooooouuuuyy'[at];
};
function rank(c) {
  if (/\s/.test(c)) return 0;
  const order = '_-,;:!?.\'"()[]{}@*/\\&#%`^+<=>|~$'.indexOf(c);
  if (order >= 0) return 1 + order;
  if (c >= '0' && c <= '9') return 100 + +c;
  return 1000 + c.codePointAt(0);
}
export function compareText(a, b, options = {}) {
  const left = [...a],
    right = [...b];
  let accent = 0,
    upper = 0,
    i = 0,
    j = 0;
  while (i < left.length && j < right.length) {
    if (options.numeric && /\d/.test(left[i]) && /\d/.test(right[j])) {
      const digits = (list, at) => /^\d+/.exec(list.slice(at).join(''))[0];
      const one = digits(left, i),
        other = digits(right, j);
      if (+one !== +other) return +one < +other ? -1 : 1;
      i += one.length;
      j += other.length;
      continue;
    }
    const x = left[i++],
      y = right[j++];
    if (x === y) continue;
    const small = x.toLowerCase(),
      little = y.toLowerCase(),
      p = rank(bareLetter(small)),
      q = rank(bareLetter(little));
    if (p !== q) return p < q ? -1 : 1;
    if (small !== little) accent ||= small < little ? -1 : 1;
    else upper ||= x === small ? -1 : 1;
  }
  if (left.length - i !== right.length - j) return left.length - i < right.length - j ? -1 : 1;
  const { sensitivity = 'variant' } = options;
  return (
    (/accent|variant/.test(sensitivity) && accent) ||
    (/case|variant/.test(sensitivity) && (options.caseFirst === 'upper' ? -upper : upper)) ||
    0
  );
}

// The supported part of Intl.
export function makeIntl() {
  class NumberFormat {
    constructor(locales, options) {
      formatNumber(0, locales, options);
      this.format = (value) => formatNumber(typeof value === 'bigint' ? value : Number(value), locales, options);
      Object.defineProperty(this, 'format', { enumerable: false });
    }
    resolvedOptions() {
      return { locale: 'en-US', numberingSystem: 'latn' };
    }
  }
  class DateTimeFormat {
    constructor(locales, options) {
      this.format = (date = new Date()) => formatDate(new Date(date), locales, options, 'date');
      Object.defineProperty(this, 'format', { enumerable: false });
    }
    resolvedOptions() {
      return { locale: 'en-US', calendar: 'gregory', timeZone: 'UTC' };
    }
  }
  class Collator {
    constructor(locales, options) {
      this.compare = (a, b) => compareText(`${a}`, `${b}`, options);
      Object.defineProperty(this, 'compare', { enumerable: false });
    }
  }
  const Intl = { NumberFormat, DateTimeFormat, Collator };
  for (const Class of Object.values(Intl)) {
    hidden(Intl, Class.name, new Proxy(Class, { apply: (target, self, values) => new Class(...values) }));
  }
  for (const name of ['PluralRules', 'RelativeTimeFormat', 'ListFormat', 'Segmenter', 'DisplayNames']) {
    hidden(Intl, name, function () {
      throw missing(`Intl.${name}`, '');
    });
  }
  Object.defineProperty(Intl, Symbol.toStringTag, { value: 'Intl', configurable: true });
  return Intl;
}

// String.prototype.normalize for letters of Latin script: the engine is built without Unicode's tables of it.
const composed = {
  '\u0300': 'AÀEÈIÌOÒUÙaàeèiìoòuù',
  '\u0301': 'AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćNŃnńSŚsśZŹzźLĹlĺRŔrŕ',
  '\u0302': 'AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝSŜsŝ',
  '\u0303': 'AÃNÑOÕaãnñoõIĨiĩUŨuũ',
  '\u0304': 'AĀaāEĒeēIĪiīOŌoōUŪuū',
  '\u0306': 'AĂaăGĞgğUŬuŭ',
  '\u0307': 'ZŻzżEĖeėIİCĊcċ',
  '\u0308': 'AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸ',
  '\u030a': 'AÅaåUŮuů',
  '\u030b': 'OŐoőUŰuű',
  '\u030c': 'CČcčDĎdďEĚeěNŇnňRŘrřSŠsšTŤtťZŽzž',
  '\u0327': 'CÇcçSŞsşTŢtţ',
  '\u0328': 'AĄaąEĘeęIĮiįUŲuų',
};
export function normalizeText(text, form = 'NFC') {
  if (!/^NFK?[CD]$/.test(form)) throw new RangeError(`The normalization form should be one of NFC, NFD, NFKC, NFKD.`);
  let result = '';
  for (const c of text) {
    if (form.endsWith('C')) {
      const at = composed[c]?.indexOf(result.slice(-1)) ?? -1;
      if (at >= 0 && at % 2 === 0 && result) result = result.slice(0, -1) + composed[c][at + 1];
      else result += c;
      continue;
    }
    const mark = c < '\u00c0' ? undefined : Object.keys(composed).find((one) => composed[one].indexOf(c) % 2 === 1);
    result += mark ? composed[mark][composed[mark].indexOf(c) - 1] + mark : c;
  }
  return result;
}
