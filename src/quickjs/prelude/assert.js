// node:assert, with Node's messages.

import { argumentType, coded, hidden, isError, needFunction, settings } from './core.js';
import { inspect } from './inspect.js';
import { sameLoosely, sameStrictly } from './same.js';

const headings = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
};
const isObject = (value) => typeof value === 'object' && value !== null;
const showAll = (value) =>
  inspect(value, {
    compact: false,
    customInspect: false,
    depth: 1000,
    maxArrayLength: Infinity,
    sorted: true,
    getters: true,
  });

// Returns the difference line by line, with up to two equal lines before and after each place that differs.
function difference(actual, expected, operator, message) {
  if (
    operator === 'strictEqual' &&
    ((isObject(actual) && isObject(expected)) || (typeof actual === 'function' && typeof expected === 'function'))
  )
    operator = 'strictEqualObject';
  const title = message || headings[operator];
  const text = showAll(actual),
    left = text.split('\n'),
    right = showAll(expected).split('\n');
  let mark = '';
  if (left.length === 1 && right.length === 1 && left[0] !== right[0]) {
    const length = left[0].length + right[0].length;
    if (length <= 12) {
      if (!isObject(actual) && !isObject(expected) && (actual !== 0 || expected !== 0)) {
        return `${title}\n\n${left[0]} !== ${right[0]}\n`;
      }
    } else if (operator !== 'strictEqualObject' && length < 80) {
      let i = 0;
      while (left[0][i] === right[0][i]) i++;
      if (i > 2) mark = `\n  ${' '.repeat(i)}^`;
    }
  }
  let end = '',
    other = '',
    equal = 0;
  while (left.length && right.length && left[left.length - 1] === right[right.length - 1]) {
    const line = left.pop();
    right.pop();
    if (equal++ < 3) end = `\n  ${line}${end}`;
    else other = line;
  }
  const most = Math.max(left.length, right.length);
  if (most === 0) {
    const lines = text.split('\n');
    if (lines.length > 50) lines.splice(46, Infinity, '...');
    return `Values have same structure but are not reference-equal:\n\n${lines.join('\n')}\n`;
  }
  let skipped = equal >= 5,
    result = '',
    printed = 0,
    same = 0;
  if (skipped) end = `\n...${end}`;
  if (other !== '') end = `\n  ${other}${end}`;
  other = '';
  const head = `${title}\n+ actual - expected`;
  const [lines, sign, shorter] = left.length < most ? [right, '-', left.length] : [left, '+', right.length];
  const put = (line) => {
    result += `\n${line}`;
    printed++;
  };
  const catchUp = (from, i) => {
    if (same > 4) {
      if (same === 5) put(`  ${from[i - 3]}`);
      else {
        result += '\n...';
        skipped = true;
      }
    }
    if (same > 3) put(`  ${from[i - 2]}`);
    if (same > 2) put(`  ${from[i - 1]}`);
    same = 0;
  };
  for (let i = 0; i < most; i++) {
    if (i >= shorter) {
      catchUp(lines, i);
      if (lines === left) result += `\n${sign} ${lines[i]}`;
      else other += `\n${sign} ${lines[i]}`;
      printed++;
    } else {
      let line = left[i];
      let differs = line !== right[i] && !(line.endsWith(',') && line.slice(0, -1) === right[i]);
      if (differs && right[i] === `${line},`) {
        differs = false;
        line += ',';
      }
      if (differs) {
        catchUp(left, i);
        result += `\n+ ${line}`;
        other += `\n- ${right[i]}`;
        printed += 2;
      } else {
        result += other;
        other = '';
        if (++same <= 2) put(`  ${line}`);
      }
    }
    if (printed > 50 && i < most - 2) return `${head} ... Lines skipped\n${result}\n...${other}\n...`;
  }
  return `${head}${skipped ? ' ... Lines skipped' : ''}\n${result}${other}${end}${mark}`;
}

