// Splits the module of figures: node tools/site/split.mjs FOLDER WASM_SPLIT SCENARIOS
//
// FOLDER/figure.wasm becomes two files: what the first figure of a page needs until it can be played, scrubbed, zoomed
// and changed, and FOLDER/figure.rest.wasm, which a page loads right after the first frame (web/core/module.js). What is
// needed is found out by running: Binaryen's wasm-split adds to each function a note that it was called, the figures
// of web/core/quick.js are used as a reader would, and the functions that were called stay. Of the texts for people, those
// stay that were said.
//
// Without wasm-split the module stays as it is, and the rest is empty.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { namesOfExports, throughTable } from './joints.mjs';
import { ordered } from './order.mjs';
import { figuresIn } from './page_figures.mjs';
import { bytesAt, findTexts, overwritten, withData } from './texts.mjs';

const list = readFileSync(new URL('../../web/core/quick.js', import.meta.url), 'utf8');
const { quick, isQuick } = await import('data:text/javascript,' + encodeURIComponent(list));
const [folder, tool, scenarios] = process.argv.slice(2).map(path => path && resolve(path));
const at = name => join(folder, name);
const whole = readFileSync(at('figure.wasm'));
writeFileSync(at('figure.whole.wasm'), whole);

// Keys of a figure that every first figure may have.
const usual = {
  title: 'A figure', caption: 'It has a caption.', theme: 'dark', runs: [0], show: ['numbers', 'verdict', 'now'], numbers: ['finish', 'p95', 'cores'],
  knobs: ['machine.cores', 'machine.scheduler.quantum'], t: '1ms', from: '0ms', to: '5ms', focus: 0, range: '1ms-2ms', mark: ['3ms'],
};

// The figures of the site's pages, each figure of the list, and what is like it (isQuick): with fewer of its keys, and with others.
const web = join(scenarios, '..');
const pages = readdirSync(web, { recursive: true }).filter(name => name.endsWith('.html'));
const inPages = (await Promise.all(pages.map(name => figuresIn(readFileSync(join(web, name), 'utf8'))))).flat().filter(isQuick).map(({ theme, ...figure }) => figure);
const all = [...inPages, ...quick.flatMap(figure => {
  const { scenario } = figure;
  return [figure, { scenario, ...usual }, ...(Object.keys(figure).length > 1 ? [{ scenario }, { ...figure, ...usual }] : []), { scenario, runs: [0] }];
})];

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
performance.now = () => 0;  // so that two runs take the same way
copyFileSync(at('figure.js'), at('figure.run.mjs'));
const { default: start } = await import(pathToFileURL(at('figure.run.mjs')));

split(at('figure.whole.wasm'), '--instrument', '-o', at('figure.noted.wasm'));
writeProfile((await run(readFileSync(at('figure.noted.wasm')))).exports);
split(at('figure.whole.wasm'), '--split', '--profile', at('figure.profile'), '-o1', at('figure.first.wasm'), '-o2', at('figure.rest.wasm'));

const later = await textsForLater();
const first = overwritten(readFileSync(at('figure.first.wasm')), later, (_, size) => Buffer.alloc(size));
const rest = withData(readFileSync(at('figure.rest.wasm')), later.map(text => ({ at: text.at, bytes: bytesAt(whole, text) })));
const parts = throughTable(ordered(first, { thorough: true }), ordered(rest), namesOfExports(whole));
writeFileSync(at('figure.wasm'), parts[0]);
writeFileSync(at('figure.rest.wasm'), parts[1]);
for (const name of ['first.wasm', 'noted.wasm', 'profile', 'run.mjs']) rmSync(at('figure.' + name));

// Runs figures in a module. Returns its exports, and all that it has said and drawn of each.
async function run(file, figures = all) {
  let said = [];
  const list = ({ words, texts }) => `${createHash('md5').update(words).digest('hex')} ${Buffer.from(texts).toString('latin1')}`;
  let exports = null;
  const wasm = await start({
    painter: { open: () => 1, close() {}, paint: (_, picture, drawing, over) => said.push(list(picture), list(over)), setCursor() {} },
    instantiateWasm(info, receive) {
      WebAssembly.instantiate(file, info).then(({ instance, module }) => {
        exports = instance.exports;
        receive(instance, module);
      });
      return {};
    },
  });
  const ofEach = figures.map(figure => {
    said = [];
    use(opened(wasm, text => said.push(text)), figure);
    return said.join('\n');
  });
  return { exports, said: ofEach };
}

