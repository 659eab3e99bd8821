// The page "Your program": an editor, the run of its program, and the links between lines, bars and the console.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { openLab, openPage, settled, startBrowser, violations } from './support.mjs';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

async function openCode(path = 'code/', options = {}) {
  const opened = await openPage(site, path, options);
  await opened.page.locator('body.ready').waitFor();
  await opened.page.locator('.cm-content').waitFor();
  await settled(opened.page);
  return opened;
}

// Replaces the text, like a user who pastes a program.
async function paste(page, text) {
  await page.locator('.cm-content').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
  await page.waitForTimeout(600);  // the pause after which it runs
  await settled(page);
}

const printed = page => page.locator('.code-console .printed > span').allTextContents();
const times = page => page.locator('.code-console .printed > time').allTextContents();
const textOf = page => page.evaluate(() => interleaveLab.editor.text());
const lit = async page => [...new Set(await page.locator('.cm-line.code-runs, .cm-line.code-waits').allTextContents())].map(text => text.trim());
const moment = page => page.evaluate(() => interleaveLab.state.playhead_ns / 1e6);
const error = page => page.locator('.code-error').textContent();

test('the first program runs, and prints what Node.js prints', async () => {
  const { page, close } = await openCode();
  assert.deepEqual(await printed(page), ['end of the program', 'tick', 'promise', 'microtask', 'timeout', 'immediate']);
  assert.equal(await error(page), '');
  await close();
});

test('the typed program runs after a pause, with the times that it gives', async () => {
  const { page, close } = await openCode();
  await paste(page, "busy(3);\nconsole.log('three');\nsetTimeout(() => console.log('ten later'), 10);\nbusy(1);\n");
  assert.deepEqual(await printed(page), ['three', 'ten later']);
  // By hand: 3 ms, and 3 + 10 ms; the steps of the program itself take some microseconds.
  const [first, second] = (await times(page)).map(text => parseFloat(text));
  assert.ok(first >= 3 && first < 3.4, String(first));
  assert.ok(second >= 13 && second < 14.4, String(second));
  await close();
});

test('a mistake is shown in its place and as a sentence, and the previous run remains', async () => {
  const { page, close } = await openCode();
  await paste(page, "console.log('good');\n");
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('const a = ;');
  await page.waitForTimeout(600);
  assert.match(await error(page), /^Line 2, column 11: /);
  assert.equal(await page.locator('.cm-lint-marker-error').count(), 1);
  assert.equal(await page.locator('.cm-lintRange-error, .cm-lintPoint-error').count(), 1);
  assert.deepEqual(await printed(page), ['good']);
  for (let i = 0; i < 11; ++i) await page.keyboard.press('Backspace');
  await page.waitForTimeout(600);
  assert.equal(await error(page), '');
  assert.equal(await page.locator('.cm-lint-marker-error').count(), 0);
  await close();
});

test('an error that ends the program is marked where it was thrown', async () => {
  const { page, close } = await openCode();
  await paste(page, "console.log('before');\n\nnull.name;\n");
  assert.match(await error(page), /^Line 3, column [56]: TypeError: Cannot read properties of null \(reading 'name'\)$/);  // V8 points to the name
  assert.equal(await page.locator('.cm-lint-marker-error').count(), 1);
  assert.equal((await printed(page))[0], 'before');
  assert.ok(await page.locator('.code-console .error').count() > 0);
  await close();
});

test('a loop without an end is stopped, and its line is marked', async () => {
  const { page, close } = await openCode();
  await paste(page, "console.log('before');\n\nfor (;;) { Math.max(1, 2); }\n");
  assert.match(await error(page), /^Line 3, column \d+: the program was stopped after [\d,]+ steps/);
  assert.equal((await printed(page))[0], 'before');
  await paste(page, "console.log('after');\n");
  assert.deepEqual(await printed(page), ['after']);
  assert.equal(await error(page), '');
  await close();
});

