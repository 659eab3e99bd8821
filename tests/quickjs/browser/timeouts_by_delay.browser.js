// Timers run by the time at which they are due. A delay of 0 is not a delay of 1.
setTimeout(() => console.log('40 ms'), 40);
setTimeout(() => console.log('1 ms'), 1);
setTimeout(() => console.log('20 ms'), 20);
setTimeout(() => console.log('0 ms'), 0);
setTimeout(() => console.log('20 ms, again'), 20);
setTimeout(() => console.log('60 ms'), 60);
