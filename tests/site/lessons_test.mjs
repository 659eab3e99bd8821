// The lessons as the site's build reads them: mistakes have places, no result is typed in, and the right answers follow
// from the runs. The engine is the command line for Node (or the program that INTERLEAVE_CLI names).

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { computeLesson } from '../../tools/course/compute.mjs';
import { openEngine } from '../../tools/course/engine.mjs';
import { concepts, groups, levels, shelf } from '../../web/core/shelf.js';
import { readGlossary } from '../../tools/course/glossary.mjs';
import { readLessons, scenariosOf, toolsOf } from '../../tools/course/main.mjs';
import { LessonErrors, readLesson, readPlace, texts, typedNumber } from '../../tools/course/read.mjs';
import { blocks, schemaOf } from '../../tools/course/schema.mjs';
import { compile } from '../../web/course/expression.js';
import { written } from '../../web/course/format.js';
import { contest, ruled, winner, ways } from '../../web/course/contest.js';
import { orders, play, shortestWrong } from '../../web/course/interleavings.js';
import { programOf } from '../../web/course/programs.js';
import { judge, readNumber } from '../../web/course/keys.js';
import { rightAnswer, textOf, wrongAnswers } from './lessons_support.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const build = process.env.BUILD ?? root + 'build/web';
const deps = process.env.DEPS ?? root + 'build/deps';
const program = process.env.INTERLEAVE_CLI ?? null;
const skip = !program && !existsSync(`${build}/interleave-cli.wasm`);

let [tools, scenarios, engine, lessons, glossary, computed] = [];
before(async () => {
  tools = await toolsOf(deps);
  scenarios = await scenariosOf(root);
  lessons = await readLessons(root, tools);
  glossary = readGlossary(readFileSync(root + 'web/lessons/glossary.md', 'utf8'), 'glossary.md', tools);
  if (skip) return;
  engine = await openEngine({ build, deps, program });
  computed = new Map();
  for (const lesson of lessons) computed.set(lesson.name, await computeLesson(lesson, { engine, scenarios }));
});

// --- Reading -----------------------------------------------------------------------------

const head = '# Title\n\n```lesson\n{"minutes": 5, "about": "What it is.", "summary": ["A sentence."]}\n```\n\n';

function mistakesOf(text) {
  try {
    readLesson(text, 'x.md', tools);
    return [];
  } catch (error) {
    assert.ok(error instanceof LessonErrors, error.stack);
    return error.message.split('\n');
  }
}

const block = (kind, json) => `${head}\`\`\`${kind}\n${json}\n\`\`\`\n`;
const figure = '```figure\n{"name": "pool", "alt": "A picture.", "scenario": "deadlock"}\n```\n\n';

test('a lesson of the right form has no mistakes', () => {
  assert.deepEqual(mistakesOf(head + figure + 'It ends after {pool.finish}. [Threads](term:thread)\n'), []);
});

