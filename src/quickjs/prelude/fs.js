export const makeFiles = () => ({}), makeFilesPromises = () => ({});
