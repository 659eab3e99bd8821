// The shelf: a table that describes each built-in scenario for the lab's picker and for the gallery. Each scenario
// belongs to one group, has a level, covers some concepts, and suggests something to try. tests/site/lessons_test.mjs
// checks that the table contains every scenario.
//
// Texts are functions, because the language is not known until the page has loaded its catalogue.

import { say } from './say.js';

// The groups, in the order in which they are shown.
export const groups = [
  { id: 'turns', title: () => say('Concurrent: taking turns on a core') },
  { id: 'cores', title: () => say('Parallel: several cores') },
  { id: 'waiting', title: () => say('Asynchronous: waiting without a thread') },
  { id: 'pools', title: () => say('Threads, processes and pools') },
  { id: 'locks', title: () => say('Locks, races and deadlocks') },
  { id: 'queues', title: () => say('Queues between tasks') },
  { id: 'schedulers', title: () => say('Schedulers') },
  { id: 'loops', title: () => say('Event loops, line by line') },
  { id: 'fleets', title: () => say('Fleets of servers') },
];

export const concepts = {
  slices: () => say('Taking turns on a core'),
  cores: () => say('Several cores'),
  pools: () => say('Thread pools'),
  waiting: () => say('Waiting'),
  loops: () => say('Event loops'),
  code: () => say('Programs line by line'),
  locks: () => say('Locks and races'),
  queues: () => say('Queues'),
  servers: () => say('Several servers'),
  scheduling: () => say('Schedulers'),
};

export const levels = { 1: () => say('First steps'), 2: () => say('Next steps'), 3: () => say('In depth') };

