// JavaScript programs on the simulated clock: natively and in WebAssembly, with the same output.
// Run: node --test tests/cli/   (after the presets release and web are built)
// INTERLEAVE_CLI=build/dev/interleave-cli names another native program, and INTERLEAVE_WEB=none omits WebAssembly.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import { programOf } from '../quickjs/random_program.mjs';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
const read = name => readFileSync(join(root, name), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'interleave-'));
after(() => rmSync(folder, { recursive: true }));

const tools = { native: [resolve(root, process.env.INTERLEAVE_CLI ?? 'build/release/interleave-cli')] };
if (process.env.INTERLEAVE_WEB !== 'none') tools.wasm = [process.execPath, join(root, 'build/web/interleave-cli.mjs')];

function call(tool, args, input) {
  const [command, ...first] = tools[tool];
  const done = spawnSync(command, [...first, ...args], { cwd: root, encoding: 'utf8', input: input ?? '', timeout: 120_000, maxBuffer: 1 << 28 });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

const scenario = (program, { module = false, runtime = 'node', cores = 4, ...strategy } = {}, more = {}) => JSON.stringify({
  version: 1, title: 'test', machine: { cores }, strategy: { kind: 'event-loop', runtime, module, ...strategy }, javascript: program, ...more,
});

// The run of a program: its lines, their times in ms, and the numbers of the lines of the program that printed them.
function run(tool, program, options, more) {
  const { code, out, err } = call(tool, ['run', '-', '--format', 'json'], scenario(program, options, more));
  assert.ok(out, `no result (${code}): ${err}`);
  const result = JSON.parse(out).variants[0];
  const printed = result.console.filter(line => !line.error);
  return {
    out, exit: result.exit, lines: printed.map(line => line.text), times: printed.map(line => line.at_ns / 1e6),
    places: printed.map(line => line.line), errors: result.console.filter(line => line.error).map(line => line.text),
  };
}

const oracles = ['node_loop', 'node_random'].flatMap(name => JSON.parse(read(`tests/oracles/${name}.json`)))
  .filter(one => one.input.program);
const programs = existsSync(join(root, 'tests/quickjs/programs'))
  ? readdirSync(join(root, 'tests/quickjs/programs')).filter(name => /\.[mc]js$/.test(name)) : [];
const pages = readdirSync(join(root, 'tests/quickjs/browser')).filter(name => name.endsWith('.browser.js'));
const random = JSON.parse(read('tests/quickjs/random_programs.json'));
const hostile = JSON.parse(read('tests/quickjs/hostile.json'));

for (const tool of Object.keys(tools)) {
  describe(`JavaScript programs (${tool})`, () => {
    // Steps cost nothing here, so that the times can be worked out by hand.
    it('prints at the time that the program has reached', () => {
      const result = run(tool, [
        'console.log("a");', 'busy(5);', 'console.log("b");', 'setTimeout(() => console.log("timer"), 10);',
        'Promise.resolve().then(() => console.log("micro"));', 'busy(2);', 'console.log("c");',
      ].join('\n'), { step: '0ns' });
      assert.deepEqual(result.lines, ['a', 'b', 'c', 'micro', 'timer']);
      assert.deepEqual(result.times, [0, 5, 7, 7, 15]);
      assert.deepEqual(result.places, [1, 3, 7, 5, 4]);
      assert.equal(result.exit.code, 0);
    });

    it('waits for a device that serves one after another', () => {
      const result = run(tool, 'for (const n of [1, 2, 3]) db("disk", 4).then(() => { console.log(n); busy(1); });', { step: '0ns' },
        { devices: { disk: { time: '9ms', capacity: 1 } } });
      assert.deepEqual(result.lines, ['1', '2', '3']);
      assert.deepEqual(result.times, [4, 8, 12]);
    });

    it('shares a core with the thread pool, where a job of 6 ms is preempted by nothing', () => {
      const program = 'const { pbkdf2 } = require("crypto"); pbkdf2("a", "b", 1, 8, "sha1", () => console.log("hash")); busy(3); console.log("main");';
      const result = run(tool, program, { step: '0ns', cores: 2 });
      assert.deepEqual(result.lines, ['main', 'hash']);
      assert.equal(result.times[0], 3);
    });

    it('lets time pass in handlers of rejections and of the end of a process', () => {
      const result = run(tool, [
        'process.on("unhandledRejection", () => { busy(50); console.log("rejection"); setTimeout(() => console.log("timer"), 1); });',
        'process.on("beforeExit", () => { busy(10); console.log("beforeExit"); });',
        'process.on("exit", () => { busy(10); console.log("exit"); });', 'Promise.reject(1);',
      ].join('\n'), { step: '0ns' });
      assert.deepEqual(result.lines, ['rejection', 'timer', 'beforeExit', 'exit']);
      assert.deepEqual(result.times, [50, 51, 61, 71]);
    });

    it('computes a digest in a page, which has no thread pool', () => {
      const program = 'crypto.subtle.digest("SHA-256", new Uint8Array(8)).then(digest => console.log(digest.byteLength));';
      assert.deepEqual(run(tool, program, { runtime: 'browser' }).lines, ['32']);
    });

    it('charges the steps of a loop', () => {
      // Each turn has a condition and a jump.
      const at = turns => run(tool, `for (let i = 0; i < ${turns}; i++); console.log("x");`, { step: '10ns' }).times[0];
      assert.ok(Math.abs(at(20_000) - at(10_000) - 10_000 * 2 * 10e-6) < 1e-9);
    });

    it('says where a program has an error', () => {
      const file = join(folder, 'wrong.js');
      writeFileSync(file, 'const a = 1;\nconst b = ;\n');
      const { code, err } = call(tool, ['run', file]);
      assert.equal(code, 3);
      assert.match(err, /wrong\.js:2:11: /);
    });

    it('prints a file with times, and has its exit code', () => {
      const file = join(folder, 'app.mjs');
      writeFileSync(file, 'console.log(await Promise.resolve("hello"));\nprocess.exitCode = 3;\n');
      const { code, out } = call(tool, ['run', file]);
      assert.equal(code, 3);
      assert.match(out, /^ *\S+ (ns|µs|ms)   hello$/m);
      assert.match(out, /^Ended at .* with exit code 3/m);
    });

    it('compares the output with a file', () => {
      const file = join(folder, 'two.js'), expected = join(folder, 'two.txt');
      writeFileSync(file, 'console.log(1); console.error("not this"); console.log(2);');
      writeFileSync(expected, '1\n2\n');
      assert.equal(call(tool, ['run', file, '--expect-output', expected]).code, 0);
      writeFileSync(expected, '1\n3\n');
      const { code, err } = call(tool, ['run', file, '--expect-output', expected]);
      assert.equal(code, 1);
      assert.match(err, /line 2 .*2.*3/);
    });

    for (const one of oracles)
      it(`prints what Node printed: ${one.id}`, () => {
        const { program, module, thread_pool_size: workers } = one.input;
        const result = run(tool, program, { module: module !== 'commonjs' && module !== undefined, ...(workers ? { workers } : {}) });
        assert.deepEqual(result.lines, one.expected.output);
      });

    for (const name of programs)
      it(`prints what Node printed: ${name}`, () => {
        const wanted = read(`tests/quickjs/programs/${name.replace(/\.[mc]js$/, '.out')}`).split('\n');
        if (wanted.at(-1) === '') wanted.pop();
        const code = /^exit code (\d+)$/.exec(wanted.at(-1) ?? '');
        if (code) wanted.pop();
        const result = run(tool, read(`tests/quickjs/programs/${name}`), { module: name.endsWith('.mjs') });
        assert.deepEqual(result.lines, wanted);
        if (code) assert.equal(result.exit.code, Number(code[1]));
      });

    for (const name of pages)
      it(`prints what Chromium printed: ${name}`, () => {
        const wanted = read(`tests/quickjs/browser/${name.replace('.browser.js', '.out')}`).split('\n').slice(0, -1);
        assert.deepEqual(run(tool, read(`tests/quickjs/browser/${name}`), { runtime: 'browser' }).lines, wanted);
      });

    for (const number of Object.keys(random.programs).slice(0, process.env.INTERLEAVE_LONG ? 100 : 30))
      it(`prints what Node printed: random program ${number}`, () => {
        const { lines, exit } = run(tool, programOf(Number(number)));
        assert.equal([...lines, `exit code ${exit.code}`].join(' '), random.programs[number]);
      });

    // In WebAssembly, every fourth one unless the tests may take long.
    for (const one of tool === 'native' || process.env.INTERLEAVE_LONG ? hostile : hostile.filter((_, index) => index % 4 === 0))
      it(`survives ${one.name}`, () => {
        const began = performance.now();
        const result = run(tool, one.program);
        assert.ok(performance.now() - began < 60_000);
        if (one.error) assert.ok(result.errors.join('\n').includes(one.error), result.errors.slice(0, 9).join('\n'));
        else if (one.code === undefined) assert.ok(result.errors.length > 0);
        else assert.equal(result.exit.code, one.code);
      });
  });
}

if (tools.wasm)
  describe('JavaScript programs, natively and in WebAssembly', () => {
    const all = [...oracles.map(one => [one.id, one.input.program, one.input.module !== 'commonjs' && one.input.module !== undefined]),
      ...programs.map(name => [name, read(`tests/quickjs/programs/${name}`), name.endsWith('.mjs')])];
    for (const [name, program, module] of all)
      it(`gives the same bytes: ${name}`, () => {
        assert.equal(run('native', program, { module }).out, run('wasm', program, { module }).out);
      });
  });
