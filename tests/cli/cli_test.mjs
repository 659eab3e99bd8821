// interleave-cli as people use it: natively and in Node, with the same output.
// Run: node --test tests/cli/   (after the presets release and web are built)

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import { checkOf, codeOf, figureOf } from '../../web/course/exercises.js';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
const native = join(root, 'build/release/interleave-cli');
const web = join(root, 'build/web/interleave-cli.mjs');
const folder = mkdtempSync(join(tmpdir(), 'interleave-'));
after(() => rmSync(folder, { recursive: true }));

const tools = { native: [native], node: [process.execPath, web] };

function call(tool, args, input) {
  const [command, ...first] = tools[tool];
  const done = spawnSync(command, [...first, ...args], { cwd: root, encoding: 'utf8', input: input ?? '', timeout: 120_000, maxBuffer: 1 << 28 });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

const builtins = ['typing-and-music', 'hundred-requests', 'waiting-on-the-database', 'cpu-heavy-batch'];
const pool = (threads) => JSON.stringify({
  version: 1, machine: { cores: 2 }, devices: { db: { time: '20ms' } }, programs: { r: [{ compute: '2ms' }, { io: 'db' }] },
  work: [{ run: 'r', count: 4 }], strategy: { kind: 'thread-pool', threads },
});

for (const tool of Object.keys(tools)) {
  describe(`interleave-cli (${tool})`, () => {
    it('is built', () => assert.ok(existsSync(tools[tool].at(-1)), `${tools[tool].at(-1)} is missing: build the presets release and web`));

    it('lists the built-in scenarios with their titles', () => {
      const { code, out } = call(tool, ['list']);
      assert.equal(code, 0);
      for (const id of builtins) assert.match(out, new RegExp(`^${id} +\\S`, 'm'));
    });

    it('prints the known numbers for the worked example', () => {
      const { code, out } = call(tool, ['run', 'waiting-on-the-database', '--format', 'json']);
      assert.equal(code, 0);
      const result = JSON.parse(out);
      assert.equal(result.engine, 1);
      assert.deepEqual(result.variants.map((v) => v.makespan_ns), [148e6, 96e6, 48e6]);
      assert.deepEqual(result.variants.map((v) => v.verdict), [
        { concurrent: true, parallel: true, asynchronous: false },
        { concurrent: true, parallel: false, asynchronous: true },
        { concurrent: true, parallel: true, asynchronous: true },
      ]);
    });

    it('runs both futures of a row with "from", and reports the place of a change that is not possible', () => {
      const file = change => JSON.stringify({
        version: 1, machine: { cores: 2 }, programs: { job: [{ compute: '10ms' }] }, work: [{ run: 'job', count: 2 }],
        compare: [{ from: '4ms', machine: change }],
      });
      const { code, out } = call(tool, ['run', '-', '--format', 'json'], file({ cores: 1 }));
      assert.equal(code, 0);
      const { variants } = JSON.parse(out);
      assert.deepEqual(variants.map(({ makespan_ns }) => makespan_ns), [10e6, 16e6]);  // at 4 ms, the second job has 6 ms left
      assert.equal(variants[1].title, 'From 4 ms: Cores 1');
      const wrong = call(tool, ['check', '-'], file({ scheduler: { policy: 'sjf' } }));
      assert.equal(wrong.code, 3);
      assert.match(wrong.out + wrong.err, /"policy" cannot change while a run is in progress.*\/compare\/0\/machine\/scheduler\/policy/s);
    });

    it('prints exactly the names of the results format', () => {
      const { out } = call(tool, ['run', 'waiting-on-the-database', '--format', 'json', '--tasks', '--spans']);
      const [variant] = JSON.parse(out).variants;
      assert.deepEqual(Object.keys(variant), [
        'title', 'strategy', 'seed', 'complete', 'outcome', 'events', 'spans', 'hash', 'makespan_ns', 'throughput_per_s',
        'completed', 'rejected', 'gave_up', 'unfinished', 'missed', 'latency_ns', 'response_ns', 'wait_ns', 'levels', 'verdict',
        'cores', 'threads', 'processes_peak', 'memory_peak_bytes', 'cost', 'cost_per_1000', 'servers', 'devices', 'tasks', 'spans_list', 'log',
      ]);
      assert.deepEqual(Object.keys(variant.latency_ns), ['mean', 'p50', 'p95', 'p99', 'max']);
      assert.deepEqual(Object.keys(variant.cores[0]), ['busy_ns', 'switch_ns', 'idle_ns', 'switches']);
      assert.deepEqual(Object.keys(variant.devices.database), ['utilisation', 'queue_mean', 'queue_max']);
      assert.deepEqual(Object.keys(variant.tasks[0]), ['name', 'index', 'outcome', 'arrival_ns', 'start_ns', 'answered_ns', 'finish_ns',
        'queued_ns', 'ready_ns', 'cpu_ns', 'overhead_ns', 'blocked_ns', 'async_ns']);
      assert.deepEqual(Object.keys(variant.spans_list[0]), ['lane', 'kind', 'from_ns', 'to_ns', 'task', 'thread', 'step', 'reason']);
      assert.equal(variant.spans, variant.spans_list.length);
      for (const t of variant.tasks)
        assert.equal(t.queued_ns + t.ready_ns + t.cpu_ns + t.overhead_ns + t.blocked_ns + t.async_ns, t.finish_ns - t.arrival_ns);
      for (const span of variant.spans_list) if (span.kind !== 'run' && span.kind !== 'switch') assert.notEqual(span.reason, '');
    });

    it('changes parameters with = and :, and the seed', () => {
      const makespan = (...args) => JSON.parse(call(tool, ['run', 'hundred-requests', '--variant', '0', '--format', 'json', ...args]).out).variants[0];
      // 100 x 10 ms of work on 10 cores: 100 ms and some switches
      const cores = makespan('--set', 'machine.cores=10', '--set', 'machine.costs.thread_switch:0us');
      assert.equal(cores.makespan_ns, 100e6);
      assert.equal(makespan('--seed', '7').seed, 7);
    });

    it('exits with 1 when an expectation fails, and says which', () => {
      assert.equal(call(tool, ['run', 'waiting-on-the-database', '--expect', 'makespan<=148ms', '--expect', 'completed==24']).code, 0);
      const { code, err } = call(tool, ['run', 'waiting-on-the-database', '--expect', 'makespan<=100ms']);
      assert.equal(code, 1);
      assert.match(err, /Thread pool.*makespan<=100ms.*148\.0 ms/);
      assert.doesNotMatch(err, /Event loop/);
    });

    it('exits with 2 when it is used wrongly', () => {
      for (const args of [[], ['nonsense'], ['run'], ['run', 'no-such-scenario'], ['run', builtins[0], '--format', 'xml'], ['run', builtins[0], '--expect', 'makespan'],
        ['run', builtins[0], '--variant', '9'], ['run', builtins[0], '--set', 'cores'], ['check', 'no/such/file.json'], ['sweep', builtins[0]]]) {
        const { code, err } = call(tool, args);
        assert.equal(code, 2, args.join(' '));
        assert.notEqual(err, '', args.join(' '));
      }
    });

    it('exits with 3 for a bad scenario, and prints file, line, column and pointer', () => {
      const { code, err } = call(tool, ['check', 'tests/scenario/bad/cores-zero.json']);
      assert.equal(code, 3);
      assert.match(err, /^tests\/scenario\/bad\/cores-zero\.json:4:24: .*1 to 256.* \(\/machine\/cores\)\n$/);
      assert.equal(call(tool, ['run', '-'], '{').code, 3);
      assert.equal(call(tool, ['run', builtins[0], '--set', 'machine.cores=0']).code, 3);
    });

    it('exits with 4 when the budget ends a run, and the results say so', () => {
      const { code, out, err } = call(tool, ['run', 'waiting-on-the-database', '--max-events', '10', '--variant', '0', '--format', 'json']);
      assert.equal(code, 4);
      assert.match(err, /cut short/);
      const [variant] = JSON.parse(out).variants;
      assert.equal(variant.complete, false);
      assert.ok(variant.unfinished > 0);
      assert.equal(variant.tasks, undefined);
    });

    it('exits with 5 when tasks wait for each other forever, and says which waits for which', () => {
      const text = JSON.stringify({
        version: 1, machine: { cores: 2 }, locks: ['a', 'b'],
        programs: {
          x: [{ lock: 'a' }, { compute: '2ms' }, { lock: 'b' }, { unlock: 'b' }, { unlock: 'a' }],
          y: [{ lock: 'b' }, { compute: '2ms' }, { lock: 'a' }, { unlock: 'a' }, { unlock: 'b' }],
        },
        work: [{ run: 'x' }, { run: 'y' }],
      });
      const table = call(tool, ['run', '-'], text);
      assert.equal(table.code, 5);
      assert.match(table.out, /deadlock at 2\.00 ms +– +–/);
      assert.match(table.out, /X waits for lock b, which y holds\. Y waits for lock a, which x holds\./);
      const { code, out, err } = call(tool, ['run', '-', '--format', 'json'], text);
      assert.equal(code, 5);
      assert.match(err, /Deadlock at 2\.00 ms/);
      const [variant] = JSON.parse(out).variants;
      assert.equal(variant.outcome, 'deadlock');
      assert.equal(variant.deadlock.at_ns, 2e6);
      assert.deepEqual(variant.deadlock.circle.map(({ task, waits_for }) => [task, waits_for]), [['x', 'y'], ['y', 'x']]);
      assert.equal(variant.latency_ns.mean, null);
      assert.equal(variant.makespan_ns, 2e6);
      const file = join(folder, `${tool}-locks.json`);
      writeFileSync(file, text);
      const checked = call(tool, ['check', file]);
      assert.equal(checked.code, 0);
      assert.match(checked.err, /warning: A deadlock is possible: x locks b while it holds a and y locks a while it holds b\./);
    });

    it('exits with 5 when tasks wait for something that never comes', () => {
      const text = JSON.stringify({ version: 1, queues: { q: {} }, programs: { x: [{ receive: 'q' }] }, work: [{ run: 'x' }] });
      const { code, out } = call(tool, ['run', '-', '--format', 'json'], text);
      assert.equal(code, 5);
      assert.equal(JSON.parse(out).variants[0].outcome, 'stuck');
    });

    it('reads a scenario from standard input', () => {
      const { code, out } = call(tool, ['run', '-', '--format', 'json'], pool(2));
      assert.equal(code, 0);
      // two waves of 2 + 20 ms
      assert.equal(JSON.parse(out).variants[0].makespan_ns, 44e6);
    });

    it('accepts its own built-in scenario files', () => {
      const files = readdirSync(join(root, 'web/scenarios')).filter((f) => f.endsWith('.json')).map((f) => join('web/scenarios', f));
      assert.ok(files.length >= 4);
      const { code, out, err } = call(tool, ['check', ...files]);
      assert.deepEqual({ code, out }, { code: 0, out: '' });
      // Two of them are about deadlocks.
      const warned = err.trim().split('\n');
      assert.equal(warned.length, 2, err);
      assert.match(warned[0], /deadlock\.json: warning: A deadlock is possible: to Bob locks Bob while it holds Ann and to Ann locks Ann while it holds Bob\./);
      assert.match(warned[1], /priority-ceiling\.json: warning: A deadlock is possible: backup locks log while it holds disk and alarm locks disk while it holds log\./);
    });

    it('writes CSV that a spreadsheet does not run', () => {
      const text = JSON.stringify({ ...JSON.parse(pool(2)), compare: [{ title: '=1+1, "x"' }] });
      const { out } = call(tool, ['run', '-', '--format', 'csv'], text);
      const rows = out.trim().split('\n');
      assert.equal(rows.length, 3);
      assert.match(rows[2], /^"'=1\+1, ""x""",thread-pool,true,44000000,/);
    });

    it('renders an SVG with a title and a description', () => {
      const file = join(folder, `${tool}.svg`);
      assert.equal(call(tool, ['render', 'waiting-on-the-database', '-o', file, '--theme', 'dark', '--width', '800', '--from', '0ms', '--to', '60ms']).code, 0);
      const svg = readFileSync(file, 'utf8');
      assert.match(svg, /^<svg [^>]*role="img"/);
      assert.match(svg, /<title>[^<]+<\/title>/);
      assert.match(svg, /<desc>[^<]*finishes after 148\.0 ms/);
      assert.ok(statSync(file).size < 200_000);
      assert.equal(call(tool, ['render', builtins[0], '-o', file, '--from', '9ms', '--to', '5ms']).code, 2);
      assert.equal(call(tool, ['render', builtins[0], '-o', join(folder, 'no', 'such', 'folder.svg')]).code, 2);
    });

    it('renders a moment as a restaurant or a desk', () => {
      const file = join(folder, `${tool}-moment.svg`);
      assert.equal(call(tool, ['render', 'two-restaurants', '--view', 'restaurant', '--at', '400s', '-o', file, '--width', '1240']).code, 0);
      const svg = readFileSync(file, 'utf8');
      assert.match(svg, /<desc>[^<]*A restaurant at 6 min 40 s: 4 tables are in progress, 0 of 4 waiters are at work/);
      assert.match(svg, />watches 4</);
      assert.equal(call(tool, ['render', 'typing-and-music', '--view', 'desk', '--theme', 'dark', '-o', file]).code, 0);
      assert.match(readFileSync(file, 'utf8'), /<desc>[^<]*An office at /);
      const none = call(tool, ['render', 'hundred-requests', '--view', 'restaurant', '-o', file]);
      assert.equal(none.code, 2);
      assert.match(none.err, /None of its tasks uses a device: there is no kitchen\./);
      assert.equal(call(tool, ['render', builtins[0], '--view', 'desk', '--at', 'soon', '-o', file]).code, 2);
      assert.equal(call(tool, ['render', builtins[0], '--view', 'castle', '-o', file]).code, 2);
    });

    it('prints one clear error for every bad file', () => {
      const bad = readdirSync(join(root, 'tests/scenario/bad')).filter((f) => f.endsWith('.json'));
      assert.ok(bad.length >= 20);
      const { code, err } = call(tool, ['check', ...bad.map((f) => join('tests/scenario/bad', f))]);
      assert.equal(code, 3);
      assert.equal(err.trim().split('\n').length, bad.length);
    });
  });
}

const figure = JSON.stringify({
  figure: 1, scenario: 'typing-and-music', set: { 'machine.scheduler.quantum': '40ms' }, runs: [0], title: 'What a <slice> does', caption: 'Three programs & one core.',
  show: ['numbers', 'verdict', 'legend'], numbers: ['missed', 'p95'], lanes: ['cores'], from: '0ms', to: '250ms', t: '150ms', ask: { text: 'How many are late?', number: 'missed' },
});

for (const tool of Object.keys(tools)) {
  describe(`figures (${tool})`, () => {
    it('are checked, with the place of the first mistake', () => {
      assert.deepEqual(call(tool, ['check', '-'], figure), { code: 0, out: '', err: '' });
      const { code, err } = call(tool, ['check', '-'], '{"figure": 1,\n "scenario": "typing-and-music",\n "knob": []}');
      assert.equal(code, 3);
      assert.match(err, /^-:3:2: unknown key "knob" in this figure; did you mean "knobs"\? \(\/knob\)\n$/);
    });

    it('are run: only the runs that they show', () => {
      const { code, out } = call(tool, ['run', '-', '--format', 'json'], figure);
      assert.equal(code, 0);
      const { variants } = JSON.parse(out);
      assert.equal(variants.length, 1);
      assert.equal(variants[0].missed, 25);
    });

    it('are drawn with what they show around the timeline, and without what the question hides', () => {
      const { code, out } = call(tool, ['render', '-', '-o', '-', '--width', '720'], figure);
      assert.equal(code, 0);
      assert.match(out, / width="720"/);
      for (const part of ['>What a &lt;slice&gt; does<', 'Three programs &amp; one core.', '>missed<', 'running, in the colour of the task', 'What happens next?'])
        assert.ok(out.replaceAll('>missed ', '>missed<').includes(part), part);
      assert.match(out, /<desc>Three programs &amp; one core\. How many are late\?<\/desc>/);
      const { out: open } = call(tool, ['render', '-', '-o', '-'], JSON.stringify({ ...JSON.parse(figure), ask: undefined }));
      assert.match(open, /<desc>[^<]*finishes after/);
      assert.ok(open.length > out.length);
      const dark = call(tool, ['render', '-', '-o', '-'], JSON.stringify({ ...JSON.parse(figure), theme: 'dark' }));
      assert.match(dark.out, /hatch-dark/);
      assert.equal(call(tool, ['render', '-', '-o', '-', '--variant', '0'], figure).code, 2);
      assert.equal(call(tool, ['render', '-', '-o', '-', '--set', 'machine.cores=0'], figure).code, 3);
    });

    it('have a schema', () => {
      const { properties } = JSON.parse(call(tool, ['schema', 'figure']).out);
      assert.ok(properties.ask);
      assert.equal(call(tool, ['schema', 'lesson']).code, 2);
    });
  });

  describe(`pictures of scenarios (${tool})`, () => {
    it('can have a title, a legend and the verdict around them', () => {
      const bare = call(tool, ['render', 'hundred-requests', '-o', '-']).out;
      const { code, out } = call(tool, ['render', 'hundred-requests', '-o', '-', '--title', '--legend', '--verdict']);
      assert.equal(code, 0);
      assert.ok(!bare.includes('running, in the colour of the task'));
      assert.match(out, /running, in the colour of the task/);
      const height = text => Number(/ height="(\d+)/.exec(text)[1]);
      assert.ok(height(out) > height(bare) + 60);
    });
  });
}

const { exercises } = JSON.parse(readFileSync(join(root, 'web/exercises.json'), 'utf8'));

for (const tool of Object.keys(tools)) {
  describe(`exercises (${tool})`, () => {
    it('chooses the same values as the page', () => {
      for (const exercise of exercises) {
        for (const seed of [0, 1, 17, 4294967295]) {
          const { code, out } = call(tool, ['grade', '--show', `${exercise.id}.${seed}.x`]);
          assert.equal(code, 0);
          assert.deepEqual(JSON.parse(out), figureOf(exercise, seed));
        }
      }
    });

    it('grades codes: each table of the restaurant takes one minute of service plus the time of the kitchen', () => {
      const waiters = exercises.find(({ id }) => id === 'waiters');
      const line = (seed, wrong) => {
        const { set } = figureOf(waiters, seed);
        const minutes = Number(set['work.0.count']) * (1 + Number.parseInt(set['devices.kitchen.time'], 10));
        return `Student ${seed}, ${codeOf(waiters, seed, wrong ?? `${minutes} min`)}`;
      };
      const right = call(tool, ['grade', '-', '--format', 'csv'], [line(1), line(2), line(3)].join('\n'));
      assert.deepEqual([right.code, right.err], [0, '']);
      assert.equal(right.out.match(/,right,/g).length, 3);
      assert.match(right.out, /^Student 2,waiters,2,/m);
      const wrong = call(tool, ['grade', '-'], `${line(1)}\n\n${line(2, '1 s')}\n`);
      assert.equal(wrong.code, 1);
      assert.match(wrong.out, /Student 2 +waiters +2 +1s +wrong/);
    });

    it('detects mistyped codes, and reports their lines', () => {
      const code = codeOf({ id: 'waiters' }, 5, '54 min');
      for (const bad of [code.replace('54', '45'), code.replace('.5.', '.6.'), code.slice(0, -1), 'waiters', 'a.b.c.d', codeOf({ id: 'nothing' }, 5, '1'), codeOf({ id: 'waiters' }, 5, 'soon')]) {
        const { code: exit, out, err } = call(tool, ['grade', bad]);
        assert.deepEqual([exit, out], [3, ''], bad);
        assert.ok(err.startsWith(`${bad}: `), err);
      }
    });
  });
}

it('the checksum of a code is the FNV-1a hash, whose value for "foobar" is 0xbf9cf968', () => {
  assert.equal(checkOf('foobar'), [0, 1, 2, 3].map(i => (Math.floor(0xbf9cf968 / 36 ** i) % 36).toString(36)).join(''));
});

describe('both builds', () => {
  const same = (args, input) => assert.deepEqual(call('node', args, input), call('native', args, input), args.join(' '));
  for (const id of builtins) it(`give the same results for ${id}, hash and all`, () => same(['run', id, '--format', 'json', '--tasks', '--spans']));
  it('give the same schema, table and errors', () => {
    same(['schema']);
    same(['schema', 'figure']);
    same(['render', '-', '-o', '-'], figure);
    same(['run', 'typing-and-music', '--tasks']);
    same(['check', 'tests/scenario/bad/duplicate-key.json']);
  });
  it('draw the same picture', () => same(['render', 'hundred-requests', '-o', '-']));
  it('treat large and long input in the same way', () => {
    writeFileSync(join(folder, 'large.json'), '{"x-fill": "' + 'a'.repeat(300_000) + '"}');
    same(['check', join(folder, 'large.json')]);
    same(['run', '-'], '['.repeat(100_000));
  });
});

for (const tool of Object.keys(tools)) {
  describe(`files of other programs (${tool})`, () => {
    it('exports in every format, the same bytes to a file and to standard output', () => {
      for (const format of ['perfetto', 'chrome', 'speedscope', 'csv', 'mermaid']) {
        const file = join(folder, `export.${format}`);
        const { code, out } = call(tool, ['export', 'two-restaurants', '-o', '-', '--as', format]);
        assert.equal(code, 0);
        assert.equal(call(tool, ['export', 'two-restaurants', '-o', file, '--as', format]).code, 0);
        assert.equal(readFileSync(file, 'utf8'), out);
        if (['perfetto', 'chrome', 'speedscope'].includes(format)) JSON.parse(out);
      }
      assert.equal(call(tool, ['export', 'two-restaurants', '-o', '-', '--as', 'pdf']).code, 2);
      assert.equal(call(tool, ['export', 'two-restaurants', '-o', join(folder, 'no/such/folder'), '--as', 'csv']).code, 2);
    });

    it('measures a recording: levels, cores, wake-ups', () => {
      const { code, out } = call(tool, ['trace', 'tests/traces/three-threads.ftrace.txt', '--format', 'json', '--spans']);
      assert.equal(code, 0);
      const { format, recorded_events, variants: [variant] } = JSON.parse(out);
      assert.equal(format, 'Linux scheduler trace');
      assert.equal(recorded_events, 11);
      // By hand, from the file: core 0 runs 0-220, 220-300, 300-500, 705-800; core 1 runs 110-250.
      assert.deepEqual(variant.cores.map(core => core.busy_ns), [595_000, 140_000]);
      assert.equal(variant.levels.parallelism.max, 2);
      assert.equal(variant.completed, 3);
      assert.equal(variant.spans_list.length, 10);
      assert.equal(call(tool, ['trace', '-'], readFileSync(join(root, 'tests/traces/three-threads.ftrace.txt'), 'utf8')).code, 0);
    });

    it('opens a compressed recording, and refuses a damaged one', () => {
      const path = 'tests/traces/chromium-long-queues.json';
      const packed = join(folder, 'packed.json.gz');
      writeFileSync(packed, gzipSync(readFileSync(join(root, path))));
      const variants = file => JSON.parse(call(tool, ['trace', file, '--format', 'json']).out).variants.map(({ title, ...rest }) => rest);
      assert.deepEqual(variants(packed), variants(path));
      writeFileSync(packed, gzipSync(readFileSync(join(root, path))).subarray(0, 1000));
      const cut = call(tool, ['trace', packed]);
      assert.equal(cut.code, 3);
      assert.match(cut.err, /the compressed file is damaged/);
    });

    // The expected numbers are counted from the file, in the simplest way.
    it('reads the counters and the asynchronous operations of Chromium', () => {
      const path = 'tests/traces/chromium-long-queues.json';
      const events = JSON.parse(readFileSync(join(root, path), 'utf8'));
      const processes = Object.fromEntries(events.filter(({ name }) => name === 'process_name').map(({ pid, args }) => [pid, args.name]));
      const series = {};
      for (const { ph, pid, name, ts, args } of events)
        // If there are two at the same time, the last one counts.
        if (ph === 'C') (series[`${processes[pid]} · ${name}`] ??= new Map()).set(ts, args.value);
      const counters = Object.entries(series).map(([name, samples]) => {
        const values = [...samples].sort(([a], [b]) => a - b).map(([, value]) => value);
        return { name, samples: values.length, min: Math.min(...values), max: Math.max(...values), last: values.at(-1) };
      });
      assert.equal(counters.length, 7);
      const { counters: read, operations, remarks, variants: [{ levels }] } = JSON.parse(call(tool, ['trace', path, '--format', 'json']).out);
      assert.deepEqual(read, counters);

      // How many are open at the same time, of each category of a process and in total. Only operations that begin while
      // none with their id is open are counted.
      const open = new Map(), atOneTime = new Map();
      const change = (kind, by) => {
        const [now, max] = atOneTime.get(kind) ?? [0, 0];
        atOneTime.set(kind, [now + by, Math.max(max, now + by)]);
      };
      const async = events.filter(({ ph }) => 'be'.includes(ph)).map((event, i) => ({ ...event, i }));
      const whole = [];
      for (const { ph, cat, id, id2, pid, ts } of async.sort((a, b) => a.ts - b.ts || a.i - b.i)) {
        const key = JSON.stringify([cat, id, id2]);
        const stack = open.get(key) ?? open.set(key, []).get(key);
        if (ph === 'b') stack.push({ ts, kind: `${pid} ${cat}` });
        else if (stack.length === 1) whole.push({ kind: stack[0].kind, from: stack.pop().ts, to: ts });
        else stack.pop();
      }
      const last = Math.max(...events.filter(({ ph }) => ph !== 'M').map(({ ts, dur = 0 }) => ts + dur));
      const lasting = [...open.values()].filter(stack => stack.length > 0).map(([{ ts, kind }]) => ({ kind, from: ts, to: last }));
      const edges = [...whole, ...lasting].flatMap(({ kind, from, to }) => (to > from ? [[from, 1, kind], [to, -1, kind]] : [])).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      for (const [, by, kind] of edges) {
        change(kind, by);
        change('all', by);
      }
      assert.equal(levels.asynchrony.max, atOneTime.get('all')[1]);
      atOneTime.delete('all');
      assert.deepEqual(operations.map(({ lanes }) => lanes).sort(), [...atOneTime.values()].map(([, max]) => max).sort());
      assert.ok(operations.some(({ name }) => name === 'Renderer · v8.gc'));
      assert.deepEqual(remarks, lasting.length === 1 ? ['1 operation has no end and lasts until the recording ends.'] : []);
    });

    it('draws and exports a recording, and reads its own export', () => {
      for (const file of ['node-two-hashes.json', 'chromium-long-queues.json', 'three-loops.perf.txt']) {
        const svg = call(tool, ['render', `tests/traces/${file}`, '-o', '-']);
        assert.equal(svg.code, 0);
        assert.match(svg.out, /<title>/);
        const own = join(folder, `${file}.trace.json`);
        assert.equal(call(tool, ['export', `tests/traces/${file}`, '-o', own, '--as', 'chrome']).code, 0);
        const spans = path => JSON.parse(call(tool, ['trace', path, '--format', 'json', '--spans']).out).variants[0].spans_list.map(({ kind, from_ns, to_ns }) => `${kind} ${from_ns} ${to_ns}`).sort();
        assert.deepEqual(spans(own), spans(`tests/traces/${file}`));
      }
    });

    it('says where the mistake in a recording is', () => {
      const file = join(folder, 'wrong.json');
      writeFileSync(file, '[\n {"ph": "X", "ts": "now"}]');
      const { code, err } = call(tool, ['trace', file]);
      assert.equal(code, 3);
      assert.equal(err, `${file}:2:2: ts must be a number of microseconds, not now\n`);
      assert.equal(call(tool, ['trace', join(folder, 'missing')]).code, 2);
    });

    it('keeps the pictures of the gallery small', () => {
      const ids = call(tool, ['list']).out.trim().split('\n').map(line => line.split(' ')[0]);
      for (const id of ids) {
        for (const width of ['960', '1440']) {
          const size = Buffer.byteLength(call(tool, ['render', id, '-o', '-', '--width', width]).out);
          assert.ok(size > 1_000 && size <= 200_000, `${id}, ${width} px: ${size} bytes`);
        }
      }
    });
  });
}
