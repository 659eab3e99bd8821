export const installBrowser = () => {};
