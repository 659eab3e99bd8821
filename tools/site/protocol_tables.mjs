// Usage: node tools/site/protocol_tables.mjs        renews the tables of docs/embedding.md
//
// They are made from the list of methods and events (web/core/protocol-1.json), which the frame itself uses, and from
// the element's manifest (web/v1/custom-elements.json).

import { realpathSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const table = (head, rows) => [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n') + '\n';

// name -> Markdown
export function tables({ methods, events, errors, about }, { attributes, members }) {
  const params = name => Object.entries(methods[name]).map(([key, type]) => `\`${key}\`${type.endsWith('?') ? ' (optional)' : ''}: ${about.types[type.replace('?', '')]}`).join('; ') || '–';
  const fields = members.filter(({ kind }) => kind === 'field');
  return {
    attributes: table(['attribute', 'meaning'], attributes.map(({ name, description }) => [`\`${name}\``, description])),
    properties: table(['property', 'type', 'meaning'], fields.map(({ name, type, readonly, description }) => [`\`${name}\``, `\`${type.text}\`${readonly ? ', read-only' : ''}`, description])),
    methods: table(['method', 'parameters', 'meaning'], Object.keys(methods).map(name => [`\`${name}\``, params(name), about.methods[name]])),
    events: table(['event', 'data', 'when'], Object.entries(events).map(([name, data]) => [`\`${name}\``, data.map(key => `\`${key}\``).join(', '), about.events[name]])),
    errors: table(['code', 'meaning'], errors.map(code => [`\`${code}\``, about.errors[code]])),
  };
}

async function main() {
  const at = path => new URL(`../../${path}`, import.meta.url);
  const json = async path => JSON.parse(await readFile(at(path), 'utf8'));
  let docs = await readFile(at('docs/embedding.md'), 'utf8');
  const made = tables(await json('web/core/protocol-1.json'), (await json('web/v1/custom-elements.json')).modules[0].declarations[0]);
  for (const [name, text] of Object.entries(made)) docs = docs.replace(new RegExp(`(<!-- ${name} -->\\n)[^]*?(<!-- end -->)`), (_, before, after) => before + text + after);
  await writeFile(at('docs/embedding.md'), docs);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