test('a line leads to its moments, and a moment to its line', async () => {
  const { page, close } = await openCode();
  await paste(page, "busy(2);\nsetTimeout(() => {\n  busy(3);\n}, 5);\n");
  await page.locator('.cm-line', { hasText: 'busy(3)' }).click();
  await settled(page);
  const at = await moment(page);
  assert.ok(at >= 7 && at < 8.4, String(at));  // by hand: 2 + 5 ms
  assert.deepEqual(await lit(page), ['busy(3);']);
  // From the timeline to the line.
  await page.evaluate(() => interleaveLab.act(() => interleaveLab.model.seek(1e6)));
  assert.deepEqual(await lit(page), ['busy(2);']);
  // A bar of the call stack.
  const { left, width, begin_ns: begin, end_ns: end, panes: [pane] } = await page.evaluate(() => interleaveLab.model.layout());
  const row = pane.loop_rows.find(({ label }) => label === 'Call stack');
  await page.locator('canvas').click({ position: { x: left + width * ((at + 1) * 1e6 - begin) / (end - begin), y: (row.y0 + row.y1) / 2 } });
  await settled(page);
  assert.deepEqual(await lit(page), ['busy(3);']);
  await close();
});

test('a line of the console leads to its moment', async () => {
  const { page, close } = await openCode();
  await page.locator('.code-console [role="option"]').nth(4).click();
  await settled(page);
  assert.ok(Math.abs(await moment(page) - parseFloat((await times(page))[4])) < 0.006);  // it is rounded in the console
  assert.equal(await page.locator('.code-console .past').count(), 5);
  await close();
});

test('where another order is possible, the console says so', async () => {
  const { page, close } = await openCode();
  await paste(page, "setTimeout(() => console.log('timeout'), 0);\nsetImmediate(() => console.log('immediate'));\n");
  assert.equal((await printed(page)).length, 2);
  assert.deepEqual(await page.locator('.code-console .printed').evaluateAll(rows => rows.map(row => row.querySelector('.either')?.textContent ?? '')), ['', 'either order is possible here']);
  await close();
});

test('the address contains the program: another browser shows it, and a reload keeps the typed text', async () => {
  const { page, close } = await openCode();
  const text = "console.log('a link with “quotes” and €');\n";
  await paste(page, text);
  await page.waitForFunction(() => location.hash.startsWith('#s=1.'));
  await page.waitForTimeout(700);
  const { hash } = new URL(page.url());
  const other = await openCode(`code/${hash}`);
  assert.equal(await textOf(other.page), text);
  assert.deepEqual(await printed(other.page), ['a link with “quotes” and €']);
  await other.close();
  // With a mistake, right after typing.
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('let let = 1');
  await page.reload();
  await page.locator('body.ready').waitFor();
  await settled(page);
  assert.equal(await textOf(page), `${text}let let = 1`);
  assert.match(await error(page), /^Line 2, column \d+: /);
  await close();
});

test('the address of a program with a mistake shows the mistake', async () => {
  const { page, close } = await openCode();
  await paste(page, 'console.log(1;\n');
  await page.waitForTimeout(700);
  const { hash } = new URL(page.url());
  await close();
  const other = await openCode(`code/${hash}`);
  assert.equal(await textOf(other.page), 'console.log(1;\n');
  assert.match(await error(other.page), /^Line 1, column \d+: /);
  await other.close();
});

test('an example is chosen from the list, runs, and can be undone', async () => {
  const { page, close } = await openCode();
  const first = await textOf(page);
  await page.locator('#examples').click();
  await page.locator('.program-card[data-id="await-in-a-loop.mjs"]').click();
  await settled(page);
  assert.match(await textOf(page), /^\/\/ Loading a customer takes 20 ms/);
  assert.deepEqual((await printed(page)).slice(-1), ['all at once: done']);
  const all = (await times(page)).map(text => parseFloat(text));
  // By hand: 20, 40 and 60 ms one after another, and 20 ms for three at once.
  assert.deepEqual(all.map(Math.round), [20, 40, 60, 60, 80, 80, 80, 80]);
  await page.locator('.cm-content').focus();
  await page.keyboard.press('ControlOrMeta+Z');
  assert.equal(await textOf(page), first);
  await close();
});

test('in the browser’s order there are no ticks, and Node.js is one click away', async () => {
  const { page, close } = await openCode();
  await paste(page, "setTimeout(() => console.log('timeout'), 0);\nPromise.resolve().then(() => console.log('promise'));\nconsole.log(typeof process, typeof requestAnimationFrame);\n");
  assert.deepEqual(await printed(page), ['object undefined', 'promise', 'timeout']);
  await page.locator('#runtime [data-id="browser"]').click();
  await settled(page);
  assert.deepEqual(await printed(page), ['undefined function', 'promise', 'timeout']);
  assert.equal(await page.locator('#runtime [data-id="browser"]').getAttribute('aria-pressed'), 'true');
  await close();
});

