// What the gallery says about each scenario besides the scenario itself: concepts to choose from, and how much the reader
// should know. tests/site/lessons_test.mjs checks that every scenario is here.

import { say } from '../../web/core/say.js';

export const conceptNames = () => ({
  slices: say('Taking turns on a core'), cores: say('Several cores'), pools: say('Thread pools'), waiting: say('Waiting'), loops: say('Event loops'), code: say('Programs line by line'),
  locks: say('Locks and races'), queues: say('Queues'), servers: say('Several servers'), scheduling: say('Schedulers'),
});

export const scenarios = {
  'typing-and-music': { level: 1, concepts: ['slices', 'scheduling'] },
  'waiting-on-the-database': { level: 1, concepts: ['waiting', 'pools', 'loops'] },
  'hundred-requests': { level: 1, concepts: ['cores', 'slices'] },
  'cpu-heavy-batch': { level: 1, concepts: ['cores', 'pools'] },
  'two-restaurants': { level: 1, concepts: ['waiting', 'pools', 'loops'] },
  amdahl: { level: 1, concepts: ['cores'] },
  'processes-and-threads': { level: 1, concepts: ['pools', 'cores'] },
  'pool-exhaustion': { level: 2, concepts: ['pools', 'waiting', 'loops'] },
  'too-many-threads': { level: 2, concepts: ['pools', 'slices'] },
  'one-blocks-all': { level: 2, concepts: ['loops', 'code', 'pools'] },
  'await-one-or-all': { level: 2, concepts: ['loops', 'code', 'waiting'] },
  'timeout-promise-tick': { level: 2, concepts: ['loops', 'code'] },
  'queue-and-workers': { level: 2, concepts: ['queues', 'waiting'] },
  backpressure: { level: 2, concepts: ['queues'] },
  'lost-update': { level: 2, concepts: ['locks', 'slices'] },
  deadlock: { level: 2, concepts: ['locks'] },
  'lock-contention': { level: 2, concepts: ['locks', 'cores'] },
  'convoy-effect': { level: 2, concepts: ['scheduling', 'slices'] },
  autoscaling: { level: 2, concepts: ['servers'] },
  'two-choices': { level: 2, concepts: ['servers', 'queues'] },
  'connection-pool': { level: 2, concepts: ['pools', 'waiting'] },
  'head-of-line': { level: 2, concepts: ['queues', 'waiting'] },
  'fifth-hash': { level: 3, concepts: ['loops', 'code', 'pools'] },
  'ticks-starve-timers': { level: 3, concepts: ['loops', 'code'] },
  'equal-delays': { level: 3, concepts: ['loops', 'code'] },
  'promises-starve-pictures': { level: 3, concepts: ['loops', 'code'] },
  'cancelled-task': { level: 3, concepts: ['loops', 'code'] },
  'lock-across-await': { level: 3, concepts: ['loops', 'code', 'locks'] },
  'producer-consumer': { level: 3, concepts: ['loops', 'code', 'queues'] },
  'starvation-and-mlfq': { level: 3, concepts: ['scheduling', 'slices'] },
  'priority-inversion': { level: 3, concepts: ['scheduling', 'locks'] },
  'priority-ceiling': { level: 3, concepts: ['scheduling', 'locks'] },
  'cache-affinity': { level: 3, concepts: ['scheduling', 'cores'] },
  'work-stealing': { level: 3, concepts: ['scheduling', 'cores'] },
  'grahams-anomaly': { level: 3, concepts: ['scheduling', 'cores'] },
};

export const levelNames = () => ({ 1: say('First'), 2: say('Then'), 3: say('In depth') });
