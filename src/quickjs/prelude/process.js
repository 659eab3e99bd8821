// process, and what the adapter needs from it when a program ends: exit codes, uncaught errors, unhandled rejections.

import { coded, getter, hidden, host, isError, missing, needFunction, settings } from './core.js';
import { EventEmitter } from './events.js';
import { inspect, stackOf } from './inspect.js';
import { library } from './library.js';

export const nodeVersion = 'v20.20.2';

let process; // undefined in a browser
let hinted = false;

// The part of process.emitWarning that prints.
export function warn(text, name = 'Warning', code) {
  if (!process) {
    host.print(2, text);
    return;
  }
  let warning = text;
  if (!isError(text)) {
    warning = new Error(text);
    warning.name = name;
    if (code) warning.code = code;
  }
  host.nextTick(() => {
    host.print(
      2,
      `(node:${process.pid}) ${warning.code ? `[${warning.code}] ` : ''}${warning.name}: ${warning.message}`,
    );
    if (!hinted) {
      hinted = true;
      host.print(
        2,
        `(Use \`node --trace-${warning.name === 'DeprecationWarning' ? 'deprecation' : 'warnings'} ...\` ` +
          'to show where the warning was created)',
      );
    }
    process.emit('warning', warning);
  });
}

// Text without an end of line is kept until the line ends, unless the host accepts parts of lines.
const begun = ['', '', ''];
export function write(stream, text) {
  if (host.write) {
    host.write(stream, text);
    return;
  }
  text = begun[stream] + text;
  const end = text.lastIndexOf('\n');
  begun[stream] = text.slice(end + 1);
  if (end >= 0) host.print(stream, text.slice(0, end));
}
const endLines = () => {
  for (const stream of [1, 2]) {
    if (begun[stream]) host.print(stream, begun[stream]);
    begun[stream] = '';
  }
};

function makeOutput(fd, decode) {
  const stream = new EventEmitter();
  return Object.assign(stream, {
    fd,
    writable: true,
    write(chunk, encoding, done) {
      if (typeof encoding === 'function') done = encoding;
      write(fd, typeof chunk === 'string' ? chunk : decode(chunk));
      if (done) host.nextTick(done);
      return true;
    },
    end(chunk) {
      if (chunk !== undefined) stream.write(chunk);
      return stream;
    },
    cork() {},
    uncork() {},
  });
}

export function makeProcess(decode) {
  class Process extends EventEmitter {}
  Object.defineProperty(Process, 'name', { value: 'process' });
  process = new Process();
  let exitCode;
  const wholeCode = (code) => {
    if (code === undefined || code === null) return undefined;
    const number = typeof code === 'string' && code !== '' ? Number(code) : code;
    if (!Number.isInteger(number)) {
      throw coded(
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        `The "code" argument must be of type number. Received ${typeof code === 'string' ? `type string (${inspect(code)})` : inspect(code)}`,
      );
    }
    return number;
  };
  const ns = () => BigInt(Math.round(host.now() * 1e6)) + 1000000000000n;
  const file = `/app/${settings.fileName || 'app.js'}`;
  Object.assign(process, {
    title: 'node',
    version: nodeVersion,
    arch: 'x64',
    platform: 'linux',
    pid: 4242,
    ppid: 4241,
    versions: { node: nodeVersion.slice(1), v8: '11.3.244.8-node.38' },
    release: { name: 'node', lts: 'Iron' },
    execPath: '/usr/local/bin/node',
    execArgv: [],
    argv0: 'node',
    exiting: false,
    argv: ['/usr/local/bin/node', file, ...(settings.argv || [])],
    env: { NODE_ENV: undefined, ...settings.env },
    cwd() {
      return '/app';
    },
    uptime() {
      return host.now() / 1000;
    },
    nextTick(callback, ...values) {
      needFunction(callback, 'callback');
      host.nextTick(callback, ...values);
    },
    exit(code) {
      if (code !== undefined) exitCode = wholeCode(code);
      if (!process._exiting) {
        hidden(process, '_exiting', true);
        process.emit('exit', exitCode ?? 0);
      }
      endLines();
      host.exit(exitCode ?? 0);
    },
    abort() {
      host.exit(134);
    },
    emitWarning(warning, type, code) {
      if (typeof type === 'object' && type !== null) ({ type, code } = type);
      warn(warning, type, code);
    },
    umask() {
      return 0o22;
    },
    getuid() {
      return 1000;
    },
    stdout: makeOutput(1, decode),
    stderr: makeOutput(2, decode),
  });
  delete process.exiting;
  if (process.env.NODE_ENV === undefined) delete process.env.NODE_ENV;
  process.hrtime = function hrtime(before) {
    const now = ns();
    if (!before) return [Number(now / 1000000000n), Number(now % 1000000000n)];
    const passed = now - (BigInt(before[0]) * 1000000000n + BigInt(before[1]));
    return [Number(passed / 1000000000n), Number(passed % 1000000000n)];
  };
  process.hrtime.bigint = () => ns();
  getter(
    process,
    'exitCode',
    () => exitCode,
    (code) => {
      exitCode = wholeCode(code);
    },
  );
  const refuse = (name, instead) => {
    process[name] = () => {
      throw missing(`process.${name}`, instead);
    };
  };
  refuse('memoryUsage', 'The memory that this engine uses says nothing about Node.');
  refuse('cpuUsage', 'Measure with performance.now().');
  refuse('kill', 'End the program with process.exit(code).');
  refuse('chdir', 'All files of a program are in /app.');
  refuse('binding');
  Object.defineProperty(process, 'stdin', {
    get() {
      throw missing('process.stdin', 'Put the input into the program, or into one of its files.');
    },
    enumerable: false,
    configurable: true,
  });
  Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true });
  return process;
}

