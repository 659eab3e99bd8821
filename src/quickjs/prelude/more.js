export const makeOs = () => ({}), makeStream = () => ({}), makeStringDecoder = () => ({}), makeZlib = () => ({});
