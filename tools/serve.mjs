#!/usr/bin/env node
// Usage: node tools/serve.mjs [FOLDER]        serves build/web/site on localhost
//
// PORT chooses the port; without it 8080, or the next one that is free. Tests import serve().

import { createReadStream, realpathSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const PACKED = new Set(['.png', '.woff2']); // gzip does not make them smaller

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
  "font-src 'self'; connect-src 'self'; frame-src 'self'";

const HEADERS = {
  // A frame that is sandboxed without allow-same-origin has the origin null: its own scripts are cross-origin.
  'Access-Control-Allow-Origin': '*',
  'Cache-Control': 'no-cache',
  'Content-Security-Policy': POLICY,
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

// "gzip;q=0" means anything but gzip.
const takesGzip = accepted => accepted.split(',').some(one => /^\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*$)|$)/i.test(one));

// Where the path of a request leads inside root: {file, stat}, {redirect}, or null.
function find(root, path) {
  let name;
  try {
    name = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (name.includes('\0') || name.includes('\\') || name.split('/').some(part => part.startsWith('.'))) return null;
  try {
    let file = join(root, normalize(name));
    let stat = statSync(file);
    if (stat.isDirectory()) {
      if (!name.endsWith('/')) return { redirect: path.split('/').pop() + '/' };
      file = join(file, 'index.html');
      stat = statSync(file);
    }
    file = realpathSync(file); // a link out of the folder is out of bounds, too
    return stat.isFile() && file.startsWith(root + sep) ? { file, stat } : null;
  } catch {
    return null;
  }
}

// Resolves to {url, port, close()} when it listens. `prefix` ("/course/") serves from a sub-path;
// `log` is called with {method, path, status}; `headers` adds or replaces headers.
export async function serve({ root, port = 0, prefix = '/', headers = {}, log = () => {} }) {
  root = realpathSync(root);
  const packed = new Map();

  // A file is packed once, also if many ask for it at the same time.
  function pack(file, stat) {
    const known = packed.get(file);
    if (known?.time === stat.mtimeMs && known.size === stat.size) return known.bytes;
    const bytes = readFile(file).then(content => promisify(gzip)(content, { level: 9 }));
    packed.set(file, { time: stat.mtimeMs, size: stat.size, bytes });
    bytes.catch(() => packed.delete(file));
    return bytes;
  }

  async function answer(request, response) {
    const end = (status, more = {}, body = '') => {
      log({ method: request.method, path: request.url, status });
      response.writeHead(status, { ...HEADERS, ...more, ...headers });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(405, { Allow: 'GET, HEAD' });
    const [path, query] = request.url.split(/[?#](.*)/s);
    if (!path.startsWith(prefix)) return end(404, { 'Content-Type': 'text/plain' }, 'Not found\n');
    const found = find(root, '/' + path.slice(prefix.length));
    if (!found) return end(404, { 'Content-Type': 'text/plain' }, 'Not found\n');
    if (found.redirect) return end(301, { Location: './' + found.redirect + (query ? '?' + query : '') });

    const { file, stat } = found;
    const ending = extname(file).toLowerCase();
    const etag = `"${stat.size.toString(16)}-${Math.round(stat.mtimeMs).toString(16)}"`;
    const type = { 'Content-Type': TYPES[ending] ?? 'application/octet-stream', ETag: etag, Vary: 'Accept-Encoding' };
    if (request.headers['if-none-match'] === etag) return end(304, type);
    if (!PACKED.has(ending) && takesGzip(request.headers['accept-encoding'] ?? '')) {
      const bytes = await pack(file, stat);
      return end(200, { ...type, 'Content-Encoding': 'gzip', 'Content-Length': bytes.length }, bytes);
    }
    log({ method: request.method, path: request.url, status: 200 });
    response.writeHead(200, { ...HEADERS, ...type, 'Content-Length': stat.size, ...headers });
    if (request.method === 'HEAD') response.end();
    else pipeline(createReadStream(file), response, () => {});  // a download that is broken off closes the file
  }

  const server = createServer({ headersTimeout: 10_000, requestTimeout: 20_000 }, (request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  port = server.address().port;
  return {
    port,
    url: `http://localhost:${port}${prefix}`,
    close: () =>
      new Promise(resolve => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function main() {
  const root = process.argv[2] ?? fileURLToPath(new URL('../build/web/site', import.meta.url));
  const asked = process.env.PORT ? Number(process.env.PORT) : null;
  if (asked !== null && !(Number.isInteger(asked) && asked >= 0 && asked < 65536)) {
    console.error(`serve: PORT must be a number from 0 to 65535, not '${process.env.PORT}'`);
    process.exit(2);
  }
  for (let port = asked ?? 8080; ; ++port) {
    try {
      const { url } = await serve({ root, port });
      console.log(`Interleave is at ${url}  (stop with Ctrl+C)`);
      return;
    } catch (error) {
      if (error.code === 'EADDRINUSE' && asked === null && port < 8180) continue;
      console.error(`serve: ${error.code === 'EADDRINUSE' ? `port ${port} is taken` : error.message}`);
      process.exit(1);
    }
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
