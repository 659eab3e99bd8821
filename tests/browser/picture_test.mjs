// What is drawn: a WebGL2 picture whose bars are where the trace says.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { build, cli, layout, near, openLab, picture, rgb, settled, startBrowser } from './support.mjs';

// From src/chart/frame/palette.cpp, as the site's build has written it: "lane", "task-0" …
const colours = JSON.parse(readFileSync(build + '/palette.json', 'utf8'));
const colour = (theme, name) => parseInt(colours[theme][name].slice(1), 16);
const palette = theme => ({ tasks: Array.from({ length: 8 }, (_, i) => colour(theme, `task-${i}`)), lane: colour(theme, 'lane'), pane: colour(theme, 'pane') });
const palettes = { dark: palette('dark'), light: palette('light') };
const scenario = 'waiting-on-the-database';

let site;
before(async () => { site = await startBrowser(); });
after(() => site.close());

test('there is a WebGL2 context, and its pixels vary', async () => {
  const { page, close } = await openLab(site);
  assert.ok(await page.evaluate(() => document.querySelector('canvas').getContext('webgl2') instanceof WebGL2RenderingContext));
  const { png } = await picture(page);
  const colours = new Set();
  for (let i = 0; i < png.data.length; i += 4) colours.add(png.data.readUInt32BE(i));
  assert.ok(colours.size > 50, `${colours.size} colours`);
  await close();
});

for (const theme of ['dark', 'light']) {
  for (const density of [1, 2]) {
    test(`bars of their task's colour stand where the trace says: ${theme}, ${density} pixels a pixel`, async () => {
      const { page, close } = await openLab(site, `lab/?scenario=${scenario}`, { colorScheme: theme, deviceScaleFactor: density });
      await checkBars(page, palettes[theme]);
      await close();
    });
  }
}

test('the bars are right after zooming in, too', async () => {
  const { page, close } = await openLab(site, `lab/?scenario=${scenario}&from=20ms&to=60ms`);
  const { begin_ns, end_ns } = await layout(page);
  assert.deepEqual([begin_ns, end_ns], [20e6, 60e6]);
  await checkBars(page, palettes.dark);
  await close();
});

// By hand: the pool's first request computes on core 1 from 0 to 2 ms, and that core is idle from
// 4 ms until the database has answered at 22 ms.
test('the first bar of core 1 ends where the second begins, and then the core is idle', async () => {
  const { page, close } = await openLab(site, `lab/?scenario=${scenario}&t=140ms`);
  const frame = await layout(page);
  const image = await picture(page);
  const row = frame.panes[0].rows.find(one => one.kind === 'core' && one.index === 0);
  const at = ms => image.at(xOf(frame, ms * 1e6), row.y0 + 3);
  assert.ok(near(at(0.6), rgb(palettes.dark.tasks[0])), `task 1: ${at(0.6)}`);
  assert.ok(near(at(3.4), rgb(palettes.dark.tasks[2])), `task 3: ${at(3.4)}`);
  assert.ok(near(at(12), rgb(palettes.dark.lane)), `idle: ${at(12)}`);
  await close();
});

function xOf(frame, ns) {
  return frame.left + ((ns - frame.begin_ns) / (frame.end_ns - frame.begin_ns)) * frame.width;
}

// Every running bar of every core that is wide enough to check, and the gaps between them.
async function checkBars(page, palette) {
  await page.evaluate(() => interleaveLab.act(() => interleaveLab.model.seek(interleaveLab.end())));
  await settled(page);
  const frame = await layout(page);
  const image = await picture(page);
  const { variants } = JSON.parse(cli('run', scenario, '--format', 'json', '--spans'));
  let bars = 0;
  let gaps = 0;
  frame.panes.forEach((pane, i) => {
    for (const row of pane.rows.filter(one => one.kind === 'core')) {
      const spans = variants[i].spans_list.filter(span => span.lane === `core ${row.index}` && span.kind === 'run');
      let idleFrom = 0;
      for (const { from_ns, to_ns, task } of spans) {
        const [x0, x1] = [xOf(frame, from_ns), xOf(frame, to_ns)];
        const gap = [xOf(frame, idleFrom), x0];
        idleFrom = to_ns;
        if (gap[1] - gap[0] > 12 && gap[0] >= frame.left && gap[1] <= frame.left + frame.width) {
          const seen = image.at(gap[1] - 4, row.y0 + 3);
          assert.ok(near(seen, rgb(palette.lane)) || near(seen, rgb(palette.pane), 14), `pane ${i} ${row.label} idle before ${from_ns}: ${seen}`);
          ++gaps;
        }
        if (x1 - x0 < 5 || x0 < frame.left || x1 > frame.left + frame.width) continue;
        const seen = image.at(x0 + 2.5, row.y0 + 4);
        assert.ok(near(seen, rgb(palette.tasks[task % 8])), `pane ${i} ${row.label} task ${task} at ${from_ns}: ${seen}`);
        ++bars;
      }
    }
  });
  assert.ok(bars > 20, `only ${bars} bars were looked at`);
  assert.ok(gaps >= 2, `only ${gaps} gaps were looked at`);
}
