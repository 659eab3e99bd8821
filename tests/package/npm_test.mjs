// The npm package, installed from its tarball in an empty folder.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { evaluate, install, pack, root, temporaryFolder } from './support.mjs';

describe('the npm package', () => {
  let empty, tarball;
  const { folder, remove } = temporaryFolder();
  before(() => {
    tarball = pack(['npm'], folder);
    empty = join(folder, 'empty');
    mkdirSync(empty);
    install(tarball, empty);
  });
  after(remove);

  const ask = code => evaluate(empty, `
    import * as interleave from 'interleave-figure';
    const fails = promise => promise.then(() => null, error => ({ ...error, message: error.message, is: error instanceof interleave.InterleaveError }));
    const answer = await (async ({ run, render, check, list, schema }) => { ${code} })(interleave);
    process.stdout.write(JSON.stringify(answer));`);

  it('has the same bytes when it is packed twice', () => {
    const again = pack(['npm'], join(folder, 'again'));
    assert.ok(readFileSync(tarball).equals(readFileSync(again)));
  });

  it('depends on nothing', () => {
    const description = JSON.parse(readFileSync(join(empty, 'node_modules/interleave-figure/package.json'), 'utf8'));
    for (const key of ['dependencies', 'peerDependencies', 'optionalDependencies', 'scripts']) assert.equal(description[key], undefined);
  });

  it('has every file that its exports name', () => {
    const { exports } = JSON.parse(readFileSync(join(empty, 'node_modules/interleave-figure/package.json'), 'utf8'));
    const adapters = ['heights', 'reveal', 'scorm12', 'xapi'];
    const named = Object.values(exports).flatMap(value => (typeof value === 'string' ? [value] : Object.values(value)))
      .flatMap(path => (path.includes('/adapters/*') ? adapters.map(name => path.replace('*', name)) : path.includes('*') ? [] : [path]));
    for (const path of named) assert.ok(readFileSync(join(empty, 'node_modules/interleave-figure', path)).length > 0, path);
  });

  // 4 threads: each of 20 ms at the database and 2 ms at the core; the worked example of the README.
  it('runs the worked example', () => {
    const results = ask(`return run('waiting-on-the-database')`);
    assert.deepEqual(results.variants.map(run => run.makespan_ns), [148e6, 96e6, 48e6]);
    assert.deepEqual(results.variants.map(run => run.verdict.parallel), [true, false, true]);
  });

  // 100 requests of 10 ms on 10 cores, with nothing lost between them.
  it('takes changes, the seed and one of the runs', () => {
    const results = ask(`return run('hundred-requests', { run: 0, seed: 7, set: { 'machine.cores': 10, 'machine.costs.thread_switch': '0us' } })`);
    assert.deepEqual(results.variants.map(run => [run.makespan_ns, run.seed]), [[100e6, 7]]);
  });

  // Two tasks of 5 ms on one core, one after the other.
  it('runs a scenario that is an object or a text', () => {
    const scenario = JSON.stringify({
      version: 1, machine: { cores: 1, costs: { thread_switch: '0us' } }, programs: { p: [{ compute: '5ms' }] },
      work: [{ run: 'p', count: 2 }], strategy: { kind: 'one-at-a-time' },
    });
    const [object, text] = ask(`const s = ${scenario}; return [await run(s, { tasks: true, spans: true }), await run(JSON.stringify(s, null, 2))]`);
    assert.equal(object.variants[0].makespan_ns, 10e6);
    assert.equal(text.variants[0].makespan_ns, 10e6);
    assert.deepEqual(object.variants[0].tasks.map(task => task.finish_ns), [5e6, 10e6]);
    assert.equal(object.variants[0].spans_list.reduce((sum, span) => sum + (span.kind === 'run' ? span.to_ns - span.from_ns : 0), 0), 10e6);
  });

  // The README says so: at 40 ms, 25 of 50 blocks come too late.
  it('runs and draws figures', () => {
    const figure = JSON.stringify({
      figure: 1, scenario: 'typing-and-music', title: 'Late & later', runs: [0], set: { 'machine.scheduler.quantum': '40ms' }, show: ['numbers'],
    });
    const [results, dark, none] = ask(`const f = ${figure}; return [await run(f), await render(f, { theme: 'dark', width: 700 }), await check(f)]`);
    assert.deepEqual(results.variants.map(run => run.missed), [25]);
    assert.match(dark, /^<svg [^>]*width="700"/);
    assert.match(dark, /Late &amp; later/);
    assert.deepEqual(none, { warnings: [] });
  });

  it('names the place of a mistake in a figure', () => {
    const error = ask(String.raw`return fails(check('{"figure": 1,\n "scenario": "deadlock", "runs": "all"}'))`);
    assert.deepEqual([error.code, error.line, error.pointer], ['invalid', 2, '/runs']);
    assert.equal(ask(`return fails(render({ figure: 1, scenario: 'deadlock' }, { run: 0 }))`).code, 'usage');
  });

  it('returns a run that waits forever, and one that a budget has cut short', () => {
    const [waits, short] = ask(`return [await run('deadlock'), await run('deadlock', { maxEvents: 3 })]`);
    assert.equal(waits.variants[0].outcome, 'deadlock');
    assert.equal(short.variants[0].complete, false);
  });

  it('draws as the command line does', () => {
    const svg = ask(`return render('typing-and-music', { theme: 'dark', width: 800, run: 0, lanes: ['cores'], from: '0ms', to: '50ms' })`);
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]* width="800"/);
    assert.match(svg, /<\/svg>\s*$/);
    assert.equal(svg, ask(`return render('typing-and-music', { theme: 'dark', width: 800, run: 0, lanes: ['cores'], from: '0ms', to: '50ms' })`));
  });

  it('names the place of a mistake', () => {
    const error = ask(String.raw`return fails(check('{"version": 1,\n "machine": {"cores": "x"}}'))`);
    assert.deepEqual([error.is, error.code, error.line, error.column, error.pointer], [true, 'invalid', 2, 23, '/machine/cores']);
    assert.equal(error.message, '"cores" must be a whole number, 1 to 256, not "x"');
  });

  it('keeps brackets and slashes of names in the pointer', () => {
    const error = ask(`return fails(check({ version: 1, machine: { 'a)b (/x)': 3 } }))`);
    assert.equal(error.pointer, '/machine/a)b (~1x)');
  });

  it('rejects what it cannot use, and works again afterwards', () => {
    const answers = ask(`return [
      await fails(run('nope')), await fails(run('deadlock', { run: 9 })), await fails(render('deadlock', { width: 3 })),
      await fails(run('deadlock', { set: { 'a.b': 1 } })), await fails(run('{')), (await run('deadlock')).engine]`);
    assert.deepEqual(answers.slice(0, 5).map(error => error.code), ['usage', 'usage', 'usage', 'invalid', 'invalid']);
    assert.equal(answers[0].message, 'There is no built-in scenario "nope"; list() has their names.');
    assert.equal(answers[2].message, 'width: Value 3 not in range 200 to 8000');
    assert.equal(answers[5], 1);
  });

  it('reads no file of the machine', () => {
    const [error, option] = ask(`return [await fails(run('/etc/passwd')), await fails(run('--version'))]`);
    assert.equal(error.code, 'invalid'); // it is read as the text of a scenario
    assert.equal(option.code, 'invalid');
  });

  it('returns the warnings of a scenario', () => {
    const deadlock = readFileSync(join(root, 'web/scenarios/deadlock.json'), 'utf8');
    assert.match(ask(`return check(${JSON.stringify(deadlock)})`).warnings[0], /^A deadlock is possible: /);
    const music = readFileSync(join(root, 'web/scenarios/typing-and-music.json'), 'utf8');
    assert.deepEqual(ask(`return check(${JSON.stringify(music)})`), { warnings: [] });
  });

  it('lists the built-in scenarios and has the schema', () => {
    const [rows, scenario, figure] = ask(`return [await list(), await schema(), await schema('figure')]`);
    assert.ok(rows.some(({ id, title }) => id === 'deadlock' && title.length > 10));
    assert.ok('machine' in scenario.properties && 'ask' in figure.properties);
  });

  it('brings the command line', () => {
    const out = execFileSync('npx', ['--offline', 'interleave-cli', 'run', 'waiting-on-the-database', '--format', 'json'], { cwd: empty, encoding: 'utf8' });
    assert.deepEqual(JSON.parse(out).variants.map(run => run.makespan_ns), [148e6, 96e6, 48e6]);
  });

  // What the types promise of a run is there.
  it('has results as the types describe them', () => {
    const types = readFileSync(join(empty, 'node_modules/interleave-figure/node/index.d.ts'), 'utf8');
    const body = /export interface Run \{(.*?)\n\}/s.exec(types)[1];
    const keys = [...body.matchAll(/^ {2}(\w+): /gm)].map(match => match[1]);
    assert.ok(keys.length > 25);
    const [run] = ask(`return run('waiting-on-the-database')`).variants;
    for (const key of keys) assert.ok(key in run, key);
  });
});
