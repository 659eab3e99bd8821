// The programs that the page "Your program" offers (web/programs). Each asks a question that its run answers, and suggests
// something to try. The file name determines the runtime: name.js and name.mjs (a module) run in Node.js, name.browser.js
// in a browser.
// tests/site/programs_test.mjs runs each in Node.js, and checks that the answer is right.
//
// Texts are functions, because the language is known only when a page has loaded its catalogue.

import { say } from './say.js';

// In the order in which they are shown.
export const programs = {
  'order-of-everything.js': {
    title: () => say('Tick, promise, timeout, immediate: which comes first?'),
    advice: () => say('Remove the line that computes. Which two lines may now swap places?'),
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
    title: () => say('Does the position of await matter?'),
    advice: () => say('Swap the two awaits in the fast function. Does it take longer?'),
  },
  'for-each-does-not-wait.mjs': {
    title: () => say('Why does forEach not wait?'),
    advice: () => say('Replace forEach with a for … of loop that uses await.'),
  },
  'promises-starve-timers.js': {
    title: () => say('Can promises keep a timer from running?'),
    advice: () => say('Replace the promise with setImmediate(again), and see where the timer moves.'),
  },
  'ticks-or-immediates.js': {
    title: () => say('nextTick or setImmediate for work in small pieces?'),
    advice: () => say('Step through the ticks: in which phase does the loop stay?'),
  },
  'timeout-or-immediate.js': {
    title: () => say('setTimeout 0 or setImmediate: which comes first?'),
    advice: () => say('Put busy(2) at the end. Which lines can no longer swap places?'),
  },
  'five-hashes.js': {
    title: () => say('Why does the fifth hash take twice as long?'),
    advice: () => say('Give the pool five threads, and then the machine more cores.'),
  },
  'read-file-sync.js': {
    title: () => say('What does readFileSync cost the other callbacks?'),
    advice: () => say('Move readFileSync into the immediate, and see when readFile is done.'),
  },
  'events-are-synchronous.mjs': {
    title: () => say('Are events asynchronous?'),
    advice: () => say('Make the first listener wait, too. Does it print before or after “after”?'),
  },
  'unhandled-rejection.js': {
    title: () => say('What happens to an error that nobody awaits?'),
    advice: () => say('Add a catch to the call of save(), and see how far the program gets.'),
  },
  'race-with-a-timeout.mjs': {
    title: () => say('How does a timeout stop the work it abandons?'),
    advice: () => say('Remove the signal from the sleep: the work continues although nobody wants it.'),
  },
  'pages-on-demand.mjs': {
    title: () => say('When does an async generator load the next page?'),
    advice: () => say('Stop after two names instead of three.'),
  },
  'a-lock-of-promises.mjs': {
    title: () => say('Can there be a race condition in a single thread?'),
    advice: () => say('Read the balance again after the await, instead of using the old value.'),
  },
  'retry-with-backoff.mjs': {
    title: () => say('How long do three retries take?'),
    advice: () => say('Make the pause constant, and compare when the answer arrives.'),
  },
  'two-at-a-time.mjs': {
    title: () => say('How do you run two tasks at a time?'),
    advice: () => say('Allow three at a time. Which download decides when all are done?'),
  },
  'slow-interval.js': {
    title: () => say('Do the calls of a slow interval pile up?'),
    advice: () => say('Make the callback shorter than the interval, and compare the pauses.'),
  },
  'debounce.mjs': {
    title: () => say('How many searches do five letters cause?'),
    advice: () => say('Set the pause of debounce to 20 ms. What is searched for now?'),
  },
  'frames-and-timers.browser.js': {
    title: () => say('What runs before the next picture?'),
    advice: () => say('Compute for 30 ms in the microtask. When is the picture drawn?'),
  },
  'message-channel.browser.js': {
    title: () => say('A timeout of 0 or a message: which comes first?'),
    advice: () => say('Count to four instead of ten: the first timeouts do not have to wait.'),
  },
};

export const runtimeOf = file => (file.endsWith('.browser.js') ? 'browser' : 'node');
export const isModule = file => file.endsWith('.mjs');