// The scenarios, in the order of the gallery: easy ones first.
export const shelf = {
  'typing-and-music': {
    group: 'turns', level: 1, concepts: ['slices', 'scheduling'],
    advice: () => say('Drag the time slice from 4 ms to 40 ms, and count the blocks of music that are late.'),
  },
  'waiting-on-the-database': {
    group: 'waiting', level: 1, concepts: ['waiting', 'pools', 'loops'],
    advice: () => say('Add threads to the pool until it finishes before the event loop.'),
  },
  'hundred-requests': {
    group: 'turns', level: 1, concepts: ['cores', 'slices'],
    advice: () => say('Predict when it will finish on eight cores, then try it.'),
  },
  'cpu-heavy-batch': {
    group: 'cores', level: 1, concepts: ['cores', 'pools'],
    advice: () => say('Predict when it will finish on sixteen cores, then try it. How many threads are there?'),
  },
  'two-restaurants': {
    group: 'waiting', level: 1, concepts: ['waiting', 'pools', 'loops'],
    advice: () => say('Show the moment as a restaurant, and press Play. Which waiter stands idle?'),
  },
  amdahl: {
    group: 'cores', level: 1, concepts: ['cores'],
    advice: () => say('Change the number of cores. Which part of the work takes just as long as before?'),
  },
  'processes-and-threads': {
    group: 'pools', level: 1, concepts: ['pools', 'cores'],
    advice: () => say('Make it cheaper to start a process. When would you choose processes?'),
  },
  'pool-exhaustion': {
    group: 'pools', level: 2, concepts: ['pools', 'waiting', 'loops'],
    advice: () => say('Add threads to the pool. How many does it need to keep up with the reports?'),
  },
  'too-many-threads': {
    group: 'pools', level: 2, concepts: ['pools', 'slices'],
    advice: () => say('Make the time slice longer or switching cheaper, and compare again.'),
  },
  'one-blocks-all': {
    group: 'loops', level: 2, concepts: ['loops', 'code', 'pools'],
    advice: () => say('Select a client that is late, and read what it waits for.'),
  },
  'await-one-or-all': {
    group: 'loops', level: 2, concepts: ['loops', 'code', 'waiting'],
    advice: () => say('Compare how many answers each program waits for at the same time.'),
  },
  'timeout-promise-tick': {
    group: 'loops', level: 2, concepts: ['loops', 'code'],
    advice: () => say('Guess the order before you press Play. Then step from callback to callback.'),
  },
  'queue-and-workers': {
    group: 'queues', level: 2, concepts: ['queues', 'waiting'],
    advice: () => say('Change the number of workers. Does the customer get the answer sooner?'),
  },
  backpressure: {
    group: 'queues', level: 2, concepts: ['queues'],
    advice: () => say('Change how many blocks fit into the queue. Does the packer finish sooner?'),
  },
  'lost-update': {
    group: 'locks', level: 2, concepts: ['locks', 'slices'],
    advice: () => say('Make the time slice longer until no update is lost.'),
  },
  deadlock: {
    group: 'locks', level: 2, concepts: ['locks'],
    advice: () => say('Make the second transfer begin later and later, until nothing goes wrong.'),
  },
  'lock-contention': {
    group: 'locks', level: 2, concepts: ['locks', 'cores'],
    advice: () => say('Change the number of cores and threads. At what point do more of them stop helping?'),
  },
  'convoy-effect': {
    group: 'schedulers', level: 2, concepts: ['scheduling', 'slices'],
    advice: () => say('Try other schedulers, and compare the mean times.'),
  },
  autoscaling: {
    group: 'fleets', level: 2, concepts: ['servers'],
    advice: () => say('Change how long a server takes to boot, and compare what the fleet costs and how long requests take.'),
  },
  'two-choices': {
    group: 'fleets', level: 2, concepts: ['servers', 'queues'],
    advice: () => say('Change the balancer, and compare the slowest requests.'),
  },
  'connection-pool': {
    group: 'pools', level: 2, concepts: ['pools', 'waiting'],
    advice: () => say('Find the number of connections that gives the shortest mean time.'),
  },
  'head-of-line': {
    group: 'queues', level: 2, concepts: ['queues', 'waiting'],
    advice: () => say('Allow the store to serve three or four requests at a time, and compare p50 with p95.'),
  },
  'fifth-hash': {
    group: 'loops', level: 3, concepts: ['loops', 'code', 'pools'],
    advice: () => say('Give the pool six threads, then three.'),
  },
  'ticks-starve-timers': {
    group: 'loops', level: 3, concepts: ['loops', 'code'],
    advice: () => say('Step through both runs. When does the loop reach its timers?'),
  },
  'equal-delays': {
    group: 'loops', level: 3, concepts: ['loops', 'code'],
    advice: () => say('Compare the order of the timers in Node.js and in a browser.'),
  },
  'promises-starve-pictures': {
    group: 'loops', level: 3, concepts: ['loops', 'code'],
    advice: () => say('In both runs, look for pictures that are drawn while the work is running.'),
  },
  'cancelled-task': {
    group: 'loops', level: 3, concepts: ['loops', 'code'],
    advice: () => say('Step forward from 20 ms, and read the console line by line.'),
  },
  'lock-across-await': {
    group: 'locks', level: 3, concepts: ['loops', 'code', 'locks'],
    advice: () => say('Read the consoles of both runs. Which reads come before which writes?'),
  },
  'producer-consumer': {
    group: 'queues', level: 3, concepts: ['loops', 'code', 'queues'],
    advice: () => say('Find the moment when the producer has to wait, and select the gap.'),
  },
  'starvation-and-mlfq': {
    group: 'schedulers', level: 3, concepts: ['scheduling', 'slices'],
    advice: () => say('Try other schedulers. Which one finishes the batch job first?'),
  },
  'priority-inversion': {
    group: 'schedulers', level: 3, concepts: ['scheduling', 'locks'],
    advice: () => say('Select the urgent task’s wait, and follow what it is waiting for.'),
  },
  'priority-ceiling': {
    group: 'schedulers', level: 3, concepts: ['scheduling', 'locks'],
    advice: () => say('Go to 3 ms, when the alarm arrives. Which locks are held in each run?'),
  },
  'cache-affinity': {
    group: 'schedulers', level: 3, concepts: ['scheduling', 'cores'],
    advice: () => say('Follow one colour. How often does it move to another core in each run?'),
  },
  'work-stealing': {
    group: 'schedulers', level: 3, concepts: ['scheduling', 'cores'],
    advice: () => say('Make it more expensive to move a thread to another core, and compare again.'),
  },
  'grahams-anomaly': {
    group: 'cores', level: 3, concepts: ['scheduling', 'cores'],
    advice: () => say('Look at the long job I. When does it begin with three cores, and when with four?'),
  },
};
