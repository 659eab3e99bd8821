// console prints through the host at the moment when it is called.

import { host } from './core.js';
import { format, inspect, widthOf } from './inspect.js';
import { warn } from './process.js';

const timeText = (ms) => {
  if (ms < 1000) return `${Number(ms.toFixed(3))}ms`;
  if (ms < 60000) return `${(ms / 1000).toFixed(3)}s`;
  const hours = Math.floor(ms / 3600000),
    minutes = Math.floor((ms % 3600000) / 60000);
  const seconds = ((ms % 60000) / 1000).toFixed(3).padStart(6, '0');
  return hours
    ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds} (h:mm:ss.mmm)`
    : `${minutes}:${seconds} (m:ss.mmm)`;
};

export function makeConsole() {
  let indent = '';
  const counts = new Map(),
    timers = new Map();
  const say = (stream, values) => {
    let text = host.uncounted(() => format(...values));
    if (indent) text = indent + text.split('\n').join(`\n${indent}`);
    host.print(stream, text);
  };
  const timed = (label, method, values, ends) => {
    label = `${label}`;
    if (!timers.has(label)) {
      warn(`No such label '${label}' for console.${method}()`);
      return;
    }
    const took = timeText(host.now() - timers.get(label));
    if (ends) timers.delete(label);
    say(1, ['%s: %s', label, took, ...values]);
  };
  const methods = {
    log(...values) {
      say(1, values);
    },
    warn(...values) {
      say(2, values);
    },
    dir(value, options) {
      say(1, [inspect(value, { customInspect: false, ...options })]);
    },
    time(label = 'default') {
      label = `${label}`;
      if (timers.has(label)) warn(`Label '${label}' already exists for console.time()`);
      else timers.set(label, host.now());
    },
    timeEnd(label = 'default') {
      timed(label, 'timeEnd', [], true);
    },
    timeLog(label = 'default', ...values) {
      timed(label, 'timeLog', values, false);
    },
    trace(...values) {
      const error = { name: 'Trace', message: format(...values) };
      const frames = String(new Error('').stack)
        .replace(/\n+$/, '')
        .split('\n')
        .filter((line) => /^ {4}at /.test(line));
      say(2, [
        `${error.name}${error.message ? `: ${error.message}` : ''}${frames.length ? `\n${frames.join('\n')}` : ''}`,
      ]);
    },
    assert(condition, ...values) {
      if (condition) return;
      values[0] = `Assertion failed${values.length ? `: ${values[0]}` : ''}`;
      say(2, values);
    },
    clear() {},
    count(label = 'default') {
      label = `${label}`;
      counts.set(label, (counts.get(label) || 0) + 1);
      say(1, [`${label}: ${counts.get(label)}`]);
    },
    countReset(label = 'default') {
      if (!counts.delete(`${label}`)) warn(`Count for '${label}' does not exist`);
    },
    group(...values) {
      if (values.length) say(1, values);
      indent += '  ';
    },
    groupEnd() {
      indent = indent.slice(2);
    },
    table(data, properties) {
      if (data === null || typeof data !== 'object') say(1, [data]);
      else say(1, [tableText(data, properties)]);
    },
  };
  methods.debug = methods.info = methods.dirxml = methods.log;
  methods.error = methods.warn;
  methods.groupCollapsed = methods.group;
  const console = Object.create({});
  for (const name of [
    'log',
    'warn',
    'dir',
    'time',
    'timeEnd',
    'timeLog',
    'trace',
    'assert',
    'clear',
    'count',
    'countReset',
    'group',
    'groupEnd',
    'table',
    'debug',
    'info',
    'dirxml',
    'error',
    'groupCollapsed',
  ]) {
    const method = methods[name];
    console[name] = {
      [name](...values) {
        return method(...values);
      },
    }[name];
  }
  Object.defineProperty(console, Symbol.toStringTag, { value: 'console', configurable: true });
  return console;
}

function tableText(data, properties) {
  const cell = (value) =>
    inspect(value, {
      maxArrayLength: 3,
      breakLength: Infinity,
      depth:
        value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0,
    });
  if (data instanceof Map) {
    const entries = [...data];
    return drawTable(
      ['(iteration index)', 'Key', 'Values'],
      [entries.map((_, i) => `${i}`), entries.map((e) => cell(e[0])), entries.map((e) => cell(e[1]))],
    );
  }
  if (data instanceof Set) {
    const entries = [...data];
    return drawTable(['(iteration index)', 'Values'], [entries.map((_, i) => `${i}`), entries.map(cell)]);
  }
  const rows = Object.keys(data),
    columns = Object.create(null),
    values = [];
  rows.forEach((row, i) => {
    const item = data[row];
    const primitive = item === null || (typeof item !== 'object' && typeof item !== 'function');
    for (const key of properties || (primitive ? [] : Object.keys(item))) {
      (columns[key] ??= [])[i] = primitive || !Object.hasOwn(item, key) ? '' : cell(item[key]);
    }
    if (primitive) values[i] = cell(item);
  });
  const head = ['(index)', ...Object.keys(columns)],
    body = [rows, ...Object.values(columns)];
  if (values.length) {
    head.push('Values');
    body.push(values);
  }
  return drawTable(head, body);
}

function drawTable(head, columns) {
  const count = Math.max(...columns.map((column) => column.length));
  const widths = head.map((title, i) => {
    let most = widthOf(title);
    for (let j = 0; j < count; j++) most = Math.max(most, widthOf(columns[i][j] ?? ''));
    return most + 2;
  });
  const line = (cells) =>
    `│${cells.map((text, i) => ` ${text}${' '.repeat(widths[i] - 1 - widthOf(text))}`).join('│')}│\n`;
  const rule = (left, middle, right) => left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  let text = `${rule('┌', '┬', '┐')}\n${line(head)}${rule('├', '┼', '┤')}\n`;
  for (let j = 0; j < count; j++) text += line(columns.map((column) => column[j] ?? ''));
  return text + rule('└', '┴', '┘');
}
