export const makeFetch = () => ({}), makeHttp = () => ({});
