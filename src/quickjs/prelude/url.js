export const makeQuerystring = () => ({}), makeUrl = () => ({});
