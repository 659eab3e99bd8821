// A list has pages of two names. How many pages are loaded for the first three names?

async function* names() {
  const pages = [['Ada', 'Alan'], ['Barbara', 'Claude'], ['Donald', 'Edsger']];
  for (const [number, page] of pages.entries()) {
    await db(`page ${number + 1}`, 15);
    console.log('page', number + 1);
    yield* page;
  }
}

let count = 0;
for await (const name of names()) {
  console.log(name);
  if (++count === 3) break;
}
