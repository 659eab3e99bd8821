// Texts in addresses: base64url(deflate-raw(text)).

import { say } from './say.js';

export async function pack(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

// Counts while it inflates: a small text can hide gigabytes.
export async function unpack(packed, max_bytes) {
  if (!/^[A-Za-z0-9_-]+$/.test(packed)) throw new Error(say('It contains characters that are not allowed.'));
  const reader = inflated(packed).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.length;
      if (size > max_bytes) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    throw new Error(say('It is damaged.'));
  }
  reader.cancel().catch(() => {});
  throw new Error(say('It contains more than {size} KiB.', { size: max_bytes / 1024 }));
}

function inflated(packed) {
  let binary;
  try {
    binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    throw new Error(say('It is damaged.'));
  }
  const bytes = Uint8Array.from(binary, c => c.charCodeAt(0));
  return new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
}
