// How a package command ends: main(async words => …) runs it with the words of its command line. A Problem is shown
// without a stack, and the exit code is 1.

import { Problem } from './common.mjs';

export async function main(command) {
  try {
    await command(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`package: ${error.message}`);
    process.exitCode = 1;
  }
}

// The word after a name such as --url, or undefined. It is taken out of the words.
export function option(words, name) {
  const at = words.indexOf(name);
  if (at < 0) return undefined;
  const [, value] = words.splice(at, 2);
  if (value === undefined) throw new Problem(`${name} needs a value`);
  return value;
}