for (const [what, text, expected] of [
  ['a text without a title', 'Some words.\n', ['x.md:1:1: a lesson begins with its title: # Waiting', 'x.md:1:1: there is no block “lesson”']],
  ['a second title', head + '# Another\n', ['x.md:7:1: a lesson has one title']],
  ['what is not JSON', block('figure', '{"name": "pool",\n "alt": }'), ['x.md:9:9: a value is expected here']],
  ['a comma that leads to nothing', block('watch', '{"figure": "x", "points": ["a",]}'), ['x.md:8:32: a value is expected here']],
  ['a comment', block('watch', '{"figure": "x" /* no */}'), ['x.md:8:16: JSON has no comments']],
  ['a key that is given twice', block('figure', '{"name": "a", "alt": "b",\n  "name": "c"}'), ['x.md:9:3: “name” is given twice (/name)']],
  ['a key that is missing', block('watch', '{"figure": "pool"}'), ['x.md:8:1: “points” is missing']],
  ['a key that is unknown', block('reveal', '{"after": "q",\n    "txt": "x", "text": "y"}'), ['x.md:9:5: there is no “txt” here; there are after, text, figure (/txt)']],
  ['a value of another type', block('teacher', '{"aims": ["a"], "timing": 5, "misconceptions": ["b"]}'), ['x.md:8:27: it should be a text of up to 1,200 characters (/timing)']],
  ['an entry of another type', block('watch', '{"figure": "pool", "points": ["a", 7]}'), ['x.md:8:36: it should be a text of up to 1,200 characters (/points/1)']],
  ['an unknown kind of question', block('question', '{"id": "q", "kind": "guess", "text": "a", "because": "b"}'), ['x.md:8:21: it should be one of: choice, number, order, classify, change (/kind)']],
  ['an unknown block', head + '```pictures\n{"name": "a"}\n```\n', ['x.md:7:1: there is no block “pictures”; there are lesson, figure, question, reveal, watch, listen, orders, circle, quiz, map, teacher']],
  ['a figure that does not exist', head + figure + '```watch\n{"figure": "loop", "points": ["a"]}\n```\n', ['x.md:12:12: there is no figure “loop” in this lesson (/figure)']],
  ['a question that does not exist', head + '```reveal\n{"after": "nothing", "text": "a"}\n```\n', ['x.md:8:11: there is no question “nothing” in this lesson (/after)']],
  ['two figures of one name', head + figure + figure, ['x.md:12:10: there are two figures “pool” (/name)']],
  ['an expression that cannot be read', head + figure + 'One\ntwo {pool.finish +} three.\n', ['x.md:12:5: the expression ends too soon, at character 14 of {pool.finish +}']],
  ['an expression in a block', block('question', '{"id": "q", "kind": "number", "text": "a", "unit": "ms", "key": "pool", "otherwise": "x", "because": "b"}'), ['x.md:8:65: “pool” names no metric, as in pool.finish, at character 1 (/key)']],
  ['an unknown form', head + figure + 'It is {pool.finish | long}.\n', ['x.md:11:7: there is no form “long”; there are word, exact, times and a number of decimals']],
  ['a fact without a source', head + 'In {fact: 1978} it began.\n', ['x.md:7:4: a fact names its source: {fact: 1978 | source}']],
  ['a number that is typed in', head + figure + 'A line.\nThe run takes 148 ms in all.\n', ['x.md:12:15: “148 ms” is typed in: compute it ({pool.finish}), or say where it comes from ({fact: 148 ms | source}, {given: 148 ms})']],
  ['a number that is typed into a block', head + figure + '```watch\n{"figure": "pool", "points": ["It is 3 times as fast."]}\n```\n', ['x.md:12:31: “3 times” is typed in: compute it ({pool.finish}), or say where it comes from ({fact: 3 times | source}, {given: 3 times}) (/points/0)']],
]) {
  test(`a mistake has its place: ${what}`, () => assert.deepEqual(mistakesOf(text), expected));
}

test('several mistakes are reported together', () => {
  assert.equal(mistakesOf(head + 'It is 5 ms.\n\n```watch\n{}\n```\n').length, 3);
});

test('numbers with a unit are recognised, in digits and in words', () => {
  for (const text of ['148 ms', '148ms', '2.5 seconds', 'about 30 %', '40 per cent', 'four milliseconds', 'three times as fast', '16× more', '3.2 GHz', 'a 20-ms wait', 'ten minutes', '1,024 bytes']) {
    assert.ok(typedNumber(text), text);
  }
  for (const text of ['four cores', '24 requests', 'lesson 7', 'in 1978', 'Core 1', 'thread 2 and thread 3', 'half a second', 'twice as fast', 'the first times', 'version 8 machine']) {
    assert.equal(typedNumber(text), null, text);
  }
});

test('a place in prose is an expression, a fact or a given number', () => {
  assert.deepEqual(readPlace('pool.finish | 1'), { expression: 'pool.finish', form: '1' });
  assert.deepEqual(readPlace('printed(loop, "a | b")'), { expression: 'printed(loop, "a | b")', form: '' });
  assert.deepEqual(readPlace('fact: 4.77 MHz | IBM, 1981'), { fact: '4.77 MHz', source: 'IBM, 1981' });
  assert.deepEqual(readPlace('given: 90 minutes'), { given: '90 minutes' });
});

test('the schema has every block', () => {
  assert.deepEqual(Object.keys(schemaOf().$defs), Object.keys(blocks));
  assert.equal(schemaOf().$defs.question.oneOf.length, 5);
});

// --- Expressions and formats -------------------------------------------------------------

