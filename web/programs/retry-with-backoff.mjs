// The server fails three times. How long does it take until the fourth try succeeds?

import { setTimeout as sleep } from 'node:timers/promises';

let calls = 0;
async function ask() {
  await db('server', 5);
  calls += 1;
  if (calls < 4) throw new Error('busy');
  return 42;
}

async function retry(task, tries, pause) {
  for (let i = 1; ; i++) {
    try {
      return await task();
    } catch (error) {
      if (i === tries) throw error;
      console.log('try', i, 'failed:', error.message);
      await sleep(pause * 2 ** (i - 1));
    }
  }
}

console.log('answer', await retry(ask, 5, 10));
