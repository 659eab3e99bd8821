// Reads the JSON of a block strictly, and knows where each value is.
//
//   readJson(text) -> {value, at(pointer)}       at() gives an offset into the text; throws a BadJson with an `offset`
//
// A key that is given twice is a mistake, as are comments and commas that lead to nothing.

export class BadJson extends Error {
  constructor(message, offset, pointer = '') {
    super(message);
    this.name = 'BadJson';
    Object.assign(this, { offset, pointer });
  }
}

const words = {
  InvalidSymbol: 'this is not JSON', InvalidNumberFormat: 'this is not a number of JSON', PropertyNameExpected: 'a key in double quotes is expected here',
  ValueExpected: 'a value is expected here', ColonExpected: 'a “:” is expected here', CommaExpected: 'a “,” is expected here',
  CloseBraceExpected: 'a “}” is expected here', CloseBracketExpected: 'a “]” is expected here', EndOfFileExpected: 'nothing should follow here',
  InvalidCommentToken: 'JSON has no comments', UnexpectedEndOfString: 'this text does not end', InvalidEscapeCharacter: 'this is no escape of JSON',
  InvalidCharacter: 'this character is not allowed here', UnexpectedEndOfNumber: 'this number does not end', InvalidUnicode: 'this is no Unicode escape',
};

export function readJson(text, { parseTree, printParseErrorCode }) {
  const errors = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  if (errors.length > 0) throw new BadJson(words[printParseErrorCode(errors[0].error)] ?? 'this is not JSON', errors[0].offset);
  const places = new Map();
  const value = plain(tree, '', places);
  return { value, at: pointer => nearest(places, pointer) };
}

function plain(node, pointer, places) {
  places.set(pointer, node.offset);
  if (node.type === 'array') return node.children.map((child, i) => plain(child, `${pointer}/${i}`, places));
  if (node.type !== 'object') return node.value;
  const object = {};
  for (const { children: [key, value] } of node.children) {
    const path = `${pointer}/${key.value.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (Object.hasOwn(object, key.value)) throw new BadJson(`“${key.value}” is given twice`, key.offset, path);
    if (key.value === '__proto__') throw new BadJson('this key is not allowed', key.offset, path);
    object[key.value] = plain(value, path, places);
    places.set(`${path}#key`, key.offset);
  }
  return object;
}

// The place of a value, or of the value around it if it is missing.
function nearest(places, pointer) {
  for (let path = pointer; ; path = path.slice(0, path.lastIndexOf('/'))) {
    if (places.has(path)) return places.get(path);
    if (path === '') return 0;
  }
}
