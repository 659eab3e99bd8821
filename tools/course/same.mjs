// Checks that a translated lesson has the same blocks as the English one: the same figures, questions and answers. Only
// its texts may differ.
//
//   differences(english, other) -> [{line, message}]       both as readLesson() returns them

const texts = new Set(['about', 'aims', 'alt', 'because', 'caption', 'ideas', 'misconceptions', 'otherwise', 'points', 'summary', 'text', 'timing', 'title', 'try', 'unit', 'why']);

// Returns a JSON pointer to the first place where two values differ other than in their texts, or null. A text must
// exist in both.
function difference(one, other, key = '', pointer = '') {
  if (typeof one !== typeof other || Array.isArray(one) !== Array.isArray(other)) return pointer;
  if ((texts.has(key) || (key === 'name' && pointer.startsWith('/scenario/'))) && typeof one !== 'object') return null;
  if (Object(one) !== one || Object(other) !== other) return one === other ? null : pointer;
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const inside = Array.isArray(one) || (key === 'why' && texts.has(key)) ? key : name;
    const found = difference(one[name], other[name], inside, `${pointer}/${name}`);
    if (found !== null) return found;
  }
  return null;
}

const blocksOf = ({ parts }) => parts.filter(({ kind }) => kind !== 'prose');

export function differences(english, other) {
  const [own, theirs] = [blocksOf(english), blocksOf(other)];
  const found = [];
  for (let i = 0; i < Math.max(own.length, theirs.length); ++i) {
    const [one, two] = [own[i], theirs[i]];
    if (one?.kind !== two?.kind) return [...found, { line: two?.line ?? 1, message: `the English lesson has ${one ? `a block “${one.kind}”` : 'nothing'} here, and this one has ${two ? `“${two.kind}”` : 'nothing'}` }];
    const place = difference(one.value, two.value);
    if (place !== null) found.push({ line: two.line, message: `the block “${two.kind}” differs from the English one (${place})` });
  }
  return found;
}
