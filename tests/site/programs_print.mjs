// The output of the programs of web/programs, worked out by hand. The lines of an inner list may come in any order in the
// real runtime. `browser`: why Node.js can be used to test a program for a browser.

export const prints = {
  // The program ends; then ticks, then microtasks in their order; the timeout has been due for a millisecond.
  'order-of-everything.js': { lines: ['end of the program', 'tick', 'promise', 'microtask', 'timeout', 'immediate'] },
  'late-timer.js': { lines: ['the computing is done', 'the timer is late'] },
  'await-in-a-loop.mjs': { lines: ['loaded 1', 'loaded 2', 'loaded 3', 'one after another: done', 'loaded 4', 'loaded 5', 'loaded 6', 'all at once: done'] },
  // 30 + 20 ms, and 30 ms.
  'await-too-early.mjs': { lines: ['slow takes about 50 ms', 'fast takes about 30 ms'] },
  'for-each-does-not-wait.mjs': { lines: ['saved everything', 'saved a', 'saved b', 'saved c'] },
  'promises-starve-timers.js': { lines: ['turn 100', 'timer'] },
  'ticks-or-immediates.js': { lines: ['last tick', 'timer during the ticks', 'timer during the immediates', 'last immediate'] },
  // In the program, both are scheduled outside of a phase; in the callback of the file, the loop is in its poll phase, and
  // immediates come next. That callback may come before or after the first two.
  'timeout-or-immediate.js': { lines: [['timeout', 'immediate', 'in the callback: immediate', 'in the callback: timeout']] },
  'five-hashes.js': { lines: ['all five have been requested', ['hash 1', 'hash 2', 'hash 3', 'hash 4'], 'hash 5'] },
  // The answer of readFile takes several trips to the pool, so that the immediate is sooner.
  'read-file-sync.js': { lines: ['readFile has been called', 'readFileSync: 18 characters', 'something else', 'readFile: 18 characters'] },
  'events-are-synchronous.mjs': { lines: ['before', 'Ada comes in', 'after', 'Ada has sat down'] },
  'unhandled-rejection.js': { lines: ['saving'], code: 1, error: /Error: the disk is full\n\s+at save / },
  // 30 and 60 ms are before 80 ms.
  'race-with-a-timeout.mjs': { lines: ['part 1', 'part 2', 'given up: AbortError'] },
  'pages-on-demand.mjs': { lines: ['page 1', 'Ada', 'Alan', 'page 2', 'Barbara'] },
  // Without a lock both see 100.
  'a-lock-of-promises.mjs': { lines: ['without a lock', 'paid, left 40', 'paid, left 40', 'with a lock', 'paid, left 40', 'refused, with 40'] },
  'retry-with-backoff.mjs': { lines: ['try 1 failed: busy', 'try 2 failed: busy', 'try 3 failed: busy', 'answer 42'] },
  // 0: 0 to 70, 1: 0 to 20, 2: 20 to 60, 3: 60 to 90, 4: 70 to 120, 5: 90 to 110.
  'two-at-a-time.mjs': { lines: ['begin 0', 'begin 1', 'end 1', 'begin 2', 'end 2', 'begin 3', 'end 0', 'begin 4', 'end 3', 'begin 5', 'end 5', 'end 4', 'all done'] },
  // The first call is from 20 to 50 ms. The next one has been due since 40 ms, before the timer of 50 ms: 20 ms after the
  // beginning of the first.
  'slow-interval.js': { lines: ['call 1', 'call 2', 'a timer of 50 ms, after call 2', 'call 3', 'call 4'] },
  // Typed at 0, 30, 60, 90 and 200 ms: quiet for 50 ms after 90 and after 200.
  'debounce.mjs': { lines: ['search for tick', 'search for ticks'] },
  'frames-and-timers.browser.js': { lines: ['script', 'microtask', 'timeout', 'frame', 'promise of the frame'], browser: 'a stand-in makes pictures every 17 ms' },
  'message-channel.browser.js': { lines: ['ten messages', 'ten timeouts'], browser: 'messages and timeouts are tasks there, too' },
};
