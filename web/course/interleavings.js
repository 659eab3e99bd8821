// All orders in which the steps of a few threads can be executed, and what becomes of a shared counter. Each thread does
//
//   read    the counter into a value of its own
//   add     one to that value
//   write   it back to the counter
//
// and keeps its own order. With a lock, a thread does all of its steps before another one may begin.

export const steps = ['read', 'add', 'write'];

// Every order as a list of thread numbers: [0, 0, 1, …] means that thread 0 does its first two steps, and so on.
export function orders(threads, { locked = false } = {}) {
  const found = [];
  const extend = (order, left) => {
    if (left.every(count => count === 0)) return void found.push(order);
    const holder = locked ? left.findIndex(count => count > 0 && count < steps.length) : -1;
    left.forEach((count, thread) => {
      if (count > 0 && (holder < 0 || holder === thread)) extend([...order, thread], left.map((one, i) => (i === thread ? one - 1 : one)));
    });
  };
  extend([], Array.from({ length: threads }, () => steps.length));
  return found;
}

// What happens in an order: {total, right, switches, rows: [{thread, step, value, total}]}
export function play(order) {
  const threads = Math.max(...order) + 1;
  const values = Array.from({ length: threads }, () => null);
  const done = Array.from({ length: threads }, () => 0);
  let total = 0;
  const rows = order.map(thread => {
    const step = steps[done[thread]++];
    if (step === 'read') values[thread] = total;
    if (step === 'add') values[thread] += 1;
    if (step === 'write') total = values[thread];
    return { thread, step, value: values[thread], total };
  });
  return { total, right: total === threads, switches: order.filter((thread, i) => i > 0 && thread !== order[i - 1]).length, rows };
}

// The wrong order with the fewest switches between threads; null if every order is right.
export function shortestWrong(all) {
  return all.map(order => ({ order, ...play(order) })).filter(({ right }) => !right).sort((a, b) => a.switches - b.switches)[0] ?? null;
}
