// Exercises with different numbers for each student. web/exercises.json lists them, and `interleave-cli grade` grades
// the codes. src/cli/exercises.h chooses the same values and explains the codes.
//
//   figureOf(exercise, seed)          the figure with the numbers of this seed
//   codeOf(exercise, seed, answer)    "pool.17.148ms.k3f0"

export function figureOf({ figure, vary }, seed) {
  const set = Object.fromEntries(Object.entries(vary).map(([id, values], i) => [id, values[drawn(seed, i, values.length)]]));
  return { ...figure, set };
}

// Returns the index of the value that the seed chooses. It is the finaliser of MurmurHash3, applied to both numbers.
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

// Removes blanks and commas from an answer: a comma before three digits separates thousands, any other is a decimal
// comma.
const plain = answer => answer.replace(/\s/g, '').replace(/,(?=\d{3}(?!\d))/g, '').replaceAll(',', '.').replaceAll('µ', 'u');

// Returns the last four base-36 digits of the FNV-1a hash, least significant digit first.
export function checkOf(text) {
  let hash = 2166136261;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 16777619) >>> 0;
  return [0, 1, 2, 3].map(i => (Math.floor(hash / 36 ** i) % 36).toString(36)).join('');
}
