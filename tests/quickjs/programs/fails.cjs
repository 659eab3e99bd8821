// Ends with an error: its code is 1, and what was set up does not come any more.
setTimeout(() => console.log('never'), 5000);
process.on('exit', (code) => console.log('exit', code));
async function work() {
  console.log('working');
  await new Promise((resolve) => { setTimeout(resolve, 10); });
  throw Object.assign(new Error('disk full'), { code: 'ENOSPC' });
}
work();
