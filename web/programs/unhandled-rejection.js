// Nobody waits for save(). What happens to its error?

async function save() {
  await db('orders', 10);
  throw new Error('the disk is full');
}

setTimeout(() => console.log('this is never printed'), 50);

save();
console.log('saving');