const some = ({ metric, path }) => ({ finish: { value: 148e6, unit: 'time' }, cores: { value: 0.25, unit: 'share' }, threads: { value: 4, unit: 'number' }, parallel: { value: true, unit: 'truth' } })[metric ?? path] ?? { missing: 'unknown' };
const valueOf = text => compile(text).evaluate(some);

test('an expression computes, and keeps the unit', () => {
  for (const [text, value, unit] of [
    ['a.finish', 148e6, 'time'], ['a.finish / 2', 74e6, 'time'], ['2 * a.finish', 296e6, 'time'], ['a.finish / 74 ms', 2, 'number'], ['a.finish - 100 ms', 48e6, 'time'],
    ['1 + 2 * 3', 7, 'number'], ['(1 + 2) * 3', 9, 'number'], ['8 - 2 - 1', 5, 'number'], ['-a.threads + 5', 1, 'number'], ['1 - a.cores', 0.75, 'share'],
    ['a.finish < 0.2 s', true, 'truth'], ['a.finish < 100 ms or a.parallel', true, 'truth'], ['not a.parallel', false, 'truth'], ['a.threads = 4 and a.cores <= 25 %', true, 'truth'],
    ['max(1, a.threads, 2)', 4, 'number'], ['ceil(7 / 2)', 4, 'number'], ['a@threads + 1', 5, 'number'],
  ]) assert.deepEqual(valueOf(text), { value, unit }, text);
});

test('an expression that makes no sense is refused', () => {
  for (const [text, message] of [
    ['a.finish + 1', /a time and a number do not go together/], ['a.finish < a.threads', /do not go together/], ['a.finish * a.finish', /not multiplied/], ['a.parallel + 1', /a number is expected/],
    ['a.nothing', /unknown/], ['1 / 0', /divides by zero/], ['a', /names no metric/], ['a.finish b.finish', /out of place/], ['(1', /should be a “\)”/], ['1 $ 2', /not part of an expression/], ['max()', /out of place/],
  ]) assert.throws(() => valueOf(text), message, text);
});

test('values are written as people read them', () => {
  const space = '\u00a0';
  for (const [value, unit, form, text] of [
    [148e6, 'time', '', `148${space}ms`], [1_013_000_000, 'time', '', `1.01${space}s`], [252.5e6, 'time', '', `253${space}ms`], [252.5e6, 'time', '1', `252.5${space}ms`], [7920e9, 'time', '', `2${space}h${space}12${space}min`],
    [500e3, 'time', '', `500${space}µs`], [0, 'time', '', `0${space}ms`], [0.3243, 'share', '', `32${space}%`], [0.005, 'share', '', `0.5${space}%`], [4292608, 'bytes', '', `4.09${space}MiB`],
    [4, 'number', 'word', 'four'], [24, 'number', 'word', '24'], [3.0833, 'number', 'times', `3.1${space}times`], [2, 'number', 'times', 'twice'], [3, 'number', 'times', `three${space}times`], [12000, 'number', '', '12,000'], [250, 'rate', '', `250${space}per second`],
  ]) assert.equal(written({ value, unit }, form), text);
});

test('a number may be given with its unit, or without', () => {
  for (const [text, unit, value] of [['148', 'ms', 148e6], ['0.148 s', 'ms', 148e6], [' 148ms ', 's', 148e6], ['32 %', '%', 0.32], ['32', '%', 0.32], ['1,000', 'tasks', 1000], ['58 pages', 'pages', 58]]) assert.equal(readNumber(text, unit), value, text);
  for (const [text, unit] of [['', 'ms'], ['many', 'ms'], ['5 apples', 'ms'], ['5 ms', 'pages'], ['1 2 x', 'ms']]) assert.equal(readNumber(text, unit), null, text);
});

// --- The lessons themselves --------------------------------------------------------------

test('a result that is typed into a lesson is found', () => {
  const lesson = lessons.find(({ name }) => name === '07-waiting');
  const planted = lesson.source.replace('{pool.finish}', '148 ms');
  assert.notEqual(planted, lesson.source);
  assert.match(mistakesOf(planted).join('\n'), /“148 ms” is typed in/);
});

