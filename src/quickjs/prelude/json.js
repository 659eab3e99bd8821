// V8's messages of JSON.parse and JSON.stringify, because the engine's own messages say less about where the text is
// wrong.

class Wrong {
  constructor(text) {
    this.text = text;
  }
}

// Throws `Wrong`, which says in V8's words why this text is not JSON.
function readJson(text) {
  let at = 0;
  const fail = (message, where = at) => {
    throw new Wrong(`${message} in JSON at position ${where}`);
  };
  const blank = () => {
    while (at < text.length && ' \t\n\r'.includes(text[at])) at++;
  };
  const unexpected = () => {
    if (at >= text.length) throw new Wrong('Unexpected end of JSON input');
    const c = text[at];
    if (c === '"') fail('Unexpected string');
    if (c === '-' || (c >= '0' && c <= '9')) fail('Unexpected number');
    if (/^(undefined|NaN|Infinity|\[object Object\])$/.test(text)) throw new Wrong(`"${text}" is not valid JSON`);
    let from = 0,
      to = text.length,
      before = '',
      after = '';
    if (text.length > 20) {
      if (at >= 10) [from, before] = [at - 10, '...'];
      if (at < text.length - 10) [to, after] = [at + 10, '...'];
    }
    throw new Wrong(`Unexpected token '${c}', ${before}"${text.slice(from, to)}"${after} is not valid JSON`);
  };
  const string = () => {
    for (at++; ; at++) {
      if (at >= text.length) fail('Unterminated string');
      const c = text[at];
      if (c === '"') break;
      if (c < ' ') fail('Bad control character in string literal');
      if (c !== '\\') continue;
      at++;
      if (at >= text.length) fail('Unterminated string');
      if (text[at] === 'u') {
        for (let i = 0; i < 4; i++) {
          at++;
          if (at >= text.length || !/[0-9a-f]/i.test(text[at])) fail('Bad Unicode escape');
        }
      } else if (!'"\\/bfnrt'.includes(text[at])) {
        fail('Bad escaped character');
      }
    }
    at++;
  };
  const isDigit = () => text[at] >= '0' && text[at] <= '9';
  const number = () => {
    if (text[at] === '-') {
      at++;
      if (!isDigit()) fail('No number after minus sign');
    }
    if (text[at] === '0') {
      at++;
      if (isDigit()) fail('Unexpected number');
    } else {
      while (isDigit()) at++;
    }
    if (text[at] === '.') {
      at++;
      if (!isDigit()) fail('Unterminated fractional number');
      while (isDigit()) at++;
    }
    if (text[at] === 'e' || text[at] === 'E') {
      at++;
      if (text[at] === '+' || text[at] === '-') at++;
      if (!isDigit()) fail('Exponent part is missing a number');
      while (isDigit()) at++;
    }
  };
  const value = () => {
    blank();
    const c = text[at];
    if (c === '"') string();
    else if (c === '-' || isDigit()) number();
    else if (c === '{') {
      at++;
      blank();
      if (text[at] === '}') {
        at++;
        return;
      }
      for (let first = true; ; first = false) {
        blank();
        if (text[at] !== '"') fail(first ? "Expected property name or '}'" : 'Expected double-quoted property name');
        string();
        blank();
        if (text[at] !== ':') {
          if (!first) unexpected();
          fail("Expected ':' after property name");
        }
        at++;
        value();
        blank();
        if (text[at] === '}') break;
        if (text[at] !== ',') fail("Expected ',' or '}' after property value");
        at++;
      }
      at++;
    } else if (c === '[') {
      at++;
      blank();
      if (text[at] === ']') {
        at++;
        return;
      }
      for (;;) {
        value();
        blank();
        if (text[at] === ']') break;
        if (text[at] !== ',') fail("Expected ',' or ']' after array element");
        at++;
      }
      at++;
    } else {
      const word = { t: 'true', f: 'false', n: 'null' }[c];
      if (!word) unexpected();
      for (let i = 0; i < word.length; i++, at++) if (text[at] !== word[i]) unexpected();
    }
  };
  value();
  blank();
  if (at < text.length) throw new Wrong(`Unexpected non-whitespace character after JSON at position ${at}`);
}

// Returns the first circular reference that JSON.stringify has found, as V8 draws it.
export function circleIn(start) {
  const path = [];
  const nameOf = (key, array) => (array ? `index ${key}` : `property '${key}'`);
  const look = (object, label) => {
    const from = path.findIndex((step) => step.object === object);
    if (from >= 0) {
      const steps = path.slice(from),
        made = (one) => `object with constructor '${one.constructor?.name || 'Object'}'`;
      const lines = steps.slice(1).map((step) => `|     ${step.label} -> ${made(step.object)}`);
      if (lines.length > 3) lines.splice(2, lines.length - 3, '|     ...');
      return [
        'Converting circular structure to JSON',
        `--> starting at ${made(object)}`,
        ...lines,
        `--- ${label} closes the circle`,
      ].join('\n    ');
    }
    if (path.length > 500) return undefined;
    path.push({ object, label });
    const array = Array.isArray(object);
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (typeof value !== 'object' || value === null || typeof value.toJSON === 'function') continue;
      const found = look(value, nameOf(key, array));
      if (found) return found;
    }
    path.pop();
    return undefined;
  };
  return look(start);
}

// Returns why this text is not JSON, or undefined if it is.
export function whyNotJson(text) {
  try {
    readJson(text);
  } catch (wrong) {
    if (wrong instanceof Wrong) return wrong.text;
  }
  return undefined;
}
