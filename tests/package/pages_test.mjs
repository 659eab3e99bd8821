// The packages as pages use them, in headless Chromium: the npm package's folder on a web server, and a SCORM package
// in a learning management system (lms.mjs).

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { launchOptions } from '../browser/support.mjs';
import { chromium } from '../browser/node_modules/playwright-core/index.mjs';
import { serve } from '../../tools/serve.mjs';
import { createLms } from './lms.mjs';
import { install, pack, temporaryFolder } from './support.mjs';

const { folder, remove } = temporaryFolder();
let browser;
before(async () => {
  const running = process.env.BROWSER_ENDPOINT;  // of tests/browser/run.mjs
  browser = running ? await chromium.connect(running) : await chromium.launch(launchOptions);
});
after(async () => {
  await browser?.close();
  remove();
});

// A page that notes what it should not have done.
async function open(url, prepare = () => {}) {
  const page = await browser.newPage();
  await prepare(page);
  const faults = [];
  const requests = [];
  page.on('console', message => { if (['error', 'warning'].includes(message.type())) faults.push(message.text()); });
  page.on('pageerror', error => faults.push(error.stack));
  page.on('request', request => requests.push(request.url()));
  page.on('response', response => { if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`); });
  await page.goto(url);
  return { page, faults, requests };
}

const start = frame => frame.getByRole('button', { name: /^Start/ }).click();

// What hosts do with the messages of a frame, each in its own way; the last heights are in globalThis.heights.
function hostOfHeights() {
  const frame = document.querySelector('iframe');
  globalThis.heights = {};
  addEventListener('message', ({ source, data }) => {
    if (source !== frame.contentWindow) return;
    if (data?.interleave === 1 && data.type === 'resize') heights.own = data.height;
    if (typeof data === 'string' && JSON.parse(data).context === 'iframe.resize') heights.embedly = JSON.parse(data).height;
    if (data?.subject === 'lti.frameResize') heights.canvas = data.height;
    if (data?.context !== 'h5p') return;
    if (data.action === 'hello') source.postMessage({ context: 'h5p', action: 'hello' }, '*');
    if (data.action === 'resize') frame.style.height = (heights.h5p = data.scrollHeight) + 'px';
  });
}

describe('the npm package in a page', () => {
  let files, host;
  before(async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    install(pack(['npm'], folder), empty);
    files = await serve({ root: join(empty, 'node_modules/interleave-figure/site'), prefix: '/figures/' });
    const pages = join(folder, 'pages');
    mkdirSync(pages);
    const script = 'v1/interleave-figure.js';
    const { [script]: integrity } = JSON.parse(readFileSync(join(empty, 'node_modules/interleave-figure/site/v1/integrity.json'), 'utf8'));
    const page = hash => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A course</title><link rel="icon" href="data:,">
      <script type="module" src="${files.url}${script}" integrity="${hash}" crossorigin="anonymous"></script>
      <interleave-figure scenario="typing-and-music" title="Typing while music plays"><p id="fallback">A picture</p></interleave-figure>`;
    writeFileSync(join(pages, 'course.html'), page(integrity));
    writeFileSync(join(pages, 'wrong.html'), page(integrity.replace(/-..../, '-AAAA')));
    writeFileSync(join(pages, 'height.html'), `<!doctype html><html lang="en"><meta charset="utf-8"><title>A course</title><link rel="icon" href="data:,">
      <script type="module" src="height.js"></script>
      <iframe src="${files.url}v1/embed.html?scenario=deadlock&activate=now&resize=auto" title="A deadlock" width="700" height="200"></iframe>`);
    writeFileSync(join(pages, 'height.js'), `(${hostOfHeights})()`);
    host = await serve({ root: pages, headers: { 'Content-Security-Policy': `default-src 'none'; script-src 'self' ${new URL(files.url).origin}; style-src 'unsafe-inline'; frame-src ${new URL(files.url).origin}; img-src data:` } });
  });
  after(() => Promise.all([files?.close(), host?.close()]));

  it('shows a figure that becomes live, with all its files in the package', async () => {
    const { page, faults, requests } = await open(`${host.url}course.html`);
    await page.evaluate(() => document.addEventListener('interleave-ready', event => { globalThis.readied = event.detail; }));
    await start(page.frameLocator('iframe'));
    await page.waitForFunction(() => globalThis.readied);
    assert.match(await page.evaluate(() => readied.title), /\S/);
    const timeline = await page.evaluate(() => document.querySelector('interleave-figure').getTimeline());
    assert.ok(timeline.rows.length > 100);
    assert.deepEqual(faults, []);
    const origins = new Set(requests.filter(url => !url.startsWith('data:') && !url.startsWith('blob:')).map(url => new URL(url).origin));
    assert.deepEqual([...origins].sort(), [new URL(host.url).origin, new URL(files.url).origin].sort());
    await page.close();
  });

  it('tells its height to hosts of all kinds', async () => {
    const { page, faults } = await open(`${host.url}height.html`);
    await page.waitForFunction(() => heights.h5p > 200);
    const heights = await page.evaluate(() => globalThis.heights);
    assert.deepEqual(Object.keys(heights).sort(), ['canvas', 'embedly', 'h5p', 'own']);
    assert.equal(new Set(Object.values(heights)).size, 1);
    await page.waitForFunction(() => document.querySelector('iframe').clientHeight === heights.h5p);
    assert.deepEqual(faults, []);
    await page.close();
  });

  it('is not run when its bytes are not those of the hash', async () => {
    const { page, faults } = await open(`${host.url}wrong.html`);
    assert.equal(await page.evaluate(() => customElements.get('interleave-figure') === undefined), true);
    assert.ok(await page.locator('#fallback').isVisible());
    assert.match(faults.join(), /integrity/);
    await page.close();
  });
});