test('a setting changes the run and stays when the program changes', async () => {
  const { page, close } = await openCode();
  await page.evaluate(() => interleaveLab.set('machine.cores', '1'));
  await paste(page, "console.log('one core');\n");
  const cores = await page.evaluate(() => interleaveLab.model.parameters().find(({ id }) => id === 'machine.cores').value);
  assert.equal(String(cores), '1');
  assert.equal(await page.locator('#settings .row[data-id="machine.cores"] .value').inputValue(), '1');
  await close();
});

test('two versions are compared', async () => {
  const { page, close } = await openCode();
  await paste(page, "busy(5);\n");
  await page.locator('#keep').click();
  await settled(page);
  await paste(page, "busy(2);\n");
  assert.equal(await page.evaluate(() => interleaveLab.results.variants.length), 2);
  const [now, old] = await page.evaluate(() => interleaveLab.results.variants.map(({ makespan_ns, figures }) => makespan_ns ?? figures?.makespan));
  if (now !== undefined && now !== null) assert.ok(now < old, `${now} ${old}`);
  await page.locator('#keep').click();
  await settled(page);
  assert.equal(await page.evaluate(() => interleaveLab.results.variants.length), 1);
  await close();
});

test('the link to the lab contains the program', async () => {
  const { page, close } = await openCode();
  await page.locator('#to-lab').hover();
  await page.waitForFunction(() => document.querySelector('#to-lab').hash.startsWith('#s=1.'));
  await page.locator('#to-lab').click();
  await page.locator('body.lab.ready').waitFor();
  await settled(page);
  assert.ok((await page.locator('.code-list.program [role="option"]').allTextContents()).join('\n').includes("console.log('end of the program');"));
  await close();
});

test('the keyboard: Ctrl Enter runs, Tab indents, Escape and Tab leave', async () => {
  // Without the pause nothing runs by itself.
  const { page, close } = await openCode('code/', { prepare: page => page.addInitScript(() => {
    const real = setTimeout;
    globalThis.setTimeout = (act, ms, ...rest) => (ms === 400 ? 0 : real(act, ms, ...rest));
  }) });
  await page.locator('.cm-content').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText("console.log('now');");
  await page.waitForTimeout(600);
  assert.equal((await printed(page)).includes('now'), false);
  await page.keyboard.press('Control+Enter');
  await page.locator('.code-console .printed', { hasText: 'now' }).waitFor();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('Tab');
  assert.equal(await textOf(page), "  console.log('now');");
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.closest('.code-editor')), null);
  await page.keyboard.press('Shift+Tab');
  assert.ok(await page.evaluate(() => document.activeElement.closest('.code-editor') !== null));
  await close();
});

test('pressing Tab repeatedly reaches everything and ends', async () => {
  const { page, close } = await openCode();
  const visited = [];
  await page.evaluate(() => document.body.focus());
  for (let i = 0; i < 90; ++i) {
    await page.keyboard.press('Escape');  // in the editor, Tab would indent
    await page.keyboard.press('Tab');
    const now = await page.evaluate(() => {
      const { activeElement: one } = document;
      return one === document.body ? null : one.id || one.dataset.id || one.className || one.tagName;
    });
    if (now === null) break;
    visited.push(now);
  }
  for (const wanted of ['share', 'examples', 'run', 'what', 'keep', 'to-lab']) assert.ok(visited.includes(wanted), `${wanted}: ${visited.join(', ')}`);
  assert.ok(visited.some(name => /cm-content/.test(name)) && visited.some(name => /CANVAS/.test(name)), visited.join(', '));
  assert.ok(visited.length < 90);
  await close();
});

for (const scheme of ['dark', 'light']) {
  test(`axe finds nothing wrong, with and without a mistake (${scheme})`, async () => {
    const { page, close } = await openCode('code/', { colorScheme: scheme });
    assert.deepEqual(await violations(page), []);
    await page.evaluate(() => interleaveLab.act(() => interleaveLab.model.seek(1e6)));
    await page.locator('.cm-content').focus();
    await page.keyboard.type('let let = ');
    await page.waitForTimeout(600);
    assert.deepEqual(await violations(page), []);
    await page.locator('#examples').click();
    assert.deepEqual(await violations(page), []);
    await close();
  });
}

