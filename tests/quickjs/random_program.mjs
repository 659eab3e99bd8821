// Random programs whose order is fixed in Node: no two timers are due at the same time, and immediates never race with
// timers. The README says how to use this file. `programOf(number)` returns the text of a program.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function programOf(number) {
  let state = (number * 2654435761 + 12345) >>> 0;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
  const one = (...choices) => choices[random(choices.length)];
  let labels = 0,
    names = 0,
    left = 30 + random(40),
    slots = 0;
  const log = () => `log(${++labels});`;
  const name = () => `v${++names}`;
  // Each timer is due at its own multiple of 60 ms. `slot` is the time at which the surrounding code runs.
  const delay = (slot) => [(++slots - slot) * 60, slots];

  // A promise that is fulfilled, now or after some turns.
  function settled(slot, depth) {
    left--;
    if (depth <= 0 || left <= 0) return one(`Promise.resolve(${++labels})`, `sub(${++labels})`, `later(${++labels})`);
    switch (random(13)) {
      case 0:
        return `Promise.resolve(${++labels})`;
      case 1:
        return `sub(${++labels})`;
      case 2:
        return `later(${++labels})`;
      case 3:
        return `Promise.resolve(thenable(${++labels}))`;
      case 4:
        return `new Promise((resolve) => { ${log()} resolve(${settled(slot, depth - 1)}); })`;
      case 5:
        return `${settled(slot, depth - 1)}.then(() => { ${log()} return ${value(slot, depth - 1)}; })`;
      case 6:
        return `${settled(slot, depth - 1)}.finally(() => { ${log()} ${one('', `return ${settled(slot, depth - 1)};`)} })`;
      case 7:
        return `Promise.${one('all', 'allSettled')}([${list(slot, depth - 1)}])`;
      case 8:
        return `Promise.${one('any', 'race')}([${list(slot, depth - 1)}])`;
      case 9:
        return `Promise.reject(${++labels}).catch((reason) => { log(reason); return ${value(slot, depth - 1)}; })`;
      case 10:
        return `(async () => { ${asyncBody(slot, depth - 1)} return ${value(slot, depth - 1)}; })()`;
      case 11:
        return `(async () => { ${asyncBody(slot, depth - 1)} throw ${++labels}; })().then(() => 0, (reason) => log(reason))`;
      default: {
        const v = name();
        return `(async () => { for await (const ${v} of ${iterable(slot, depth - 1)}) { log(${v}); ${one(
          '',
          '',
          `if (random(${v})) break;`,
          `if (random(${v})) return ${v};`,
          `if (random(${v})) throw ${v};`,
        )} } ${log()} })().catch(log)`;
      }
    }
  }
  const value = (slot, depth) => one(`${++labels}`, `thenable(${++labels})`, settled(slot, depth));
  const list = (slot, depth) => Array.from({ length: 1 + random(3) }, () => value(slot, depth)).join(', ');
  const iterable = (slot, depth) =>
    one(
      `[${list(slot, depth)}]`,
      `generator${random(3)}(${1 + random(3)})`,
      `(async function* () { ${asyncBody(slot, depth)} yield ${value(slot, depth)}; yield* ${one(
        `[${list(slot, depth)}]`,
        `generator${random(3)}(2)`,
      )}; ${log()} })()`,
    );

  function asyncBody(slot, depth) {
    let text = '';
    for (let i = random(3); i >= 0; i--) {
      left--;
      text += one(
        () => log(),
        () => `log(await ${value(slot, depth)});`,
        () => `await ${settled(slot, depth)}; ${log()}`,
        () => `try { await Promise.reject(${++labels}); } catch (reason) { log(reason); } finally { ${log()} }`,
        () => statement(slot, depth),
      )();
      text += ' ';
    }
    return text;
  }

  function statement(slot, depth) {
    left--;
    if (depth <= 0 || left <= 0) return log();
    switch (random(9)) {
      case 0:
        return `process.nextTick(() => { ${body(slot, depth - 1)} });`;
      case 1:
        return `queueMicrotask(() => { ${body(slot, depth - 1)} });`;
      case 2:
        return `setImmediate(() => { ${body(slot, depth - 1)} });`;
      case 3: {
        if (slots >= 5) return log();
        const [ms, due] = delay(slot);
        return `setTimeout(() => { ${body(due, depth - 1)} }, ${ms});`;
      }
      case 4:
        return `${settled(slot, depth)}.then((value) => { log(value); ${statement(slot, depth - 1)} });`;
      case 5:
        return `(async () => { ${asyncBody(slot, depth - 1)} })();`;
      case 6:
        return `(async () => { for await (const value of ${iterable(slot, depth - 1)}) { log(value); ${log()} } ${log()} })();`;
      case 7:
        return `${settled(slot, depth)}.then(() => { ${log()} throw ${++labels}; }).catch((reason) => { log(reason); });`;
      default: {
        const v = name();
        return `const ${v} = generator${random(3)}(3); ${v}.next().then(show); ${v}.${one(
          'next(1)',
          `return(${value(slot, depth - 1)})`,
          `throw(${++labels})`,
        )}.then(show, log); ${v}.next().then(show);`;
      }
    }
  }
  function body(slot, depth) {
    let text = log();
    for (let i = random(3); i > 0; i--) text += ` ${statement(slot, depth)}`;
    return text;
  }

  const lines = [];
  for (let i = 0; i < 6 && left > 0; i++) lines.push(`{ ${statement(0, 4)} }`);
  return `const log = (value) => console.log(typeof value === 'object' ? JSON.stringify(value) : String(value));
const show = (result) => log(\`\${typeof result.value === 'object' ? JSON.stringify(result.value) : result.value}/\${result.done}\`);
const random = (value) => typeof value === 'number' && value % 3 === 0;
class Sub extends Promise {}
const sub = (value) => new Sub((resolve) => { resolve(value); });
const later = (value) => new Promise((resolve) => { process.nextTick(resolve, value); });
const thenable = (value) => ({ then(resolve) { log(\`t\${value}\`); resolve(value); } });
async function* generator0(n) { for (let i = 1; i <= n; i++) yield i; return 'end'; }
async function* generator1(n) { try { for (let i = 1; i <= n; i++) { log(\`g\${i}\`); yield later(i); } } finally { log('closed'); } }
async function* generator2(n) { try { yield* generator1(n); } finally { await null; log('outer closed'); } }
log('script begins');
${lines.join('\n')}
log('script ends');
`;
}

