// The programs that the page "Your program" offers (web/programs). Each is a question that its run answers, with something to
// try. The file says in which runtime it runs: name.js and name.mjs (a module) in Node.js, name.browser.js in a browser.
// tests/site/programs_test.mjs runs each in Node.js, and checks that the answer is right.
//
// Texts are functions, because the language is known only when a page has loaded its catalogue.

import { say } from './say.js';

// In the order in which they are shown.
export const programs = {
  'order-of-everything.js': {
    title: () => say('Tick, promise, timeout, immediate: which comes first?'),
    advice: () => say('Take the line that computes away. Which two lines may now change places?'),
  },
  'late-timer.js': {
    title: () => say('Why is the timer late?'),
    advice: () => say('Select the timer’s wait on the timeline. Then compute for 5 ms instead of 50.'),
  },
  'await-in-a-loop.mjs': {
    title: () => say('Await in a loop, or all at once?'),
    advice: () => say('Compare the waits on the timeline: how many are there at the same time?'),
  },
  'await-too-early.mjs': {
    title: () => say('Does it matter where await stands?'),
    advice: () => say('Swap the two awaits of the fast function. Does it take longer?'),
  },
  'for-each-does-not-wait.mjs': {
    title: () => say('Why does forEach not wait?'),
    advice: () => say('Replace forEach by a loop with for … of and await.'),
  },
  'promises-starve-timers.js': {
    title: () => say('Can promises keep a timer from running?'),
    advice: () => say('Replace the promise by setImmediate(again), and look where the timer goes.'),
  },
  'ticks-or-immediates.js': {
    title: () => say('nextTick or setImmediate for work in small pieces?'),
    advice: () => say('Step through the ticks: in which phase does the loop stay?'),
  },
  'timeout-or-immediate.js': {
    title: () => say('setTimeout 0 or setImmediate: who wins?'),
    advice: () => say('Put busy(2) at the end. Which lines can no longer change places?'),
  },
  'five-hashes.js': {
    title: () => say('Why does the fifth hash take twice as long?'),
    advice: () => say('Give the pool five threads, and then the machine more cores.'),
  },
  'read-file-sync.js': {
    title: () => say('What does readFileSync cost the others?'),
    advice: () => say('Move readFileSync into the immediate, and look when readFile is done.'),
  },
  'events-are-synchronous.mjs': {
    title: () => say('Are events asynchronous?'),
    advice: () => say('Make the first listener wait, too: before or after “after”?'),
  },
  'unhandled-rejection.js': {
    title: () => say('What happens to an error that nobody awaits?'),
    advice: () => say('Add a catch to the call of save(), and see how far the program gets.'),
  },
  'race-with-a-timeout.mjs': {
    title: () => say('How does a timeout stop what it gave up?'),
    advice: () => say('Leave the signal out of the sleep: the work goes on although nobody wants it.'),
  },
  'pages-on-demand.mjs': {
    title: () => say('When does an async generator load the next page?'),
    advice: () => say('Stop after two names instead of three.'),
  },
  'a-lock-of-promises.mjs': {
    title: () => say('Can there be a race in a single thread?'),
    advice: () => say('Read the balance again after the await, instead of keeping it.'),
  },
  'retry-with-backoff.mjs': {
    title: () => say('How long do three retries take?'),
    advice: () => say('Make the pause constant, and compare when the answer comes.'),
  },
  'two-at-a-time.mjs': {
    title: () => say('How do you run two at a time?'),
    advice: () => say('Allow three at a time. Which download decides when all are done?'),
  },
  'slow-interval.js': {
    title: () => say('Do the calls of a slow interval pile up?'),
    advice: () => say('Make the callback faster than the interval, and compare the pauses.'),
  },
  'debounce.mjs': {
    title: () => say('How many searches for five letters?'),
    advice: () => say('Make the pause of debounce 20 ms. What is searched for now?'),
  },
  'frames-and-timers.browser.js': {
    title: () => say('What runs before the next picture?'),
    advice: () => say('Compute for 30 ms in the microtask. When does the picture come?'),
  },
  'message-channel.browser.js': {
    title: () => say('A timeout of 0 or a message: which is sooner?'),
    advice: () => say('Count to four instead of ten: the first timeouts do not have to wait.'),
  },
};

export const runtimeOf = file => (file.endsWith('.browser.js') ? 'browser' : 'node');
export const isModule = file => file.endsWith('.mjs');
