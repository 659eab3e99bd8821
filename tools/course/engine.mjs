// The engine for the site's build: run(figure) gives the results of all runs of a figure, tasks(figure) the life of each of
// its tasks, by run, and render(figure, …) its picture.
// The figure contains its scenario.
//
// Either the command line for Node in a folder of the build, packed as for the npm package, or a program
// (interleave-cli of another preset). What has been computed is kept in a folder, by the hash of the engine and of the
// question, so that a second build asks only what is new.
//
// Pictures are in the language of the catalogue that was last passed to speak(text); null means English.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packEngine } from '../packages/engine.mjs';

const hash = (...parts) => parts.reduce((sum, part) => sum.update(part).update('\0'), createHash('sha256')).digest('hex').slice(0, 32);

// A figure's picture shows neither its heading nor its caption: the page has them.
const bare = ({ title, caption, ...figure }) => figure;
// All runs, as the scenario numbers them, and nothing that hides a number.
const whole = ({ runs, ask, t, from, to, focus, sel, range, mark, ...figure }) => bare(figure);

// program: the path of a native interleave-cli, instead of the one in `build`.
export async function openEngine({ build, deps, program = null }) {
  const asked = program ? native(program) : await inNode(build, deps);
  const stamp = hash(await readFile(program ?? join(build, 'interleave-cli.wasm')));
  const kept = join(build, 'course', stamp);
  if (!existsSync(kept)) {
    for (const old of existsSync(join(build, 'course')) ? await readdir(join(build, 'course')) : []) await rm(join(build, 'course', old), { recursive: true });
    await mkdir(kept, { recursive: true });
  }
  let words = null;
  const spoke = options => (words === null ? options : { ...options, words });
  const spoken = key => (words === null ? key : `${key} ${hash(words)}`);
  async function once(key, make) {
    const file = join(kept, hash(key));
    if (existsSync(file)) return readFile(file, 'utf8');
    const text = await make();
    await writeFile(file, text);
    return text;
  }
  return {
    speak: text => { words = text; },
    run: figure => once(`run ${JSON.stringify(whole(figure))}`, async () => JSON.stringify((await asked.run(whole(figure))).variants)).then(JSON.parse),
    tasks: figure => once(`tasks ${JSON.stringify(whole(figure))}`, async () => JSON.stringify((await asked.run(whole(figure), { tasks: true })).variants.map(({ tasks }) => tasks))).then(JSON.parse),
    // A moment of a figure in another view than the timeline.
    moment: (figure, options) => once(spoken(`moment ${JSON.stringify([figure.scenario, figure.set, figure.runs, options])}`), () => asked.moment(figure, spoke(options))),
    render: (figure, options) => once(spoken(`render ${JSON.stringify([bare(figure), options])}`), () => asked.render(bare(figure), spoke(options))),
  };
}

async function inNode(build, deps) {
  const esbuild = createRequire(join(deps, 'site', 'package.json'))('esbuild');
  const folder = join(build, 'engine');
  await mkdir(folder, { recursive: true });
  await packEngine({ build, esbuild, folder });
  const { run, render } = await import(pathToFileURL(join(folder, 'index.mjs')).href);
  return { run: (figure, options) => run(figure, options), render: (figure, options) => render(figure, options), moment: ({ scenario, set = {}, runs }, options) => render(scenario, { ...options, set, run: [runs ?? 0].flat()[0] }) };
}

function native(program) {
  let number = 0;
  const call = async (figure, words, spoken) => {
    const file = join(tmpdir(), `interleave-lesson-${process.pid}-${++number}.json`);
    const catalogue = `${file}.words`;
    await writeFile(file, JSON.stringify(figure));
    if (spoken !== undefined) await writeFile(catalogue, spoken);
    try {
      return await new Promise((resolve, reject) => execFile(program, [...words(file), ...(spoken === undefined ? [] : [`--words=${catalogue}`])], { maxBuffer: 1 << 27 }, (error, out, err) => {
        if (!error || error.code === 4 || error.code === 5) return resolve(out);
        const [, line, column, message] = /:(\d+):(\d+): (.*)/.exec(err) ?? [, 0, 0, err.trim()];
        const [, text, pointer] = /^(.*) \((\/.*)\)$/.exec(message) ?? [, message];
        reject(Object.assign(new Error(text), { pointer, line, column }));
      }));
    } finally {
      await rm(file);
      await rm(catalogue, { force: true });
    }
  };
  return {
    run: async (figure, { tasks = false } = {}) => JSON.parse(await call(figure, file => ['run', file, '--format=json', ...(tasks ? ['--tasks'] : [])])),
    moment: ({ scenario, set = {}, runs }, { theme, width, view, at, words }) => call(scenario, file => ['render', file, '--output=-', `--theme=${theme}`, `--width=${width}`, `--view=${view}`, `--at=${at}`,
      `--variant=${[runs ?? 0].flat()[0]}`, ...Object.entries(set).map(([id, value]) => `--set=${id}=${value}`)], words),
    render: (figure, { theme, width, words }) => call(figure, file => ['render', file, '--output=-', `--theme=${theme}`, `--width=${width}`], words),
  };
}
