import { EventEmitter } from 'node:events';
import fs, { readFileSync } from 'node:fs';
import { readFile, writeFile, mkdir, rm } from 'node:fs/promises';
import path from 'path';
import util, { inspect } from 'util';
import assert, { strictEqual } from 'node:assert';
import * as ev from 'events';
import { setTimeout as sleep } from 'timers/promises';
import crypto, { createHash } from 'crypto';
import { performance } from 'perf_hooks';
import { Buffer } from 'buffer';
import process from 'process';
console.log(typeof EventEmitter, typeof fs.readFile, typeof readFileSync, typeof readFile, typeof path.join, typeof util.inspect, typeof inspect, typeof assert, typeof strictEqual, Object.keys(ev).includes('once'), typeof createHash, typeof performance.now, Buffer.from('a').length, process === globalThis.process, this);
await mkdir('/tmp/ilx', { recursive: true }); await writeFile('/tmp/ilx/a.json', JSON.stringify({ x: [1, 2] })); console.log(JSON.parse(await readFile('/tmp/ilx/a.json', 'utf8'))); await rm('/tmp/ilx', { recursive: true });
const start = performance.now(); await sleep(20); console.log(performance.now() - start >= 19);

class Store extends EventEmitter { #items = new Map(); set(k, v) { this.#items.set(k, v); this.emit('change', k, v); return this; } get size() { return this.#items.size; } }
const s = new Store(); s.on('change', (k, v) => console.log('changed', k, v)); s.set('a', 1).set('b', { c: 2 }); console.log(s.size, s instanceof EventEmitter);
const m = await import('node:os'); console.log(typeof m.cpus, typeof m.default.cpus);
try { await import('nope-nope'); } catch (e) { console.log(e.code); }
export const x = 1; export default function f() {}