const sketch = (value) => {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return String(value);
  if (typeof value === 'function') return Function.prototype.toString.call(value);
  return Array.isArray(value) ? '[object Array]' : `#<${value.constructor?.name || 'Object'}>`;
};

const rejectionError = (reason) => {
  if (isError(reason)) return reason;
  const error = new Error(
    'This error originated either by throwing inside of an async function without a catch ' +
      'block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason ' +
      `"${sketch(reason)}".`,
  );
  error.name = 'UnhandledPromiseRejection';
  error.code = 'ERR_UNHANDLED_REJECTION';
  error.stack =
    `${error.name}: ${error.message}\n    at throwUnhandledRejectionsMode (node:internal/process/promises:389:7)\n` +
    '    at processPromiseRejections (node:internal/process/promises:470:17)\n' +
    '    at process.processTicksAndRejections (node:internal/process/task_queues:96:32)';
  for (const name of ['name', 'stack']) hidden(error, name, error[name]);
  return error;
};

// What Node prints when a program ends with an error: `header` replaces the lines that show the place in the program
// when there is none, `body` follows these lines (after an end of line).
export function formatUncaught(error, isRejection) {
  if (!process) {
    // as in Chrome's console
    const text = isError(error) ? stackOf(error) : inspect(error);
    return { header: '', body: isRejection ? `Uncaught (in promise) ${text}` : `Uncaught ${text}` };
  }
  let header;
  if (isRejection && !isError(error)) {
    header = 'node:internal/process/promises:389\n      new UnhandledPromiseRejection(reason);\n      ^';
    error = rejectionError(error);
  }
  const primitive = error === null || (typeof error !== 'object' && typeof error !== 'function');
  let text;
  try {
    text = primitive ? String(error) : inspect(error);
  } catch {
    text = String(error);
  }
  const hint = primitive ? '\n(Use `node --trace-uncaught ...` to show where the exception was thrown)' : '';
  return { header, body: `${isError(error) ? '\n' : ''}${text}${hint}\n\nNode.js ${nodeVersion}` };
}

export const hooks = {
  // Calls the program's own handlers. Returns true if there was one.
  uncaughtException(error, origin = 'uncaughtException', line = 0, column = 0) {
    if (!process) return library().reportUncaught(error, line, column);
    process.emit('uncaughtExceptionMonitor', error, origin);
    return process.emit('uncaughtException', error, origin);
  },
  unhandledRejection(reason, promise) {
    if (process.emit('unhandledRejection', reason, promise)) return true;
    if (process.listenerCount('uncaughtException') + process.listenerCount('uncaughtExceptionMonitor') === 0)
      return false;
    return hooks.uncaughtException(rejectionError(reason), 'unhandledRejection');
  },
  rejectionHandled(promise) {
    if (process) process.emit('rejectionHandled', promise);
    else library().reportHandled(promise);
  },
  // In a page: promises have been rejected, up to the one with this number. A separate task reports them.
  rejected(number) {
    library().reportRejections(number);
  },
  // The loop has nothing left to do. The program may give it more work.
  beforeExit() {
    process?.emit('beforeExit', process.exitCode ?? 0);
  },
  // Ends the process and returns the exit code. `code` is set if an error (1) or an unfinished module (13) ends it.
  exit(code) {
    if (!process) return code ?? 0;
    // If a module never settles, the listeners of 'exit' receive the code that was set before, but the exit code is 13.
    const told = code === 13 ? (process.exitCode ?? 0) : (code ?? process.exitCode ?? 0);
    if (code === 13) process.exitCode ??= code;
    else if (code !== undefined) process.exitCode = code;
    if (!process._exiting) {
      hidden(process, '_exiting', true);
      process.emit('exit', told);
    }
    endLines();
    return process.exitCode ?? 0;
  },
};
