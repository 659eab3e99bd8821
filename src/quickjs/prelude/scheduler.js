// The object scheduler of a page: tasks with priorities.
//
// A task runs before all tasks of a lower priority; the continuations of yield() run before the tasks of their own
// priority. Timers, messages and events have the priority of 'user-visible'.

import { failed, host, missing } from './core.js';
import { AbortController } from './web.js';

// The numbers of host.postTask, and those of continuations. 0 comes before everything.
const numbers = { 'user-blocking': 2, 'user-visible': 4, background: 6 };

const priorities = new WeakMap(); // of the signals of controllers
export class TaskController extends AbortController {
  constructor(options) {
    super();
    const priority = checked(options?.priority ?? 'user-visible');
    priorities.set(this.signal, priority);
    Object.defineProperty(this.signal, 'priority', { get: () => priority, configurable: true });
  }
  setPriority() {
    throw missing('TaskController.setPriority', 'Post the task with its priority.');
  }
}

function checked(priority) {
  if (Object.hasOwn(numbers, priority)) return priority;
  throw failed(
    "execute 'postTask' on 'Scheduler'",
    `Failed to read the 'priority' property from 'SchedulerPostTaskOptions': The provided value '${priority}' is not ` +
      'a valid enum value of type TaskPriority.',
  );
}

// The task that runs now, if it was posted with a priority.
let current = { turn: 0, priority: 'user-visible' };
const inherited = () => (current.turn === host.turn() ? current.priority : 'user-visible');
const runs = (priority) => {
  current = { turn: host.turn(), priority };
};

export function makeScheduler() {
  const scheduler = {
    postTask(callback, { priority, delay = 0, signal } = {}) {
      return new Promise((resolve, reject) => {
        if (typeof callback !== 'function')
          throw failed("execute 'postTask' on 'Scheduler'", "parameter 1 is not of type 'Function'.");
        const chosen = checked(priority ?? priorities.get(signal) ?? 'user-visible');
        signal?.throwIfAborted();
        let id = 0;
        const stop = () => {
          host.clear(id);
          reject(signal.reason);
        };
        const run = () => {
          signal?.removeEventListener('abort', stop);
          runs(chosen);
          try {
            resolve(callback());
          } catch (error) {
            reject(error);
          }
        };
        const post = () => {
          id = host.postTask(run, numbers[chosen]);
        };
        signal?.addEventListener('abort', stop, { once: true });
        if (delay > 0) id = host.setTimer(post, +delay, false);
        else post();
      });
    },
    yield() {
      const priority = inherited();
      return new Promise((resolve) => {
        host.postTask(() => {
          runs(priority);
          resolve();
        }, numbers[priority] - 1);
      });
    },
  };
  Object.defineProperty(scheduler, Symbol.toStringTag, { value: 'Scheduler', configurable: true });
  return scheduler;
}
