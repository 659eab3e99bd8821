// Five letters are typed, the last one after a pause. How many searches are there?

function debounce(task, pause) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(task, pause, ...values);
  };
}

const search = debounce(text => console.log('search for', text), 50);

for (const [at, text] of [[0, 't'], [30, 'ti'], [60, 'tic'], [90, 'tick'], [200, 'ticks']]) {
  setTimeout(search, at, text);
}