const outputOf = (command, text, folder) => {
  const file = join(folder, 'program.cjs');
  writeFileSync(file, text);
  const run = spawnSync(command[0], [...command.slice(1), file], { encoding: 'utf8', timeout: 30000 });
  return `${run.stdout}exit code ${run.status}`;
};

// Timers may still race on a busy machine: an output of Node counts only if it is the same three times.
function nodeOutput(text, folder, wanted) {
  const seen = new Map();
  for (let i = 0; i < 12; i++) {
    const output = outputOf([process.execPath], text, folder);
    seen.set(output, (seen.get(output) ?? 0) + 1);
    if (output === wanted || seen.get(output) === 3) return output;
  }
  throw new Error(`Node prints something else each time:\n${text}`);
}

function main() {
  const [first, ...rest] = process.argv.slice(2);
  if (/^\d+$/.test(first)) {
    process.stdout.write(programOf(+first));
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  const recordings = new URL('random_programs.json', import.meta.url);
  try {
    if (first === '--record') {
      const programs = {};
      for (let i = 1; i <= 100; i++) programs[i] = nodeOutput(programOf(i), folder).split('\n').join(' ');
      writeFileSync(
        recordings,
        `${JSON.stringify({ node: process.version, programs }, null, 0).replace(/,"(\d+)":/g, ',\n"$1":')}\n`,
      );
    } else if (first === '--compare') {
      const numbers = rest.splice(rest.findIndex((word) => /^\d+$/.test(word)) >>> 0).map(Number);
      const [from = 1, to = 500] = numbers;
      let wrong = 0;
      for (let i = from; i <= to; i++) {
        const text = programOf(i),
          got = outputOf(rest, text, folder),
          expected = nodeOutput(text, folder, got);
        if (got === expected) continue;
        wrong++;
        const a = expected.split('\n'),
          b = got.split('\n'),
          at = a.findIndex((line, k) => line !== b[k]);
        console.log(`program ${i}: line ${at + 1}: Node prints ${a[at]}, ${rest[0]} prints ${b[at]}`);
      }
      console.log(`${to - from + 1 - wrong} of ${to - from + 1} programs print the same`);
      process.exitCode = wrong ? 1 : 0;
    } else {
      const { programs } = JSON.parse(readFileSync(recordings, 'utf8'));
      console.log(`${Object.keys(programs).length} programs are recorded.`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
if (
  process.argv[1] &&
  import.meta.url.endsWith('/random_program.mjs') &&
  process.argv[1].endsWith('random_program.mjs')
)
  main();
