// What the tests of recordings share: opening a file as a user does, and finding its bars.

import { layout, near, settled } from './support.mjs';

export async function open(page, file) {
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForFunction(() => interleaveLab.state.recording);
  await settled(page);
}
export const openStory = (page, events) => open(page, { name: 'story.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(events)) });

// The position of a time in ms and of a row, on the canvas and on the page.
export async function places(page) {
  const { left, width, begin_ns, end_ns, panes, scroll } = await layout(page);
  const box = await page.locator('canvas').boundingBox();
  const { rows, heads } = panes[0];
  const x = t => left + (width * (t * 1e6 - begin_ns)) / (end_ns - begin_ns);
  const y = row => (rows[row].y0 + rows[row].y1) / 2 - scroll;
  const pageAt = (px, py) => [box.x + px, box.y + py];
  return { rows, heads, scroll, labels: rows.map(row => row.label), x, y, page: (t, row) => pageAt(x(t), y(row)), head: row => pageAt(20, y(row)) };
}
export const why = page => page.locator('.reason').textContent();
export const differ = (a, b) => !near(a, b, 12);
