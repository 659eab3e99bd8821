export const makeCrypto = () => ({});
