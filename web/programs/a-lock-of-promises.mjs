// Two people withdraw 60 each from an account that holds 100. Why must the second one wait for the first?

let balance = 100;
let last = Promise.resolve();
const oneAtATime = task => (last = last.then(task));

async function withdraw(amount) {
  const seen = balance;
  await db('check', 10); // others run meanwhile
  if (seen < amount) return console.log('refused, with', seen);
  balance = seen - amount;
  console.log('paid, left', balance);
}

console.log('without a lock');
await Promise.all([withdraw(60), withdraw(60)]);

balance = 100;
console.log('with a lock');
await Promise.all([oneAtATime(() => withdraw(60)), oneAtATime(() => withdraw(60))]);
