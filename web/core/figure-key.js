// A short name of what a figure shows, such as "1k9x0zq". Figures that look the same at first have the same name: texts,
// colours and what the reader may change are not part of it. The build draws the pictures of the figures that are in the
// pages of the site under these names (tools/site/posters.mjs), and v1/embed.js looks for them.

const shown = ['scenario', 'set', 'runs', 'lanes', 'view', 't', 'from', 'to', 'focus', 'baseline', 'sel', 'range', 'mark', 'ask'];

// Null if it is nothing but a scenario of the gallery: that has a picture with its own name.
export function figureKey(figure) {
  const parts = shown.filter(name => figure[name] !== undefined);
  if (parts.length === 1 && typeof figure.scenario === 'string') return null;
  return hash(JSON.stringify(parts.map(name => [name, plain(name === 'ask' ? Boolean(figure.ask) : figure[name])])));
}

// Objects in the order of their keys, and every value as a text: addresses have nothing else.
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (Object(value) === value) return Object.keys(value).sort().map(key => [key, plain(value[key])]);
  return String(value);
}

// FNV-1a, in 32 bits.
function hash(text) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return (value >>> 0).toString(36);
}
