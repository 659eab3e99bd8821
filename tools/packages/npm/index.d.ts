// The engine for programs. Every function runs in memory: it reads and writes no files and no network.

/**
 * What runs: a scenario as an object, its JSON text, or the id of a built-in scenario (`list()` has them). A figure
 * (`{"figure": 1, …}`) runs the scenario that it shows, with the figure's changes, and is drawn as it is shown.
 * `schema()` and `schema('figure')` describe them.
 */
export type Source = object | string;

export interface Options {
  /** Changes of parameters by their ids, as in `{ 'machine.cores': 4, 'machine.slice': '4ms' }`. */
  set?: { readonly [parameter: string]: string | number | boolean };
  /** Another seed for everything that is random. */
  seed?: number;
  /** One run only: 0 is the scenario itself, 1 its first `compare` row. Default: all of them, or those of the figure. */
  run?: number;
  /** A run is cut short after so many events; its result then has `complete: false`. */
  maxEvents?: number;
  /** A run is cut short after so many spans of the timeline. */
  maxSpans?: number;
}

export interface RunOptions extends Options {
  /** With each task's life, in `tasks`. */
  tasks?: boolean;
  /** With every span of the timeline, in `spans_list`, and everything that was noted, in `log`. */
  spans?: boolean;
}

export interface RenderOptions extends Options {
  /** Begin and end of what is shown, as in `'20ms'`. */
  from?: string;
  to?: string;
  /** Default: that of the figure, or light. */
  theme?: 'light' | 'dark';
  /** In pixels, 200 to 8000. Default: 960. */
  width?: number;
  /** With the title above the timeline, the meaning of its colours, or the three words below it. */
  title?: boolean;
  legend?: boolean;
  verdict?: boolean;
  /** The texts in another language: a catalogue such as those in the folder `words` of the site, or its JSON text. */
  words?: object | string;
  /** Default: the lanes that show the scenario best. */
  lanes?: readonly ('loops' | 'cores' | 'threads' | 'tasks' | 'devices' | 'queues' | 'counters')[];
}

/** A distribution of times in nanoseconds; each number is null if there was nothing to measure. */
export interface Times {
  mean: number | null;
  p50: number | null;
  p95: number | null;
  p99: number | null;
  max: number | null;
}

export interface Level {
  mean: number;
  max: number;
}

/** What one run did. Names that end in `_ns` are times in nanoseconds. */
export interface Run {
  title: string;
  strategy: string;
  seed: number;
  /** False if a budget has ended the run: `stopped_by` and `stopped_at_ns` then say which and when. */
  complete: boolean;
  outcome: 'finished' | 'stopped' | 'cut-short' | 'crashed' | 'deadlock' | 'stuck';
  events: number;
  spans: number;
  /** A fingerprint of the run, the same on every platform. */
  hash: string;
  makespan_ns: number;
  throughput_per_s: number;
  completed: number;
  rejected: number;
  gave_up: number;
  unfinished: number;
  missed: number;
  latency_ns: Times;
  response_ns: Times;
  wait_ns: Times;
  levels: { concurrency: Level; parallelism: Level; asynchrony: Level };
  verdict: { concurrent: boolean; parallel: boolean; asynchronous: boolean };
  cores: { busy_ns: number; switch_ns: number; idle_ns: number; switches: number }[];
  threads: { peak: number; blocked_ns: number };
  processes_peak: number;
  memory_peak_bytes: number;
  cost: number;
  cost_per_1000: number | null;
  /** The rest is described in docs/format.md under Results. */
  [more: string]: unknown;
}

export interface Results {
  /** The version of the engine. Another version may give other numbers. */
  engine: number;
  scenario: string;
  variants: Run[];
}

/** Runs a scenario to its end. A run that waits forever or was cut short is a result, too: see `outcome`. */
export function run(source: Source, options?: RunOptions): Promise<Results>;

/** Draws the timeline and returns it as the text of an SVG file. */
export function render(source: Source, options?: RenderOptions): Promise<string>;

/** Reads a scenario or a figure. It is rejected at the first mistake; warnings are about what may go wrong in a run. */
export function check(source: object | string): Promise<{ warnings: string[] }>;

/** The built-in scenarios. */
export function list(): Promise<{ id: string; title: string }[]>;

/** The JSON Schema of the files of scenarios, or of figures. */
export function schema(what?: 'scenario' | 'figure'): Promise<{ [key: string]: unknown }>;

/** What every function is rejected with if the scenario or an option cannot be used. */
export class InterleaveError extends Error {
  readonly name: 'InterleaveError';
  /** `invalid`: the scenario has a mistake. `usage`: there is no such scenario, or an option has no such value. */
  readonly code: 'invalid' | 'usage';
  /** Where the mistake is in the text, counted from 1. Missing if it is in no text. */
  readonly line?: number;
  readonly column?: number;
  /** A JSON pointer to it (RFC 6901), as in `/machine/cores`. */
  readonly pointer?: string;
}