// The notes are written behind everything else in the memory.
function writeProfile(exports) {
  const memory = Object.values(exports).find(one => one instanceof WebAssembly.Memory);
  const size = exports.__write_profile(0, 0);
  const place = memory.buffer.byteLength;
  memory.grow(Math.ceil(size / 65536));
  exports.__write_profile(place, size);
  writeFileSync(at('figure.profile'), new Uint8Array(memory.buffer, place, size));
}

// A text that consists of a sign instead of its words; its places stay, because what is put into them is said, too.
function signed(text, sign) {
  const bytes = Buffer.from(text);
  for (let i = 0, depth = 0, at = 0; i < bytes.length; ++i) {
    const character = String.fromCharCode(bytes[i]);
    if (character === '{') ++depth;
    if (depth === 0) bytes[i] = sign.charCodeAt(at++ % sign.length);
    if (character === '}') --depth;
  }
  return bytes;
}

// What is between the places of a text, and not marked.
function longestPiece(text) {
  return bytesAt(whole, text).toString().split(/\{\w*\}|[{}*\\|]/).reduce((one, other) => (other.length > one.length ? other : one));
}

// The texts that these figures do not need. Those are needed that are said; and as a text may be said in parts, each is
// also replaced by a sign, to see which of the signs are said. Without all others the module must say the same.
async function textsForLater() {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const sign = number => `~${digits[Math.floor(number / digits.length)]}${digits[number % digits.length]}`;
  const texts = findTexts(whole);
  const right = (await run(whole)).said;
  const said = (await run(overwritten(whole, texts, number => signed(bytesAt(whole, texts[number]), sign(number))))).said.join('\n');
  const seen = new Set(said.match(/~../g));
  const rightText = right.join('\n');
  const isSaid = (text, number) => seen.has(sign(number)) || (longestPiece(text).length >= 6 && rightText.includes(longestPiece(text)));
  const later = texts.filter((text, number) => !isSaid(text, number));

  // Some may be needed although they are not said, such as lists of names. For each figure that goes wrong, halves of the
  // list are tried until they are found.
  const without = some => overwritten(whole, some, (_, size) => Buffer.alloc(size));
  async function harmless(some, number) {
    const { said: [now] } = await run(without(some), [all[number]]).catch(() => ({ said: [] }));
    if (now === right[number]) return some;
    if (some.length === 1) return [];
    const middle = some.length >> 1;
    return [...await harmless(some.slice(0, middle), number), ...await harmless(some.slice(middle), number)];
  }
  let found = later;
  for (let tries = 0; ; ++tries) {
    const now = (await run(without(found)).catch(() => ({ said: [] }))).said;
    const number = right.findIndex((text, i) => now[i] !== text);
    if (number < 0) break;
    if (tries > all.length) throw new Error('the figures differ without the texts that they do not say');
    found = await harmless(found, number);
  }
  console.log(`${texts.length} texts: ${texts.length - later.length} are said, ${later.length - found.length} are needed, ${found.length} come later`);
  return found;
}

// A session with the functions of the table, as web/core/module.js makes it.
function opened(wasm, say) {
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
      if (answer === 'json' || answer === 'text' || answer === 'outcome') say(text());
      return answer === 'json' || answer === 'outcome' ? JSON.parse(text()) : answer === 'text' ? text() : wasm.answer;
    };
  });
  return model;
}

// What a reader can do before the rest of the module has come.
function use(model, figure) {
  let now = 1000;
  const frame = () => model.frame(now += 16);
  function look() {
    frame();
    for (const part of Object.keys(model.panels())) model.panel(part);
    for (const call of ['state', 'parameters', 'layout', 'hover']) model[call]();
  }
  model.whole(false);
  model.theme(true);
  model.limits();
  if (typeof figure.scenario === 'string') model.builtin_text(figure.scenario, readFileSync(join(scenarios, `${figure.scenario}.json`), 'utf8'));
  const answer = model.open_figure(JSON.stringify({ figure: 1, ...figure }), true);
  if (answer.error) throw new Error(answer.error.message);
  model.start({}, 800, 500, 1);
  model.coarse(false);
  do look(); while (model.state().running);
  for (const [width, height] of [[1200, 1000], [880, 900], [600, 400], [390, 300], [280, 240], [800, 500]]) {
    model.resize(width, height, 1);
    look();
  }

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
  model.pointer(1, left + 200, lanes, 0, false);  // selects
  model.pointer(2, left + 200, lanes, 0, false);
  look();
  for (const code of ['ControlLeft', 'ShiftLeft', 'Space', 'Space', 'ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'Equal', 'Minus', 'Digit0', 'Enter', 'KeyX', 'Escape']) {
    model.key(code, code === 'ControlLeft' ? 2 : 0);
    look();
  }
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
  const { knobs } = model.panel('figure').figure;
  for (const { id, enabled, share, value } of model.parameters().filter(one => knobs.includes(one.id))) {
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