describe('a SCORM 1.2 package', () => {
  const figure = {
    figure: 1, scenario: 'typing-and-music', title: 'Typing & <music>',
    ask: { text: 'How many </script> blocks are late in the second run?', number: 'missed', run: 1, because: 'Each slice is longer than four blocks.' },
  };
  let system, course;

  before(async () => {
    course = join(folder, 'course');
    mkdirSync(join(course, 'content'), { recursive: true });
    writeFileSync(join(folder, 'figure.json'), JSON.stringify(figure));
    const zip = pack(['scorm', join(folder, 'figure.json'), '-o', join(folder, 'figure.zip')], folder);
    execFileSync('python3', ['-m', 'zipfile', '-e', zip, join(course, 'content')]);
    // The system: two windows above the content, as Moodle has it, and the API in the topmost.
    writeFileSync(join(course, 'frame.html'), '<!doctype html><title>Player</title><link rel="icon" href="data:,"><iframe src="content/index.html" width="900" height="700"></iframe>');
    writeFileSync(join(course, 'lms.js'), `${createLms}\nconst kept = JSON.parse(sessionStorage.kept ?? '{}');\nwindow.lms = createLms(kept);\nwindow.API = lms.API;\n`);
    writeFileSync(join(course, 'index.html'), '<!doctype html><title>LMS</title><link rel="icon" href="data:,"><script src="lms.js"></script><iframe id="player" src="frame.html" width="950" height="750"></iframe>');
    system = await serve({ root: course, headers: { 'Content-Security-Policy': '' } });
  });
  after(() => system?.close());

  const sco = page => page.frameLocator('#player').frameLocator('iframe');
  const figureOf = page => sco(page).frameLocator('iframe');
  const values = page => page.evaluate(() => lms.values);
  const leave = async page => {
    await page.evaluate(() => document.getElementById('player').remove());
    await page.waitForFunction(() => lms.state === 'finished');
    const { faults, values: kept } = await page.evaluate(() => ({ faults: lms.faults, values: lms.values }));
    assert.deepEqual(faults, []);
    return kept;
  };
  const answer = async (page, text) => {
    await start(figureOf(page));
    const question = figureOf(page).getByRole('form').or(figureOf(page).locator('form'));
    await question.locator('input[name="answer"]').fill(text);
    await question.getByRole('button', { name: 'Answer', exact: true }).click();
  };

  it('has a manifest that names every file', () => {
    const xml = readFileSync(join(course, 'content/imsmanifest.xml'), 'utf8');
    const named = [...xml.matchAll(/<file href="([^"]*)"\/>/g)].map(match => match[1]).sort();
    const there = execFileSync('find', ['.', '-type', 'f'], { cwd: join(course, 'content'), encoding: 'utf8' }).trim().split('\n').map(name => name.slice(2));
    assert.deepEqual(named, there.filter(name => name !== 'imsmanifest.xml').sort());
    assert.ok(named.includes('index.html'));
    // The rules of the schemas that matter here: identifiers are XML names and unique, references lead somewhere.
    const ids = [...xml.matchAll(/ identifier="([^"]*)"/g)].map(match => match[1]);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^[A-Za-z_][\w.-]*$/);
    assert.ok(ids.includes(/default="([^"]*)"/.exec(xml)[1]) && ids.includes(/identifierref="([^"]*)"/.exec(xml)[1]));
    assert.match(xml, /<schema>ADL SCORM<\/schema>\s*<schemaversion>1\.2<\/schemaversion>/);
    assert.match(xml, /adlcp:scormtype="sco" href="index\.html"/);
    assert.match(xml, /<adlcp:masteryscore>80<\/adlcp:masteryscore>/);
    assert.match(xml, /<title>Typing &#38; &#60;music&#62;<\/title>/);
  });

  // The README says so: at 40 ms, 25 of 50 blocks come too late.
  it('reports a right answer as passed, with the score', async () => {
    const { page, faults, requests } = await open(system.url);
    await figureOf(page).getByRole('button', { name: /^Start/ }).waitFor();
    assert.equal((await values(page))['cmi.core.lesson_status'], 'incomplete');
    await answer(page, '25');
    await page.waitForFunction(() => lms.values['cmi.core.lesson_status'] === 'passed');
    const kept = await leave(page);
    assert.equal(kept['cmi.core.score.raw'], '100');
    assert.equal(kept['cmi.interactions.0.result'], 'correct');
    assert.deepEqual(faults, []);
    assert.ok(requests.every(url => /^(data|blob):/.test(url) || new URL(url).origin === new URL(system.url).origin));
    await page.close();
  });

  it('reports a wrong answer as failed, and keeps it for the next visit', async () => {
    const { page } = await open(system.url);
    await answer(page, '7');
    await page.waitForFunction(() => lms.values['cmi.core.lesson_status'] === 'failed');
    await page.waitForFunction(() => lms.values['cmi.suspend_data'] !== '');
    const kept = await leave(page);
    assert.equal(kept['cmi.core.score.raw'], '0');

    await page.evaluate(data => { sessionStorage.kept = JSON.stringify(data); }, { suspendData: kept['cmi.suspend_data'], status: 'failed' });
    await page.reload();
    const button = figureOf(page).getByRole('button', { name: /^(Start|Continue)/ });
    await button.click();
    // Chromium may drop a click into a frame that it has not drawn yet.
    await figureOf(page).locator('.figure-bar').waitFor({ timeout: 5000 }).catch(() => button.click());
    await figureOf(page).getByText('Not quite: it is 25').waitFor();
    assert.equal((await leave(page))['cmi.core.lesson_status'], 'failed');
    await page.close();
  });

  it('works where no system is, and where the server does not know of .wasm', async () => {
    const prepare = page => page.route('**/*.wasm', async route => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'application/octet-stream' } });
    });
    const { page, faults } = await open(`${system.url}content/index.html`, prepare);
    await start(page.frameLocator('iframe'));
    await page.frameLocator('iframe').locator('form').first().waitFor();
    assert.deepEqual(faults.filter(text => !/wasm|MIME|falling back/.test(text)), []);
    await page.unrouteAll({ behavior: 'wait' });  // the rest of the module may still be loading
    await page.close();
  });

  it('takes any title', () => {
    const title = 'a]]>&amp;"\'<b>\uFFFE' + '𝄞'.repeat(180);
    writeFileSync(join(folder, 'title.json'), JSON.stringify({ ...figure, title }));
    const zip = pack(['scorm', join(folder, 'title.json'), '-o', join(folder, 'title.zip')], folder);
    // As a strict parser reads it.
    const read = execFileSync('python3', ['-c', `
import json, sys, xml.etree.ElementTree as tree, zipfile
root = tree.fromstring(zipfile.ZipFile(sys.argv[1]).read('imsmanifest.xml'))
print(json.dumps([e.text for e in root.iter('{http://www.imsproject.org/xsd/imscp_rootv1p1p2}title')]))`, zip], { encoding: 'utf8' });
    for (const text of JSON.parse(read)) {
      assert.equal(text, title.replace('\uFFFE', ''));
      assert.ok([...text].length <= 200); // what the schema allows
    }
  });

  it('has the same bytes when it is packed twice', () => {
    const twice = ['a.zip', 'b.zip'].map(name => readFileSync(pack(['scorm', join(folder, 'figure.json'), '-o', join(folder, name)], folder)));
    assert.ok(twice[0].equals(twice[1]));
  });

  it('is refused without a question, and for what is not a figure', () => {
    const refused = text => {
      writeFileSync(join(folder, 'bad.json'), text);
      assert.throws(() => pack(['scorm', join(folder, 'bad.json'), '-o', join(folder, 'bad.zip')], folder, 'pipe'), error => {
        assert.match(error.stderr, /^package: /);
        return true;
      });
    };
    refused('{"figure": 1, "scenario": "deadlock"}');
    refused('{"scenario": "deadlock"}');
    refused('{');
    refused('{"figure": 1, "scenario": "no-such", "ask": "missed"}');
    refused('{"figure": 1, "scenario": "deadlock", "ask": "missed", "title": "a\\u202Eb"}');
  });
});
