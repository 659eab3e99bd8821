// Loading a customer takes 20 ms. Does loading three of them take 20 ms or 60 ms?

const load = async id => {
  await db(`customer ${id}`, 20);
  console.log('loaded', id);
};

for (const id of [1, 2, 3]) {
  await load(id);
}
console.log('one after another: done');

await Promise.all([4, 5, 6].map(load));
console.log('all at once: done');
