// A loop with await against a timer and a chain.
const sleep = ms => new Promise(done => setTimeout(done, ms));
async function worker(name, pause) {
  for (let n = 1; n <= 3; n++) {
    await sleep(pause);
    console.log(name, n);
  }
  return name;
}
(async () => {
  const both = await Promise.all([worker('slow', 50), worker('fast', 20)]);
  console.log('both', both.join());
  for (const ms of [30, 10]) await sleep(ms).then(() => console.log('in turn', ms));
})();
