// The built-in scenarios for which the first part of the module of figures is enough, until their figure can be played,
// scrubbed, zoomed and changed. tools/site/split.mjs uses them to find out what that part must contain; another figure
// waits for the rest of the module first (module.js).

export const quick = ['waiting-on-the-database'];
