// Two hashes on threads of the pool, a file and a timer, all started together; then another timer.
import { pbkdf2 } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const hash = promisify(pbkdf2);
await Promise.all([
  sleep(5),
  readFile(new URL(import.meta.url)),
  hash('a', 'salt', 20_000, 32, 'sha256'),
  hash('b', 'salt', 20_000, 32, 'sha256'),
]);
await sleep(2);
