// Compiles the samples of src/samples: whole programs, as `interleave-cli code --whole` prints them.
//
//     node tests/samples/samples_test.mjs CLI          a scenario with every kind of step and one of the gallery, with
//                                                      every strategy, and then the gallery as it is
//     node tests/samples/samples_test.mjs CLI cpp go   only these languages
//
// Each language is checked by its own tool. A tool that is not installed is reported ("not checked: no javac"), and
// the test passes without it; tools/setup installs all of them, a Kotlin compiler only for the long tests. KOTLIN_HOME
// may name another folder that contains lib/kotlin-compiler.jar.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const [cli, ...only] = process.argv.slice(2);
if (!cli) {
  console.error('usage: node tests/samples/samples_test.mjs CLI [LANGUAGE…]');
  process.exit(2);
}

const strategies = ['one-at-a-time', 'thread-per-task', 'thread-pool', 'process-per-task', 'process-pool', 'event-loop', 'async-pool', 'queue-workers', 'data-parallel'];
const gallery = readdirSync(join(root, 'web/scenarios')).filter(name => name.endsWith('.json')).map(name => basename(name, '.json'));
const work = mkdtempSync(join(tmpdir(), 'samples-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

// Every different program of a language: [{id, text, from}].
function programs(language) {
  const all = new Map();
  const add = (scenario, more) => {
    const { stdout, status } = spawnSync(cli, ['code', scenario, '--language', language, '--whole', ...more], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${scenario} ${more.join(' ')}: the command failed`);
    if (stdout && !all.has(stdout)) all.set(stdout, { id: `s${all.size + 1}`, text: stdout, from: [scenario, ...more].join(' ') });
  };
  for (const strategy of strategies)
    for (const scenario of [join(here, 'every_step.json'), 'waiting-on-the-database'])
      add(scenario, ['--set', `strategy.kind=${strategy}`]);
  for (const scenario of gallery) for (const variant of ['0', '1', '2']) add(scenario, ['--variant', variant]);
  return [...all.values()];
}

const run = (command, args, options = {}) => spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
const has = (command, ...args) => run(command, args).status === 0;
const put = (...path) => text => {
  const file = join(work, ...path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};

// Each check returns what is wrong, or null; or { skipped: why }.
const checks = {
  javascript(all) {
    const wrong = [];
    for (const { id, text } of all) {
      const { status, stderr } = run(process.execPath, ['--check', put('javascript', `${id}.mjs`)(text)]);
      if (status !== 0) wrong.push(stderr);
    }
    return { tool: `node ${process.version} --check`, wrong: wrong.join('\n') };
  },
  python(all) {
    if (!has('python3', '-c', 'import sys; sys.exit(sys.version_info < (3, 11))')) return { skipped: 'no Python 3.11' };
    const files = all.map(({ id, text }) => put('python', `${id}.py`)(text));
    const { status, stderr } = run('python3', ['-W', 'error', '-m', 'py_compile', ...files]);
    return { tool: 'python3 -m py_compile', wrong: status === 0 ? '' : stderr };
  },
  java(all) {
    if (!has('javac', '-version')) return { skipped: 'no javac' };
    const version = Number(/javac (\d+)/.exec(run('javac', ['-version']).stdout)?.[1]);
    const old = all.filter(({ text }) => version < 21 && text.includes('newVirtualThreadPerTaskExecutor'));
    const files = all.filter(one => !old.includes(one)).map(({ id, text }) => put('java', id, 'Main.java')(`package ${id};\n${text}`));
    const { status, stderr } = run('javac', ['-Xlint:all', '-Werror', '-proc:none', '-d', join(work, 'java-classes'), ...files]);
    const note = old.length ? `; ${old.length} with virtual threads not checked: they need javac 21` : '';
    return { tool: `javac ${version}`, note, wrong: status === 0 ? '' : stderr };
  },
  kotlin(all) {
    const home = process.env.KOTLIN_HOME ?? join(here, 'node_modules/kotlin-compiler');
    const jar = join(home, 'lib/kotlin-compiler.jar');
    if (!existsSync(jar)) return { skipped: 'no kotlinc' };
    if (!has('java', '-version')) return { skipped: 'no java' };
    const files = all.map(({ id, text }) => put('kotlin', id, 'main.kt')(`package ${id}\n${text}`));
    const jars = ['kotlin-stdlib.jar', 'kotlinx-coroutines-core-jvm.jar'].map(name => join(home, 'lib', name));
    const compiler = [jar, ...readdirSync(join(home, 'lib')).filter(name => /^(kotlin-stdlib|kotlin-reflect|kotlin-script-runtime|kotlin-daemon-client|kotlinx-coroutines-core-jvm|trove4j|annotations).*\.jar$/.test(name) && !name.includes('sources')).map(name => join(home, 'lib', name))];
    const { status, stderr } = run('java', ['-Xmx1g', '-cp', compiler.join(':'), 'org.jetbrains.kotlin.cli.jvm.K2JVMCompiler',
      '-no-stdlib', '-no-reflect', '-cp', jars.join(':'), '-d', join(work, 'kotlin-classes'), ...files]);
    const errors = stderr.split('\n').filter(line => /: (error|warning): /.test(line) && !/UNUSED/.test(line)).join('\n');
    return { tool: 'kotlinc', wrong: status === 0 ? '' : errors || stderr };
  },
  go(all) {
    if (!has('go', 'version')) return { skipped: 'no go' };
    put('go', 'go.mod')('module samples\n\ngo 1.19\n');
    for (const { id, text } of all) put('go', id, 'main.go')(text);
    const cwd = join(work, 'go');
    const format = run('gofmt', ['-d', '.'], { cwd });
    const vet = run('go', ['vet', './...'], { cwd, env: { ...process.env, GOFLAGS: '-mod=mod', GOPROXY: 'off', GOTOOLCHAIN: 'local' } });
    return { tool: 'gofmt and go vet', wrong: format.stdout + format.stderr + (vet.status === 0 ? '' : vet.stderr) };
  },
  cpp(all) {
    // One translation unit, because the headers take longer than everything else.
    const compiler = process.env.CXX ?? 'g++';
    if (!has(compiler, '--version')) return { skipped: `no ${compiler}` };
    const check = (name, some) => {
      const headers = new Set(), bodies = [];
      for (const { id, text } of some) {
        const lines = text.split('\n');
        for (const line of lines) if (line.startsWith('#include')) headers.add(line);
        bodies.push(`namespace ${id} {`, ...lines.filter(line => !line.startsWith('#include')), '}');
      }
      const file = put('cpp', name)([...headers, ...bodies].join('\n'));
      return run(compiler, ['-std=c++20', '-fsyntax-only', '-Wall', '-Wno-return-type', '-Werror', file]);
    };
    const asio = all.filter(({ text }) => text.includes('asio'));
    const has_asio = check('probe.cpp', [{ id: 'probe', text: '#include <utility>\n#include <asio.hpp>\n' }]).status === 0;
    const results = [check('standard.cpp', all.filter(one => !asio.includes(one)))];
    if (has_asio) results.push(check('asio.cpp', asio));
    return {
      tool: `${compiler} -fsyntax-only`,
      note: has_asio ? '' : `; ${asio.length} not checked: no Asio`,
      wrong: results.map(({ status, stderr }) => (status === 0 ? '' : stderr)).join(''),
    };
  },
};

let failed = 0;
for (const [language, check] of Object.entries(checks)) {
  if (only.length && !only.includes(language)) continue;
  const all = programs(language);
  const began = Date.now();
  const { tool, note = '', wrong, skipped } = check(all);
  if (skipped) {
    console.log(`${language}: not checked: ${skipped}`);
    continue;
  }
  console.log(`${language}: ${all.length} programs checked with ${tool}${note} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (!wrong) continue;
  console.error(wrong.slice(0, 8000));
  for (const { id, from } of all) if (wrong.includes(id)) console.error(`${id} is ${from}`);
  ++failed;
}
process.exit(failed ? 1 : 0);
