// Splits the module of figures: node tools/site/split.mjs FOLDER WASM_SPLIT SCENARIOS
//
// FOLDER/figure.wasm becomes two files: what the first figure of a page needs until it can be played, scrubbed, zoomed
// and changed, and FOLDER/figure.rest.wasm, which a page loads right after the first frame (web/core/module.js). What is
// needed is found out by running: Binaryen's wasm-split adds to each function a note that it was called, the figures
// of web/core/quick.js are used as a reader would, and the functions that were called stay.
//
// Without wasm-split the module stays as it is, and the rest is empty.

import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ordered } from './order.mjs';

const list = readFileSync(new URL('../../web/core/quick.js', import.meta.url), 'utf8');
const { quick } = await import('data:text/javascript,' + encodeURIComponent(list));
const [folder, tool, scenarios] = process.argv.slice(2).map(path => path && resolve(path));
const at = name => join(folder, name);
const whole = readFileSync(at('figure.wasm'));
writeFileSync(at('figure.whole.wasm'), whole);

const features = ['--enable-sign-ext', '--enable-nontrapping-float-to-int', '--enable-mutable-globals', '--enable-bulk-memory'];
function split(...words) {
  const { status, stderr } = spawnSync(tool, [...features, ...words], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`wasm-split ${words.join(' ')}: ${stderr}`);
}

if (!tool || tool.endsWith('-NOTFOUND')) {
  console.warn('There is no wasm-split (of Binaryen): the module of figures is loaded as a whole.');
  writeFileSync(at('figure.rest.wasm'), Buffer.from('0061736d01000000', 'hex'));
  process.exit();
}
split(at('figure.whole.wasm'), '--instrument', '-o', at('figure.noted.wasm'));
await profile();
split(at('figure.whole.wasm'), '--split', '--profile', at('figure.profile'), '-o1', at('figure.first.wasm'), '-o2', at('figure.rest.wasm'));
writeFileSync(at('figure.wasm'), ordered(readFileSync(at('figure.first.wasm'))));
writeFileSync(at('figure.rest.wasm'), ordered(readFileSync(at('figure.rest.wasm'))));
for (const name of ['first.wasm', 'noted.wasm', 'profile', 'run.mjs']) rmSync(at('figure.' + name));

// Runs the module with notes, and writes down which functions were called.
async function profile() {
  copyFileSync(at('figure.js'), at('figure.run.mjs'));
  const { default: start } = await import(pathToFileURL(at('figure.run.mjs')));
  let exports = null;
  const wasm = await start({
    painter: { open: () => 1, close() {}, paint() {}, setCursor() {} },
    instantiateWasm(info, receive) {
      WebAssembly.instantiate(readFileSync(at('figure.noted.wasm')), info).then(({ instance, module }) => {
        exports = instance.exports;
        receive(instance, module);
      });
      return {};
    },
  });
  for (const id of quick) use(opened(wasm), readFileSync(join(scenarios, `${id}.json`), 'utf8'));

  // The notes are written behind everything else in the memory.
  const memory = Object.values(exports).find(one => one instanceof WebAssembly.Memory);
  const size = exports.__write_profile(0, 0);
  const place = memory.buffer.byteLength;
  memory.grow(Math.ceil(size / 65536));
  exports.__write_profile(place, size);
  writeFileSync(at('figure.profile'), new Uint8Array(memory.buffer, place, size));
}

// A session with the functions of the table, as web/core/module.js makes it.
function opened(wasm) {
  const [coder, reader] = [new TextEncoder(), new TextDecoder()];
  const text = () => reader.decode(wasm.answer);
  wasm.given = [];
  wasm._il_table();
  const table = JSON.parse(text());
  const session = wasm._il_open();
  const model = { close: () => wasm._il_close(session) };
  table.forEach(({ name, answer }, number) => {
    model[name] = (...values) => {
      wasm.given = values.map(value => (typeof value === 'string' ? coder.encode(value) : value));
      if (!wasm._il_call(session, number)) throw new Error(text());
      return answer === 'json' || answer === 'outcome' ? JSON.parse(text()) : answer === 'text' ? text() : wasm.answer;
    };
  });
  return model;
}

// What a reader can do before the rest of the module has come.
function use(model, scenario) {
  let now = 1000;
  const frame = () => model.frame(now += 16);
  function look() {
    frame();
    for (const part of Object.keys(model.panels())) model.panel(part);
    for (const call of ['state', 'results', 'strategies', 'scenario', 'commands', 'parameters', 'layout', 'hover']) model[call]();
  }
  model.whole(false);
  model.theme(true);
  model.limits();
  const answer = model.load(scenario);
  if (answer.error) throw new Error(answer.error.message);
  model.start({}, 800, 500, 1);
  model.coarse(false);
  do look(); while (model.state().running);

  const { left, panes } = model.layout();
  const [axis, lanes] = [panes[0].y0 + 40, panes[0].y0 + 60];
  const drag = (from, to, y) => {
    model.pointer(1, from, y, 0, false);
    for (let i = 0; i <= 4; ++i) {
      model.pointer(0, from + ((to - from) * i) / 4, y, 0, false);
      frame();
    }
    model.pointer(2, to, y, 0, false);
    look();
  };
  model.pointer(0, left + 200, lanes, 0, false);
  look();
  for (const id of ['play', 'play', 'step', 'step-back', 'start', 'end', 'zoom-in', 'zoom-out', 'pan-right', 'pan-left', 'slower', 'faster']) {
    model.command(id);
    look();
    look();
  }
  model.key('ArrowRight', 0);
  drag(left + 30, left + 200, axis);              // scrubs
  model.wheel(left + 100, lanes, 0, -100, 2);     // zooms, and pans
  model.wheel(left + 100, lanes, 0, 100, 1);
  model.pinch(1.3, left + 100, lanes);
  look();
  drag(left + 300, left + 100, lanes);
  drag(left + 130, left + 100, 485);              // on the map
  model.seek(1e6);
  model.show(1e6, 9e6);
  model.rate(1);
  model.scroll(20);
  look();
  for (const { id, enabled, share, value } of model.parameters().filter(one => one.shown).slice(0, 4)) {
    if (!enabled) continue;
    model.nudge(id, 1);
    look();
    if (share !== null) model.slide(id, 0.6);
    model.set(id, String(value));
    model.settle();
    look();
  }
  model.pointer(3, 0, 0, 0, false);
  model.theme(false);
  model.resize(400, 300, 2);
  model.blur();
  look();
  model.close();
}
