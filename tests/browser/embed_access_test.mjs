// Figures in frames are accessible and fit into narrow places: axe in every state, inside the frames, too.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { course, examples, frameOf, start, startCourse, violations } from './embed_support.mjs';

let host;
let ten;
before(async () => {
  host = await startCourse();
  ten = await examples();
});
after(() => host?.close());

const asks = '<interleave-figure scenario="typing-and-music" runs="0" set="machine.scheduler.quantum:40ms" t="150ms" ask="missed" show="numbers,verdict,why,legend" caption="A caption." title="Music" height="620"></interleave-figure>';

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing, in any state: ${colorScheme}`, async () => {
    const { page, close } = await host.open(course([asks, ten[3]]), { colorScheme });
    const frame = await frameOf(page);
    assert.deepEqual(await violations(frame), [], 'poster');
    assert.deepEqual(await violations(page), [], 'the page around');
    await start(frame);
    assert.deepEqual(await violations(frame), [], 'live, with a question');
    await frame.getByRole('button', { name: 'Menu' }).click();
    assert.deepEqual(await violations(frame), [], 'menu');
    await page.keyboard.press('Escape');
    await frame.getByRole('textbox', { name: /missed/ }).fill('3');
    await page.keyboard.press('Enter');
    assert.deepEqual(await violations(frame), [], 'answered');
    await frame.locator('.figure-knobs input[type=text]').first().fill('a lot');
    await page.keyboard.press('Enter');
    await frame.locator('.row-error', { hasText: /./ }).waitFor();
    assert.deepEqual(await violations(frame), [], 'a value that cannot be used');
    await page.evaluate(() => document.querySelector('interleave-figure').suspend());
    assert.deepEqual(await violations(frame), [], 'suspended');
    const choices = await frameOf(page, 1);
    await start(choices);
    assert.deepEqual(await violations(choices), [], 'choices');
    await close();
  });

  test(`axe finds nothing in errors: ${colorScheme}`, async () => {
    const { page, close } = await host.open(course(['<interleave-figure scenario="nothing-like-it" title="Nothing" height="320"></interleave-figure>',
      '<interleave-figure scenario="typing-and-music" set="machine.cores:lots" title="Music" height="420"></interleave-figure>']), { colorScheme, allow: [/404|nothing-like-it/] });
    const none = await frameOf(page, 0);
    await none.locator('.poster-start').click();
    await none.getByRole('alert').waitFor();
    assert.deepEqual(await violations(none), []);
    const dropped = await frameOf(page, 1);
    await start(dropped);
    await dropped.locator('.notice').waitFor();
    assert.deepEqual(await violations(dropped), []);
    await close();
  });
}

test('the tree of a live figure, as a screen reader has it', async () => {
  const { page, close } = await host.open(course([asks.replace('show="numbers,verdict,why,legend" ', '')]));
  const frame = await frameOf(page);
  assert.match(await frame.locator('body').ariaSnapshot(), /^- main "Figure":\n +- heading "Music" \[level=1\]\n +- 'img "Timeline: Music"'\n +- 'button "Start: Music"'/);
  await start(frame);
  const tree = await frame.locator('body').ariaSnapshot();
  for (const line of ['heading "Music"', 'button "Play"', 'slider "Playhead"', 'slider "Time slice"', 'textbox "Time slice, value"', 'button "Menu"', 'application "Timeline: Music', 'term: missed', 'img "not shown until you answer"', 'term: concurrency', 'paragraph: A caption.', 'button "Answer"', 'button "Show the answer"']) {
    assert.ok(tree.includes(line), `${line}\n${tree}`);
  }
  await close();
});

test('from 280 pixels up nothing sticks out, and targets are large enough', async () => {
  for (const width of [280, 390, 760]) {
    const { page, close } = await host.open(course([asks.replace('<interleave-figure', `<interleave-figure style="width:${width}px"`).replace('height="620"', 'height="760"'), ten[4].replace('<interleave-figure', `<interleave-figure style="width:${width}px"`)]));
    for (const n of [0, 1]) {
      const frame = await frameOf(page, n);
      for (const state of ['poster', 'live']) {
        if (state === 'live') await start(frame);
        await page.waitForTimeout(300);
        const { wide, out, small } = await frame.evaluate(() => {
          const shown = [...document.querySelectorAll('button, select, input, a, summary, canvas, p, dl')].filter(one => one.offsetParent && !one.closest('.hidden, [popover]') && !one.matches('.hidden, .figure-scrub'));
          const boxes = shown.map(one => [one.getBoundingClientRect(), one.outerHTML.slice(0, 90)]);
          return {
            wide: document.documentElement.scrollWidth - innerWidth,
            out: boxes.filter(([box]) => box.right > innerWidth + 0.5 || box.left < -0.5).map(([, html]) => html),
            small: boxes.filter(([box], i) => shown[i].matches('button, select, input, a, summary') && !shown[i].closest('label') && (box.width < 24 || box.height < 24)).map(([box, html]) => `${box.width} ${box.height} ${html}`),
          };
        });
        assert.ok(wide <= 0, `${width} ${state}: ${wide}`);
        assert.deepEqual([out, small], [[], []], `${width} ${state}`);
      }
    }
    await close();
  }
});

test('forced colours keep every control visible', async () => {
  const { page, close } = await host.open(course([asks]), { forcedColors: 'active' });
  const frame = await frameOf(page);
  await start(frame);
  const faint = await frame.evaluate(() => [...document.querySelectorAll('button:not(.reset), input[type=text]')].filter(one => one.offsetParent)
    .filter(one => getComputedStyle(one).borderTopStyle === 'none').map(one => one.outerHTML.slice(0, 80)));
  assert.deepEqual(faint, []);
  await close();
});

test('the theme of the page around is followed, in the ways of several generators', async () => {
  const { page, close } = await host.open(course(['<interleave-figure scenario="typing-and-music" theme="page" title="Music" height="300"></interleave-figure>']));
  const frame = await frameOf(page);
  const dark = () => frame.waitForFunction(() => document.documentElement.dataset.theme === 'dark' && document.querySelector('.poster-image').src.endsWith('-dark.svg'));
  const light = () => frame.waitForFunction(() => document.documentElement.dataset.theme !== 'dark' && document.querySelector('.poster-image').src.endsWith('-light.svg'));
  await light();
  for (const [set, unset] of [["dataset.theme = 'dark'", 'removeAttribute("data-theme")'], ["dataset.bsTheme = 'dark'", 'removeAttribute("data-bs-theme")'], ["dataset.mdColorScheme = 'slate'", 'removeAttribute("data-md-color-scheme")'], ["className = 'dark'", 'removeAttribute("class")'], ["className = 'quarto-dark'", 'removeAttribute("class")']]) {
    await page.evaluate(`document.documentElement.${set}`);
    await dark();
    await page.evaluate(`document.documentElement.${unset}`);
    await light();
  }
  await start(frame);
  await page.evaluate(`document.body.dataset.mdColorScheme = 'slate'`);
  await frame.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  await close();
});

test('with resize="auto" the frame is as high as what it shows', async () => {
  const { page, close } = await host.open(course(['<interleave-figure scenario="typing-and-music" runs="0" resize="auto" title="Music"></interleave-figure>']));
  const frame = await frameOf(page);
  await start(frame);
  await page.waitForTimeout(1500);
  const [height, strip, scrolls] = await frame.evaluate(() => [innerHeight, document.querySelector('.figure-strip').hidden, document.querySelector('.figure-live').scrollHeight - document.querySelector('.figure-live').clientHeight]);
  assert.equal(strip, true, 'nothing is left to scroll');
  assert.ok(scrolls <= 1);
  assert.ok(height > 200 && height < 700, `${height}`);
  const before = height;
  await page.waitForTimeout(1000);
  assert.equal(await frame.evaluate(() => innerHeight), before, 'it has come to rest');
  await close();
});