test('every term is explained once, and some lesson leads to it', () => {
  const linked = new Set();
  for (const { source } of lessons) for (const [, id] of source.matchAll(/\]\(term:([a-z0-9-]+)\)/g)) linked.add(id);
  const known = glossary.terms.map(({ id }) => id);
  assert.equal(new Set(known).size, known.length);
  assert.deepEqual([...linked].filter(id => !known.includes(id)), [], 'linked, but not explained');
  assert.deepEqual(known.filter(id => !linked.has(id)), [], 'explained, but not linked');
});

test('the shelf has every scenario, with its group, its concepts and something to try', () => {
  assert.deepEqual(Object.keys(shelf).sort(), Object.keys(scenarios).sort());
  for (const [id, { group, concepts: own, level, advice }] of Object.entries(shelf)) {
    assert.ok(groups.some(one => one.id === group), id);
    assert.ok(own.length > 0 && own.every(one => one in concepts), id);
    assert.ok(level in levels, id);
    assert.match(advice(), /^[A-Z].*[.?]$/, id);
  }
});

test('every lesson asks before it shows, and helps teachers', () => {
  for (const { name, number, parts } of lessons) {
    const kinds = parts.map(({ kind }) => kind);
    assert.ok(kinds.filter(kind => kind === 'question').length >= (number === null ? 1 : 2), `${name} asks too little`);
    assert.ok(kinds.includes('teacher') && kinds.includes('figure'), name);
    for (const { kind, value } of parts) {
      if (kind !== 'reveal') continue;
      const at = parts.findIndex(one => one.kind === 'question' && one.value.id === value.after);
      assert.ok(at < parts.findIndex(one => one.value === value), `${name}: the answer of ${value.after} comes before the question`);
    }
  }
});

test('every question takes the right answer, and meets every wrong one with a sentence', { skip }, () => {
  let asked = 0;
  for (const { name, parts } of lessons) {
    const { look, keys } = computed.get(name);
    for (const { kind, value: question } of parts) {
      if (kind !== 'question' || question.kind === 'change') continue;
      ++asked;
      const key = keys[question.id];
      assert.equal(judge(question, key, rightAnswer(question, key), look).right, true, `${name}: ${question.id}`);
      const sentences = new Map([...texts('question', question)]);
      for (const given of wrongAnswers(question, key)) {
        const { right, why } = judge(question, key, given, look);
        assert.equal(right, false, `${name}: ${question.id} takes ${JSON.stringify(given)}`);
        assert.ok(sentences.has(why), `${name}: ${question.id} has no sentence for ${JSON.stringify(given)}`);
      }
      for (const [i, { near }] of (question.misses ?? []).entries()) {
        const { value } = compile(near).evaluate(look);
        const given = textOf(question, { value });
        assert.equal(judge(question, key, given, look).why, `/misses/${i}/why`, `${name}: ${question.id}, ${near}`);
      }
      if (question.kind === 'choice') {
        const words = question.choices.map(({ why }) => why).filter(Boolean);
        assert.equal(new Set(words).size, words.length, `${name}: ${question.id} says the same of two choices`);
      }
    }
  }
  assert.ok(asked > 2);
});

// Right answers that were found without the engine.
test('keys are what can be worked out by hand', { skip }, () => {
  const { keys } = computed.get('07-waiting');
  // 24 requests of 4 ms on 2 cores are 48 ms of 148 ms each.
  assert.ok(Math.abs(keys.busy.value - 48 / 148) < 1e-9);
  // Four threads serve six groups of 24 ms, the last of which is 4 ms late; twelve serve two groups.
  assert.equal(keys.halves, 1);
});

// --- Labs ---------------------------------------------------------------------------------

test('the orders of a race are those that can be counted by hand', () => {
  // Six places, three of which belong to the first thread: 6! / (3! 3!) = 20. Two of them are right.
  const all = orders(2);
  assert.equal(all.length, 20);
  assert.equal(new Set(all.map(String)).size, 20);
  assert.equal(all.filter(order => play(order).right).length, 2);
  assert.equal(orders(3).length, 1680);  // 9! / (3! 3! 3!)
  assert.deepEqual(orders(2, { locked: true }), [[0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0]]);
  const bad = shortestWrong(all);
  assert.equal(bad.switches, 2);
  assert.equal(bad.total, 1);
  assert.equal(shortestWrong(orders(2, { locked: true })), null);
});

