// What the tests of the packages share. Run: node --test tests/package/   (after the site is built)

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const build = process.env.BUILD ?? join(root, 'build/web');

// Runs tools/package and returns the last line that it prints: the file that it made. PACKAGES is the folder for it.
export function pack(words, folder, errors = 'inherit') {
  const env = { ...process.env, PACKAGES: folder };
  const out = execFileSync(join(root, 'tools/package'), words, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', errors] });
  return out.trim().split('\n').at(-1);
}

export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'interleave-package-'));
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

// Installs a tarball in an empty folder, without a network, and returns the folder.
export function install(tarball, folder) {
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', tarball], { cwd: folder, stdio: 'inherit' });
  return folder;
}

// Runs a module in a folder and returns what it prints, read as JSON.
export function evaluate(folder, code) {
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 }));
}
