// Exercises with other numbers for each student. web/exercises.json lists them, and `interleave-cli grade` judges the codes
// (src/cli/exercises.h, which draws the same values and explains the codes).
//
//   figureOf(exercise, seed)          the figure with the numbers of this seed
//   codeOf(exercise, seed, answer)    "pool.17.148ms.k3f0"

export function figureOf({ figure, vary }, seed) {
  const set = Object.fromEntries(Object.entries(vary).map(([id, values], i) => [id, values[drawn(seed, i, values.length)]]));
  return { ...figure, set };
}

// The finaliser of MurmurHash3 over both numbers.
function drawn(seed, parameter, count) {
  let hash = (Math.imul(seed, 0x9e3779b1) + Math.imul(parameter, 0x85ebca6b)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % count;
}

export function codeOf({ id }, seed, answer) {
  const text = `${id}.${seed}.${plain(answer)}`;
  return `${text}.${checkOf(text)}`;
}

// A code has no blanks and no commas: a comma groups three digits, or is a decimal point.
const plain = answer => answer.replace(/\s/g, '').replace(/,(?=\d{3}(?!\d))/g, '').replaceAll(',', '.').replaceAll('µ', 'u');

// The FNV-1a hash in base 36, its last four digits from the last to the first.
export function checkOf(text) {
  let hash = 2166136261;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 16777619) >>> 0;
  return [0, 1, 2, 3].map(i => (Math.floor(hash / 36 ** i) % 36).toString(36)).join('');
}
