// What the package commands share: where things are, the project's version, and how to call other programs.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
export const build = process.env.BUILD ?? join(root, 'build', 'web');
export const site = join(build, 'site');
export const output = process.env.PACKAGES ?? join(root, 'build', 'packages');

export const version = /^project\(interleave VERSION (\d+\.\d+\.\d+)/m.exec(readFileSync(join(root, 'CMakeLists.txt'), 'utf8'))[1];

// The folder that tools/setup fills, as the build knows it.
export function deps() {
  const cache = join(build, 'CMakeCache.txt');
  const named = existsSync(cache) && /^INTERLEAVE_DEPS:PATH=(.*)$/m.exec(readFileSync(cache, 'utf8'))?.[1];
  return process.env.INTERLEAVE_DEPS ?? (named || join(root, 'build', 'deps'));
}

export const esbuild = () => createRequire(join(deps(), 'site', 'package.json'))('esbuild');

// A mistake of the caller or of the surroundings: its message is all that is shown.
export class Problem extends Error {}

export function need(path, how) {
  if (!existsSync(path)) throw new Problem(`${relative(root, path)} is missing: ${how}`);
  return path;
}

export const needSite = () => need(join(site, 'index.html'), 'build the site (cmake --build build/web --target site)');

export const program = (name, words, options = {}) =>
  execFileSync(name, words, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });

// All files below a folder as paths with "/", sorted by their bytes, so that the order is the same everywhere.
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'))
    .sort((a, b) => (a < b ? -1 : 1));
}

export const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');

// The value of the attribute integrity="" (Subresource Integrity, W3C).
export const integrity = bytes => 'sha384-' + createHash('sha384').update(bytes).digest('base64');
