// Usage: node tests/browser/run.mjs FILE...      runs test files, one after another, in one Chromium
//
// One at a time, so that a page that draws in software has all cores to itself.

import { spawn } from 'node:child_process';
import { chromium } from 'playwright-core';
import { launchOptions } from './support.mjs';

const browser = await chromium.launchServer(launchOptions);
const tests = spawn(process.execPath, ['--test', '--test-reporter=spec', '--test-concurrency=1', ...process.argv.slice(2)],
                    { stdio: 'inherit', env: { ...process.env, BROWSER_ENDPOINT: browser.wsEndpoint() } });
const code = await new Promise(resolve => tests.on('exit', resolve));
await browser.close();
process.exitCode = code ?? 1;
