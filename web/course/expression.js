// The small language in which lessons compute: numbers in the prose, and the right answers of questions.
//
//   pool.finish                          the finish of the first shown run of the figure `pool`
//   pool.2.latency.p95                   of its run 2, counted from 0 as in the file
//   pool@machine.cores                   a setting: what the scenario says at this path
//   pool.finish / loop.finish            a ratio, which has no unit
//   pool.finish <= 100 ms and not pool.parallel
//   round(x), floor(x), ceil(x), abs(x), min(x, y, …), max(x, y, …)
//   printed(loop, "timeout")             when a program printed this line
//
// A value is {value, unit}. The units are 'time' (in ns), 'share' (1 is 100 %), 'bytes', 'money', 'rate' (per second),
// 'number', 'truth' and 'text'. Values of different units are not added and not compared: that is a mistake, as is an
// unknown name. A plain number adapts to the unit beside it, except to a time.
//
//   compile(text) -> {references, evaluate(look)}        throws an ExpressionError, which has an `offset`
//   look({figure, run, metric, path, printed}) -> {value, unit}

export class ExpressionError extends Error {
  constructor(message, offset) {
    super(message);
    this.name = 'ExpressionError';
    this.offset = offset;
  }
}

const durations = { ns: 1, us: 1e3, 'µs': 1e3, ms: 1e6, s: 1e9, min: 60e9, h: 3600e9 };
const units = { ...Object.fromEntries(Object.entries(durations).map(([name, ns]) => [name, { unit: 'time', scale: ns }])),
                '%': { unit: 'share', scale: 0.01 }, KiB: { unit: 'bytes', scale: 1024 }, MiB: { unit: 'bytes', scale: 1024 ** 2 }, GiB: { unit: 'bytes', scale: 1024 ** 3 } };

const token = /\s*(?:(\d+(?:\.\d+)?)\s*(ns|us|µs|ms|s|min|h|%|KiB|MiB|GiB)?(?![\w])|([a-z][a-z0-9_]*(?:\.[A-Za-z0-9_]+)*(?:@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)?)|("[^"]*")|(<=|>=|!=|[-+*/()<>=,]))/y;
const words = new Set(['and', 'or', 'not', 'true', 'false', 'printed', 'round', 'floor', 'ceil', 'abs', 'min', 'max']);

function tokens(text) {
  const list = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const begin = token.lastIndex + /^\s*/.exec(text.slice(token.lastIndex))[0].length;
    if (begin === text.length) break;
    const found = token.exec(text);
    if (!found) throw new ExpressionError(`“${text.slice(begin, begin + 12)}” is not part of an expression`, begin);
    const [, number, unit, name, quoted, sign] = found;
    if (number !== undefined) list.push({ kind: 'number', offset: begin, value: Number(number) * (units[unit]?.scale ?? 1), unit: units[unit]?.unit ?? 'number' });
    else if (name !== undefined) list.push({ kind: words.has(name) ? 'word' : 'name', offset: begin, text: name });
    else if (quoted !== undefined) list.push({ kind: 'quoted', offset: begin, text: quoted.slice(1, -1) });
    else list.push({ kind: 'sign', offset: begin, text: sign });
  }
  return [...list, { kind: 'end', offset: text.length, text: '' }];
}

// "pool.2.latency.p95" -> {figure: "pool", run: 2, metric: "latency.p95"}
function reference({ text, offset }) {
  const [dotted, path] = text.split('@');
  const [figure, ...rest] = dotted.split('.');
  const run = /^\d+$/.test(rest[0] ?? '') ? Number(rest.shift()) : null;
  if (path !== undefined && rest.length > 0) throw new ExpressionError(`“${text}” names a metric and a setting`, offset);
  if (path === undefined && rest.length === 0) throw new ExpressionError(`“${text}” names no metric, as in ${figure}.finish`, offset);
  return path === undefined ? { figure, run, metric: rest.join('.') } : { figure, run, path };
}

