// There are six downloads, and never more than two run at once. When does the third one begin?

const sizes = [70, 20, 40, 30, 50, 20];

async function download(i) {
  console.log('begin', i);
  await db(`file ${i}`, sizes[i]);
  console.log('end', i);
}

async function limited(count, tasks) {
  const waiting = tasks.values();
  const worker = async () => {
    for (const task of waiting) await task();
  };
  await Promise.all(Array.from({ length: count }, worker));
}

await limited(2, sizes.map((_, i) => () => download(i)));
console.log('all done');
