// Types of <interleave-figure>. docs/embedding.md describes what they mean.

/** Nanoseconds, as a whole number. */
export type Nanoseconds = number;

/** A duration such as "21.4ms", or nanoseconds. */
export type Time = string | Nanoseconds;

/** A figure as data. docs/figure.md has every key. */
export interface Figure {
  figure: 1;
  scenario?: string | object;
  set?: Record<string, string>;
  title?: string;
  caption?: string;
  runs?: number[];
  lanes?: string[];
  show?: ('numbers' | 'verdict' | 'now' | 'why' | 'legend')[];
  numbers?: string[];
  knobs?: string[];
  view?: 'timeline';
  t?: string;
  from?: string;
  to?: string;
  focus?: number;
  baseline?: number;
  aim?: number;
  sel?: string;
  range?: string;
  mark?: string[];
  ask?: string | { text?: string; number: string; run?: number; within?: number; because?: string } | { text: string; choices: string[]; right: number; because?: string };
  theme?: 'auto' | 'light' | 'dark';
  engine?: number;
}

/** What getState() returns: it can be stored as JSON and given to setState() of any figure. */
export interface State {
  version: 1;
  figure: Figure;
  answer: { answer: string | null } | null;
}

/** The results of a run, as `interleave-cli run --format json` has them. */
export interface Run {
  title: string;
  makespan_ns: Nanoseconds;
  missed: number;
  [name: string]: unknown;
}

export interface Dropped {
  part: string;
  why: string;
}

export type Status = 'idle' | 'loading' | 'ready' | 'suspended' | 'error';

export type Code = 'bad-message' | 'too-large' | 'unknown-method' | 'bad-params' | 'busy' | 'bad-figure' | 'bad-parameter' | 'not-loaded' | 'stopped';

/** With which the promises of the methods are rejected. */
export interface FigureError extends Error {
  code: Code;
  pointer?: string;
}

interface Live {
  title: string;
  time: Nanoseconds;
  duration: Nanoseconds;
  playing: boolean;
  metrics: Run[];
  state: State;
}

export interface FigureEvents {
  'interleave-ready': CustomEvent<Live>;
  'interleave-load': CustomEvent<Live>;
  'interleave-play': CustomEvent<{ time: Nanoseconds; playing: boolean }>;
  'interleave-pause': CustomEvent<{ time: Nanoseconds; playing: boolean; state: State }>;
  'interleave-seek': CustomEvent<{ time: Nanoseconds; playing: boolean; state?: State }>;
  'interleave-change': CustomEvent<{ id: string; value: string; previous: string | null; metrics: Run[]; state: State }>;
  'interleave-select': CustomEvent<{ selection: string }>;
  'interleave-predict': CustomEvent<{ question: string; answer: string | null; right: string; score: 0 | 1 }>;
  'interleave-complete': CustomEvent<{ score: number }>;
  'interleave-suspend': CustomEvent<{ state: State }>;
  'interleave-resize': CustomEvent<{ height: number }>;
  'interleave-error': CustomEvent<{ code: Code; message: string; pointer?: string }>;
}

export class InterleaveFigure extends HTMLElement {
  /** A whole figure, instead of attributes. */
  figure: Figure | null;
  /** The latest state; setting it is setState(). */
  state: State | null;
  readonly status: Status;
  readonly time: Nanoseconds;
  readonly duration: Nanoseconds;
  readonly playing: boolean;
  readonly metrics: Run[];
  /** Resolves when the figure is live for the first time. */
  readonly ready: Promise<InterleaveFigure>;

  activate(): Promise<{ status: Status }>;
  suspend(): Promise<State | null>;
  load(figure: Figure | string): Promise<{ ok: true; dropped: Dropped[] }>;
  set(id: string, value: string | number | boolean): Promise<{ ok: true }>;
  set(settings: Record<string, string | number | boolean>): Promise<{ ok: true }>;
  play(): Promise<{ ok: true }>;
  pause(): Promise<boolean>;
  step(n?: number): Promise<{ time: Nanoseconds }>;
  seek(t: Time): Promise<{ time: Nanoseconds }>;
  reset(): Promise<{ ok: true }>;
  getState(): Promise<State | null>;
  setState(state: State): Promise<{ ok: true }>;
  getMetrics(): Promise<{ runs: Run[] }>;
  getTimeline(): Promise<{ columns: string[]; rows: string[][] }>;
  exportFile(format: string): Promise<File>;
  getShareURL(): Promise<string>;

  addEventListener<K extends keyof FigureEvents>(type: K, listener: (this: InterleaveFigure, event: FigureEvents[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'interleave-figure': InterleaveFigure;
  }
}