test('a phone shows the program or the timeline, and nothing scrolls sideways', async () => {
  const { page, close } = await openCode('code/', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(await wide(), 390);
  assert.ok(parseFloat(await page.evaluate(() => getComputedStyle(document.querySelector('.cm-content')).fontSize)) >= 16, 'a smaller field is enlarged by the phone');
  assert.ok(await page.locator('canvas').isHidden());
  await page.locator('[data-pane="timeline"]').tap();
  await settled(page);
  const box = await page.locator('canvas').boundingBox();
  assert.ok(box.width === 390 && box.height > 150 && box.y < 400, JSON.stringify(box));
  assert.equal(await wide(), 390);
  await page.locator('[data-pane="program"]').tap();
  await page.locator('.cm-content').tap();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText("console.log('from a phone');\n");
  await page.waitForTimeout(600);
  await settled(page);
  assert.deepEqual(await printed(page), ['from a phone']);
  await close();
});

for (const [width, height] of [[800, 1100], [1440, 900], [2560, 1440], [640, 400]]) {
  test(`at ${width} × ${height} the editor and the timeline are there`, async () => {
    const { page, close } = await openCode('code/', { viewport: { width, height } });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    const editor = await page.locator('.code-editor').boundingBox();
    assert.ok(editor.height > 80 && editor.width > 300, JSON.stringify(editor));
    if (width > 640) assert.ok(await page.locator('canvas').isVisible());
    await close();
  });
}

test('in German', async () => {
  const { page, close } = await openCode('de/code/');
  assert.equal(await page.locator('h1').textContent(), 'Dein Programm');
  await page.locator('#examples').click();
  assert.equal(await page.locator('.program-card[data-id="late-timer.js"] strong').textContent(), 'Warum kommt der Timer zu spät?');
  await page.keyboard.press('Escape');
  await paste(page, 'let a;\nlet a;\n');
  assert.match(await error(page), /^Zeile 2, Spalte \d+: /);
  await close();
});

test('without the editor’s file there is a plain field that works', async () => {
  const { page, close } = await openPage(site, 'code/', { allow: [/code-editor/, /Failed to (load|fetch)/], prepare: page => page.route('**/core/code-editor.js', route => route.abort()) });
  await page.locator('body.ready').waitFor();
  await page.locator('.code-plain').fill("console.log('plain');\n");
  await page.waitForTimeout(600);
  await settled(page);
  assert.deepEqual(await printed(page), ['plain']);
  await close();
});

test('in the lab the program is edited in its panel, as one entry of the history', async () => {
  const scenario = { version: 1, title: 'Mine', javascript: ["console.log('one');"], strategy: { kind: 'event-loop', runtime: 'node' } };
  const { page, close } = await openLab(site, `lab/#s=1.${deflateRawSync(JSON.stringify(scenario)).toString('base64url')}`);
  const console_ = () => page.locator('.code-list.console [role="option"] > span').allTextContents();
  assert.deepEqual(await console_(), ['one']);
  const entries = await page.evaluate(() => history.length);
  await page.getByRole('button', { name: 'Edit the program' }).click();
  await page.locator('.program-own .cm-content').waitFor();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText("console.log('two');\nconsole.log('three');");
  await page.waitForTimeout(600);
  await settled(page);
  assert.deepEqual(await console_(), ['two', 'three']);
  await page.keyboard.type(' let let');
  await page.waitForTimeout(600);
  assert.match(await page.locator('.program-own .code-error').textContent(), /^Line 2, column \d+: /);
  assert.deepEqual(await console_(), ['two', 'three']);
  await page.getByRole('button', { name: 'Done' }).click();
  assert.deepEqual(await page.locator('.code-list.program [role="option"]').allTextContents(), ["console.log('two');", "console.log('three');"]);
  await page.waitForTimeout(600);
  assert.equal(await page.evaluate(() => history.length), entries);
  await page.reload();
  await page.locator('body.ready').waitFor();
  await settled(page);
  assert.deepEqual(await console_(), ['two', 'three']);
  await close();
});

test('a figure may contain a program', async () => {
  const scenario = { version: 1, title: 'Mine', javascript: "busy(5);\nconsole.log('in a figure');", strategy: { kind: 'event-loop', runtime: 'node' } };
  const { page, close } = await openPage(site, `v1/embed.html?activate=now#s=1.${deflateRawSync(JSON.stringify(scenario)).toString('base64url')}`, { viewport: { width: 800, height: 500 } });
  await page.locator('canvas').waitFor();
  await page.waitForTimeout(500);
  await close();
});
