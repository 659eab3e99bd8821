// An interval of 0 ms is a timer that is nested in itself: thirty calls take more than 80 ms.
let calls = 0;
const interval = setInterval(() => {
  calls += 1;
  if (calls === 1) console.log('first call');
  if (calls === 30) {
    console.log('thirtieth call');
    clearInterval(interval);
  }
}, 0);
setTimeout(() => console.log('80 ms'), 80);
