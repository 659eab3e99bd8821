// "saved everything" comes first. Why?

const save = name => db(name, 10);

['a', 'b', 'c'].forEach(async name => {
  await save(name);
  console.log('saved', name);
});
console.log('saved everything');