test('the programs of the quiz are those of their seed, and Node.js prints them in the same order', { skip }, async () => {
  assert.deepEqual(programOf(5), programOf(5));
  for (let seed = 1; seed <= 12; ++seed) {
    const { code, scenario, lines } = programOf(seed);
    const [{ console: printed }] = await engine.run({ figure: 1, scenario });
    const busy = 'function busy(ms) { const end = performance.now() + ms; while (performance.now() < end); }\n';
    const { stdout } = spawnSync(process.execPath, ['--input-type=commonjs', '--eval', busy + code], { encoding: 'utf8' });
    assert.equal(printed.map(({ text }) => text).join(' '), stdout.trim().split('\n').join(' '), `program ${seed}: ${code}`);
    assert.equal(printed.length, lines.length);
  }
});

// --- The map -----------------------------------------------------------------------------

test('the winner is the simplest of those that are as good as the best', () => {
  assert.equal(winner([100, 100, 100, 104]), -1);
  assert.equal(winner([200, 100, 103, 104]), 1);
  assert.equal(winner([104, 200, 100, 100]), 0);
  assert.equal(winner([106, 200, 100, 100]), 2);
  assert.equal(ways[ruled({ share: 0.4, cores: 4 })].id, 'pool');
  assert.equal(ways[ruled({ share: 0.5, cores: 4 })].id, 'all');
  assert.equal(ways[ruled({ share: 0.9, cores: 1 })].id, 'loop');
});

test('the map has a contest in every cell, and its cells are what single contests give', { skip }, async () => {
  const { map } = computed.get('11-which-one-when');
  const { value: block } = lessons.find(({ name }) => name === '11-which-one-when').parts.find(({ kind }) => kind === 'map');
  assert.ok(block.shares.length >= 20 && block.tasks.length >= 16 && block.seeds.length >= 3);
  assert.deepEqual(block.cores, [1, 4, 16]);
  for (const cores of block.cores) {
    const { same, pool, loop, threads, all, cells } = map.values[cores];
    assert.equal(cells.value, block.shares.length * block.tasks.length);
    assert.equal(same.value + pool.value + loop.value + threads.value + all.value, cells.value);
  }
  for (const [cores, row, column] of [[1, 3, 10], [4, 10, 16], [16, 15, 19], [4, 0, 0]]) {
    const runs = await Promise.all(block.seeds.map(seed => engine.run({ figure: 1, scenario: contest({ share: block.shares[column], tasks: block.tasks[row], cores, seed, life_us: 40_000 }) })));
    const p95 = ways.map((_, way) => runs.reduce((sum, variants) => sum + variants[way].latency_ns.p95, 0) / runs.length);
    assert.deepEqual(map.cells[cores][row][column].p95, p95);
  }
  // A single task that only computes takes as long in any way, apart from the start of a thread.
  assert.equal(map.cells[4][0][0].winner, -1);
});

test('another scenario has other answers', { skip }, async () => {
  const lesson = again('07-waiting');
  // The pages are in no hurry: a deadline of ten seconds is never missed.
  const patient = structuredClone(scenarios);
  patient['pool-exhaustion'].work[0].deadline = '300ms';
  const { keys } = await computeLesson(lesson, { engine, scenarios: patient });
  assert.notEqual(keys.late.value, computed.get('07-waiting').keys.late.value);
  assert.equal(keys.busy.value, computed.get('07-waiting').keys.busy.value);
});

test('a question that no longer has one right answer is reported with its place', { skip }, async () => {
  const computing = structuredClone(scenarios);
  computing['waiting-on-the-database'].programs.request = [{ compute: '20ms' }, { io: 'database' }, { compute: '20ms' }];
  await assert.rejects(computeLesson(again('07-waiting'), { engine, scenarios: computing }), /07-waiting\.md:\d+:1: \d of the choices are right, instead of one/);
});

test('the engine says where a figure is wrong', { skip }, async () => {
  const text = lessons.find(({ name }) => name === '07-waiting').source.replace('"runs": [0],\n  "lanes"', '"runs": [9],\n  "lanes"');
  const lesson = { ...readLesson(text, '07-waiting.md', tools), source: text };
  await assert.rejects(computeLesson(lesson, { engine, scenarios }), LessonErrors);
});

const again = name => {
  const { source } = lessons.find(one => one.name === name);
  return { ...readLesson(source, `${name}.md`, tools), source };
};