function messageOf({ actual, expected, operator, message }) {
  if (operator === 'deepStrictEqual' || operator === 'strictEqual') {
    if (message == null && isError(actual) && isError(expected)) {
      const bare = (error) =>
        Object.defineProperty(Object.assign(Object.create(Object.getPrototypeOf(error)), error), 'message', {
          value: error.message,
        });
      [actual, expected] = [bare(actual), bare(expected)];
    }
    return difference(actual, expected, operator, message);
  }
  if (message != null) return String(message);
  if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') {
    const title =
      headings[
        operator === 'notStrictEqual' && (isObject(actual) || typeof actual === 'function')
          ? 'notStrictEqualObject'
          : operator
      ];
    const lines = showAll(actual).split('\n');
    if (lines.length > 50) lines.splice(46, Infinity, '...');
    return lines.length === 1
      ? `${title}${lines[0].length > 5 ? '\n\n' : ' '}${lines[0]}`
      : `${title}\n\n${lines.join('\n')}\n`;
  }
  let left = showAll(actual),
    right = showAll(expected);
  const title = headings[operator];
  if (operator === 'notDeepEqual' && left === right) {
    left = `${title}\n\n${left}`;
    return left.length > 1024 ? `${left.slice(0, 1021)}...` : left;
  }
  if (left.length > 512) left = `${left.slice(0, 509)}...`;
  if (right.length > 512) right = `${right.slice(0, 509)}...`;
  if (operator === 'deepEqual') left = `${title}\n\n${left}\n\nshould loosely deep-equal\n\n`;
  else if (operator === 'notDeepEqual')
    left = `Expected values not to be loosely deep-equal:\n\n${left}\n\nshould not loosely deep-equal\n\n`;
  else right = ` ${operator} ${right}`;
  return left + right;
}

export class AssertionError extends Error {
  constructor(options) {
    if (!isObject(options)) throw argumentType('options', 'of type object', options);
    super(messageOf(options));
    const { actual, expected, operator, message } = options;
    const frames = String(this.stack)
      .split('\n')
      .filter((line) => /^ {4}at /.test(line));
    hidden(this, 'stack', [`AssertionError [ERR_ASSERTION]: ${this.message}`, ...frames].join('\n'));
    this.generatedMessage = !message;
    hidden(this, 'name', 'AssertionError');
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
  }
  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
}

// Returns the text of the call that failed, if the host has given the program's source.
function calledWith() {
  const { source } = settings;
  const place = /:(\d+):(\d+)\)?$/m.exec(String(new Error('').stack).replace(/^.*node:internal.*\n/gm, ''));
  if (!source || !place) return undefined;
  const line = source.split('\n')[place[1] - 1] ?? '';
  let start = -1;
  for (const found of line.matchAll(/\b(assert(\.\w+)*|ok)\s*\(/g))
    if (start < 0 || found.index < place[2]) start = found.index;
  if (start < 0) return undefined;
  const text = source.slice(
    source
      .split('\n')
      .slice(0, place[1] - 1)
      .join('\n').length +
      (place[1] > 1 ? 1 : 0) +
      start,
  );
  let depth = 0,
    quote = '';
  for (let i = text.indexOf('('); i < text.length && i < 1000; i++) {
    const c = text[i];
    if (quote) {
      if (c === '\\') i++;
      else if (c === quote) quote = '';
    } else if (c === '"' || c === "'" || c === '`') {
      quote = c;
    } else if ('([{'.includes(c)) {
      depth++;
    } else if (')]}'.includes(c) && --depth === 0) {
      return text
        .slice(0, i + 1)
        .split('\n')
        .map((part, k) => (k ? `  ${part.replace(new RegExp(`^\\s{0,${/^\s*/.exec(line)[0].length}}`), '')}` : part))
        .join('\n');
    }
  }
  return undefined;
}

