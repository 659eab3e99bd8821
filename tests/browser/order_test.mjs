// The recordings in tests/quickjs/browser are what this Chromium prints.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { chromium } from 'playwright-core';
import { linesInChromium } from '../quickjs/browser/chromium.mjs';
import { launchOptions } from './support.mjs';

const folder = new URL('../quickjs/browser/', import.meta.url);
const names = readdirSync(folder).filter(file => file.endsWith('.browser.js')).map(file => file.slice(0, -'.browser.js'.length)).sort();
const read = file => readFileSync(new URL(file, folder), 'utf8');

describe('programs in Chromium', () => {
  let browser;
  before(async () => {
    const running = process.env.BROWSER_ENDPOINT;
    browser = running ? await chromium.connect(running) : await chromium.launch(launchOptions);
  });
  after(() => browser.close());

  it('are at least thirty', () => assert.ok(names.length >= 30));

  for (const name of names)
    it(`print what is recorded: ${name}`, async () => {
      const wanted = read(`${name}.out`).split('\n').slice(0, -1);
      let lines;
      // The machine may be so busy that a program which is right is once too slow.
      for (let attempt = 0; attempt < 3; ++attempt) {
        lines = await linesInChromium(browser, read(`${name}.browser.js`), { enough: wanted.length });
        if (lines.join('\n') === wanted.join('\n')) return;
      }
      assert.deepEqual(lines, wanted);
    });
});