export function compile(text) {
  const list = tokens(text);
  const references = [];
  let at = 0;
  const now = () => list[at];
  const is = (...texts) => ['sign', 'word'].includes(now().kind) && texts.includes(now().text);
  const expect = sign => {
    if (!is(sign)) throw new ExpressionError(`there should be a “${sign}” here`, now().offset);
    ++at;
  };

  // operand (operator operand)*, where operators of one level are evaluated from left to right
  const chain = (operand, operators, combine) => () => {
    let left = operand();
    while (is(...operators)) {
      const { text: operator, offset } = list[at++];
      const [before, right] = [left, operand()];
      left = look => combine(operator, before(look), right(look), offset);
    }
    return left;
  };
  const product = chain(unary, ['*', '/'], multiply);
  const sum = chain(product, ['+', '-'], add);
  const comparison = chain(sum, ['<', '<=', '>', '>=', '=', '!='], compare);
  const negation = () => {
    if (!is('not')) return comparison();
    const { offset } = list[at++];
    const operand = negation();
    return look => ({ value: !truth(operand(look), offset), unit: 'truth' });
  };
  const both = chain(negation, ['and'], (_, a, b, offset) => ({ value: truth(a, offset) && truth(b, offset), unit: 'truth' }));
  const either = chain(both, ['or'], (_, a, b, offset) => ({ value: truth(a, offset) || truth(b, offset), unit: 'truth' }));

  function unary() {
    if (!is('-')) return primary();
    ++at;
    const operand = unary();
    return look => ({ ...operand(look), value: -operand(look).value });
  }

  function primary() {
    const { kind, text: word, offset, value, unit } = list[at++];
    if (kind === 'number') return () => ({ value, unit });
    if (kind === 'quoted') return () => ({ value: word, unit: 'text' });
    if (kind === 'name') return looked(reference({ text: word, offset }), offset);
    if (kind === 'word' && (word === 'true' || word === 'false')) return () => ({ value: word === 'true', unit: 'truth' });
    if (kind === 'word' && word === 'printed') return printed(offset);
    if (kind === 'word' && functions[word]) return called(word, offset);
    if (kind === 'sign' && word === '(') {
      const inner = either();
      expect(')');
      return inner;
    }
    throw new ExpressionError(kind === 'end' ? 'the expression ends too soon' : `“${word}” is out of place`, offset);
  }

  function looked(wanted, offset) {
    references.push({ ...wanted, offset });
    return look => found(look(wanted), offset);
  }

  function printed(offset) {
    expect('(');
    const name = list[at++];
    expect(',');
    const line = list[at++];
    expect(')');
    const [figure, run] = name.text.split('.');
    if (name.kind !== 'name' || line.kind !== 'quoted') throw new ExpressionError('it should look like printed(figure, "line")', offset);
    return looked({ figure, run: run === undefined ? null : Number(run), printed: line.text }, offset);
  }

  function called(name, offset) {
    expect('(');
    const given = [either()];
    while (is(',')) {
      ++at;
      given.push(either());
    }
    expect(')');
    return look => functions[name](given.map(one => one(look)), offset);
  }

  const evaluate = either();
  if (now().kind !== 'end') throw new ExpressionError(`“${now().text ?? now().value}” is out of place`, now().offset);
  return { references, evaluate };
}

function found(value, offset) {
  if (value.missing) throw new ExpressionError(value.missing, offset);
  return value;
}

function truth({ value, unit }, offset) {
  if (unit !== 'truth') throw new ExpressionError('a condition is expected here', offset);
  return value;
}

function numeric(value, offset) {
  if (['truth', 'text'].includes(value.unit)) throw new ExpressionError('a number is expected here', offset);
  if (!Number.isFinite(value.value)) throw new ExpressionError('the run has no such number', offset);
  return value;
}

// The common unit of two values.
function common(a, b, offset) {
  if (a.unit === b.unit) return a.unit;
  if (a.unit === 'number' && b.unit !== 'time') return b.unit;
  if (b.unit === 'number' && a.unit !== 'time') return a.unit;
  throw new ExpressionError(`a ${a.unit} and a ${b.unit} do not go together`, offset);
}

function add(sign, a, b, offset) {
  numeric(a, offset);
  numeric(b, offset);
  return { value: sign === '+' ? a.value + b.value : a.value - b.value, unit: common(a, b, offset) };
}

function multiply(sign, a, b, offset) {
  numeric(a, offset);
  numeric(b, offset);
  if (sign === '/' && b.value === 0) throw new ExpressionError('this divides by zero', offset);
  if (sign === '/') return { value: a.value / b.value, unit: b.unit === a.unit ? 'number' : b.unit === 'number' ? a.unit : ratio(a, b, offset) };
  const plain = unit => unit === 'number' || unit === 'share';
  return { value: a.value * b.value, unit: plain(a.unit) ? (plain(b.unit) ? 'number' : b.unit) : plain(b.unit) ? a.unit : ratio(a, b, offset) };
}

function ratio(a, b, offset) {
  throw new ExpressionError(`a ${a.unit} and a ${b.unit} are not multiplied or divided`, offset);
}

function compare(sign, a, b, offset) {
  if (a.unit !== 'truth' || b.unit !== 'truth') common(numeric(a, offset), numeric(b, offset), offset);
  const [x, y] = [a.value, b.value];
  const value = { '<': x < y, '<=': x <= y, '>': x > y, '>=': x >= y, '=': x === y, '!=': x !== y }[sign];
  return { value, unit: 'truth' };
}

const one = act => ([first, ...rest], offset) => {
  if (rest.length > 0) throw new ExpressionError('one value is expected in the brackets', offset);
  return { ...numeric(first, offset), value: act(first.value) };
};
const many = act => (given, offset) => {
  for (const other of given.slice(1)) common(numeric(given[0], offset), numeric(other, offset), offset);
  return { unit: given[0].unit, value: act(...given.map(({ value }) => value)) };
};
const functions = { round: one(Math.round), floor: one(Math.floor), ceil: one(Math.ceil), abs: one(Math.abs), min: many(Math.min), max: many(Math.max) };
