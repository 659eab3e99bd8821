// The order and the stock do not depend on each other. What does the position of await change?

async function slow() {
  const order = await db('order', 30);
  const stock = await db('stock', 20);
  return [order, stock];
}

async function fast() {
  const order = db('order', 30); // requested, but not awaited yet
  const stock = db('stock', 20);
  return [await order, await stock];
}

async function timed(task) {
  const start = performance.now();
  await task();
  console.log(task.name, performance.now() - start < 45 ? 'takes about 30 ms' : 'takes about 50 ms');
}

await timed(slow);
await timed(fast);