export function makeAssert() {
  const fail = (fields, own) => {
    if (isError(fields.message)) throw fields.message;
    const error = new AssertionError(fields);
    if (own) error.generatedMessage = true;
    throw error;
  };
  const check = (operator, test) => (actual, expected, message) => {
    if (!test(actual, expected)) fail({ actual, expected, message, operator });
  };
  // eslint-disable-next-line eqeqeq
  const looselyEqual = (a, b) => a == b || (a !== a && b !== b);
  function ok(...values) {
    const [value, message] = values;
    if (value) return;
    if (values.length === 0) {
      fail(
        { actual: value, expected: true, operator: '==', message: 'No value argument passed to `assert.ok()`' },
        true,
      );
    }
    if (message == null) {
      fail(
        {
          actual: value,
          expected: true,
          operator: '==',
          message: `The expression evaluated to a falsy value:\n\n  ${calledWith() ?? `assert(${inspect(value)})`}\n`,
        },
        true,
      );
    }
    fail({ actual: value, expected: true, message, operator: '==' });
  }
  const assert = function assert(...values) {
    ok(...values);
  };

  // Checks that a rejected or thrown error is the expected one.
  function expectError(actual, expected, message, operator) {
    if (typeof expected === 'string') {
      message = expected;
      expected = undefined;
    }
    if (expected === undefined) return;
    if (typeof expected === 'function') {
      if (expected.prototype !== undefined && actual instanceof expected) return;
      if (Object.prototype.isPrototypeOf.call(Error, expected)) {
        if (message) fail({ actual, expected, message, operator });
        const got = isError(actual) ? `"${actual.name}"` : `"${inspect(actual, { depth: -1 })}"`;
        fail(
          {
            actual,
            expected,
            operator,
            message:
              `The error is expected to be an instance of "${expected.name}". Received ` +
              `${got}${isError(actual) ? `\n\nError message:\n\n${actual.message}` : ''}`,
          },
          true,
        );
      }
      if (Reflect.apply(expected, {}, [actual]) === true) return;
      fail(
        {
          actual,
          expected,
          operator,
          message:
            message ||
            `The ${expected.name ? `"${expected.name}" ` : ''}validation ` +
              `function is expected to return "true". Received ${inspect(expected(actual))}` +
              `${isError(actual) ? `\n\nCaught error:\n\n${actual}` : ''}`,
        },
        !message,
      );
    }
    if (expected instanceof RegExp) {
      if (expected.exec(String(actual)) !== null) return;
      fail(
        {
          actual,
          expected,
          operator,
          message:
            message ||
            `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(String(actual))}\n`,
        },
        !message,
      );
    }
    const keys = Object.keys(expected);
    if (isError(expected)) keys.push('name', 'message');
    for (const key of keys) {
      const pattern = expected[key];
      if (
        isObject(actual) &&
        typeof actual[key] === 'string' &&
        pattern instanceof RegExp &&
        pattern.exec(actual[key])
      )
        continue;
      if (isObject(actual) && key in actual && sameStrictly(actual[key], pattern)) continue;
      if (message) fail({ actual, expected, message, operator });
      const pick = (from) => {
        const picked = {};
        for (const one of keys) {
          if (!isObject(from) || !(one in from)) continue;
          picked[one] =
            from === actual &&
            expected[one] instanceof RegExp &&
            typeof from[one] === 'string' &&
            expected[one].exec(from[one])
              ? expected[one]
              : from[one];
        }
        return picked;
      };
      class Comparison {}
      const error = new AssertionError({
        actual: Object.assign(new Comparison(), pick(actual)),
        expected: Object.assign(new Comparison(), pick(expected)),
        operator: 'deepStrictEqual',
      });
      Object.assign(error, { actual, expected, operator });
      throw error;
    }
  }
  const nothingThrown = (operator, expected, message) => {
    if (typeof expected === 'string') {
      message = expected;
      expected = undefined;
    }
    const type = operator === 'rejects' ? 'rejection' : 'exception';
    fail({
      actual: undefined,
      expected,
      operator,
      message: `Missing expected ${type}${expected?.name ? ` (${expected.name})` : ''}${message ? `: ${message}` : '.'}`,
    });
  };
  const unwanted = (operator, actual, expected, message) => {
    if (typeof expected === 'string') {
      message = expected;
      expected = undefined;
    }
    if (typeof expected === 'function' && !(actual instanceof expected)) throw actual;
    const type = operator === 'doesNotReject' ? 'rejection' : 'exception';
    fail({
      actual,
      expected,
      operator,
      message: `Got unwanted ${type}${message ? `: ${message}` : '.'}\nActual message: "${actual && actual.message}"`,
    });
  };
  async function outcome(from) {
    let promise = from;
    if (typeof from === 'function') {
      promise = from();
      if (typeof promise?.then !== 'function') {
        throw coded(
          TypeError,
          'ERR_INVALID_RETURN_VALUE',
          `Expected instance of Promise to be returned from the "promiseFn" function but got ${promise === undefined ? 'undefined' : `type ${typeof promise}`}.`,
        );
      }
    } else if (typeof promise?.then !== 'function') {
      throw argumentType('promiseFn', 'of type function or an instance of Promise', from);
    }
    try {
      await promise;
    } catch (error) {
      return { error };
    }
    return undefined;
  }
  const tried = (f) => {
    needFunction(f, 'fn');
    try {
      f();
    } catch (error) {
      return { error };
    }
    return undefined;
  };
  const pattern = (operator, wants) => (text, expression, message) => {
    if (!(expression instanceof RegExp)) throw argumentType('regexp', 'an instance of RegExp', expression);
    if (typeof text === 'string' && (expression.exec(text) !== null) === wants) return;
    fail(
      {
        actual: text,
        expected: expression,
        operator,
        message:
          message ||
          (typeof text !== 'string'
            ? `The "string" argument must be of type string. Received type ${typeof text} (${inspect(text)})`
            : `The input ${wants ? 'did not match' : 'was expected to not match'} the regular expression ` +
              `${inspect(expression)}. Input:\n\n${inspect(text)}\n`),
      },
      !message,
    );
  };
  Object.assign(assert, {
    ok,
    AssertionError,
    fail(message = undefined) {
      fail({ message: message ?? 'Failed', operator: 'fail' }, message === undefined);
    },
    equal: check('==', looselyEqual),
    notEqual: check('!=', (a, b) => !looselyEqual(a, b)),
    deepEqual: check('deepEqual', sameLoosely),
    notDeepEqual: check('notDeepEqual', (a, b) => !sameLoosely(a, b)),
    deepStrictEqual: check('deepStrictEqual', sameStrictly),
    notDeepStrictEqual: check('notDeepStrictEqual', (a, b) => !sameStrictly(a, b)),
    strictEqual: check('strictEqual', Object.is),
    notStrictEqual: check('notStrictEqual', (a, b) => !Object.is(a, b)),
    throws(f, expected, message) {
      const got = tried(f);
      if (!got) nothingThrown('throws', expected, message);
      expectError(got.error, expected, message, 'throws');
    },
    doesNotThrow(f, expected, message) {
      const got = tried(f);
      if (got) unwanted('doesNotThrow', got.error, expected, message);
    },
    async rejects(from, expected, message) {
      const got = await outcome(from);
      if (!got) nothingThrown('rejects', expected, message);
      expectError(got.error, expected, message, 'rejects');
    },
    async doesNotReject(from, expected, message) {
      const got = await outcome(from);
      if (got) unwanted('doesNotReject', got.error, expected, message);
    },
    ifError(error) {
      if (error == null) return;
      const text = isObject(error) && typeof error.message === 'string' ? error.message || error.name : inspect(error);
      fail({ actual: error, expected: null, operator: 'ifError', message: `ifError got unwanted exception: ${text}` });
    },
    match: pattern('match', true),
    doesNotMatch: pattern('doesNotMatch', false),
  });
  const strict = function strict(...values) {
    ok(...values);
  };
  Object.assign(strict, assert, {
    equal: assert.strictEqual,
    deepEqual: assert.deepStrictEqual,
    notEqual: assert.notStrictEqual,
    notDeepEqual: assert.notDeepStrictEqual,
  });
  assert.strict = strict;
  strict.strict = strict;
  return assert;
}
