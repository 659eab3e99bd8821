// The answer takes 120 ms, and nobody wants to wait longer than 80 ms. What happens to the rest of the work?

import { setTimeout as sleep } from 'node:timers/promises';

async function report(signal) {
  for (let part = 1; part <= 4; part++) {
    await sleep(30, null, { signal });
    console.log('part', part);
  }
  return 'the report';
}

const controller = new AbortController();
const timer = setTimeout(() => controller.abort(), 80);
try {
  console.log(await report(controller.signal));
} catch (error) {
  console.log('given up:', error.name);
} finally {
  clearTimeout(timer);
}
