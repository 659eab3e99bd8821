// The globals of system.mjs by themselves: esbuild puts them in the place of Node's.

export { Buffer, process } from './system.mjs';
