// The server of the site (tools/serve.mjs): what a browser that leaves, or many at once, do to it.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { serve } from '../../tools/serve.mjs';

let folder;
let site;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'interleave-serve-'));
  writeFileSync(join(folder, 'large.png'), Buffer.alloc(8 << 20));
  writeFileSync(join(folder, 'text.txt'), 'a text '.repeat(1000));
  site = await serve({ root: folder });
});
after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

const ask = (name, headers = {}) => new Promise((resolve, reject) => {
  get(site.url + name, { headers }, response => {
    const pieces = [];
    response.on('data', piece => pieces.push(piece)).on('end', () => resolve({ headers: response.headers, bytes: Buffer.concat(pieces) }));
  }).on('error', reject);
});

// How often this process has the file open; the list of descriptors is Linux's.
const openFiles = () => readdirSync('/proc/self/fd').filter(fd => {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`).endsWith('large.png');
  } catch {
    return false;
  }
}).length;

test('a download that is broken off leaves no file open', { skip: process.platform !== 'linux' }, async () => {
  for (let i = 0; i < 20; ++i)
    await new Promise(resolve => {
      const request = get(`${site.url}large.png`, response => response.once('data', () => request.destroy()));
      request.on('error', () => {}).on('close', resolve);
    });
  for (let waited = 0; openFiles() > 0 && waited < 50; ++waited) await new Promise(resolve => setTimeout(resolve, 100));
  assert.equal(openFiles(), 0);
  assert.equal((await ask('large.png')).bytes.length, 8 << 20);
});

test('a browser gets gzip if it takes it, and not if it says that it does not', async () => {
  for (const accepted of ['gzip', 'deflate, gzip;q=1.0, *;q=0.5', 'GZIP'])
    assert.equal((await ask('text.txt', { 'accept-encoding': accepted })).headers['content-encoding'], 'gzip', accepted);
  for (const accepted of ['', 'gzip;q=0', 'gzip; q=0.0, br', 'xgzip']) {
    const { headers, bytes } = await ask('text.txt', { 'accept-encoding': accepted });
    assert.equal(headers['content-encoding'], undefined, accepted);
    assert.equal(bytes.length, 7000);
  }
});

test('many who ask at once get the same packed bytes', async () => {
  const all = await Promise.all(Array.from({ length: 40 }, () => ask('text.txt', { 'accept-encoding': 'gzip' })));
  for (const { bytes } of all) assert.deepEqual(bytes, all[0].bytes);
});
