// The contests of the map (lesson 11): the same tasks, run in four ways. The site's build simulates each cell of the map,
// and the page makes the same scenario again to open it in the lab.

import { say } from '../core/say.js';

export const ways = [
  { id: 'pool', name: () => say('A thread for each core'), letter: 'P', strategy: cores => ({ kind: 'thread-pool', threads: cores }) },
  { id: 'loop', name: () => say('One event loop'), letter: 'A', strategy: () => ({ kind: 'event-loop', threads: null }) },
  { id: 'threads', name: () => say('A thread per task'), letter: 'T', strategy: () => ({ kind: 'thread-per-task', threads: null }) },
  { id: 'all', name: () => say('Asynchronous on every core'), letter: 'B', strategy: cores => ({ kind: 'async-pool', threads: cores }) },
];

// Ways whose p95 is within this share of the best one are equally good.
export const margin = 0.05;

// share: of a task's life that is waiting. tasks: how many come at once. life_us: how long a task takes alone, on average.
export function contest({ share, tasks, cores, seed, life_us }) {
  const waiting = Math.round(life_us * share);
  const computing = life_us - waiting;
  const half = { exponential: `${Math.max(Math.round(computing / 2), 1)}us` };
  const [first, ...others] = ways;
  return {
    version: 1, title: `${tasks} tasks that wait for ${Math.round(share * 100)} % of their life`, name: first.name(), seed,
    machine: { cores, scheduler: { policy: 'round-robin', quantum: '4ms' }, costs: { thread_switch: '10us', thread_start: '50us', callback: '5us' } },
    programs: { task: waiting === 0 ? [{ compute: half }, { compute: half }] : [{ compute: half }, { sleep: { exponential: `${waiting}us` } }, { compute: half }] },
    work: [{ run: 'task', count: tasks }],
    strategy: first.strategy(cores), show: ['p95', 'threads', 'memory'], lanes: ['cores'],
    compare: others.map(({ name, strategy }) => ({ title: name(), strategy: strategy(cores) })),
  };
}

// The simplest of the ways that are as good as the best: an index into `ways`, or -1 if it makes no difference.
// p95: of each way.
export function winner(p95) {
  const best = Math.min(...p95);
  const good = p95.map(one => one <= best * (1 + margin));
  return good.every(Boolean) ? -1 : good.indexOf(true);
}

// Returns the answer of the lesson's rule as an index into `ways`: tasks that wait at least half of the time need no
// threads of their own, and with several cores, all of them should be used.
export const ruled = ({ share, cores }) => ways.findIndex(({ id }) => id === (share < 0.5 ? 'pool' : cores === 1 ? 'loop' : 'all'));
