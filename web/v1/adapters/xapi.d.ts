import type { InterleaveFigure } from '../interleave-figure.js';

/** A statement of the Experience API. */
export interface Statement {
  id: string;
  actor: object;
  verb: { id: string; display: { en: string } };
  object: object;
  result?: object;
  context?: object;
  timestamp: string;
}

export interface Options {
  /** An IRI of yours for the figure. */
  activity: string;
  /** Who the reader is: an agent of the Experience API. */
  actor: object;
  /** Where statements are posted to, and with which credentials; or what else is done with them. */
  endpoint?: string;
  authorization?: string;
  send?(statement: Statement): unknown;
  /** Part of every statement. */
  context?: object;
  /** The language of the figure's texts. Default: that of the page. */
  language?: string;
  /** A statement could not be sent. Default: a warning in the console. */
  failed?(error: Error, statement: Statement): void;
}

export const VERBS: Record<'initialized' | 'interacted' | 'answered' | 'completed', Statement['verb']>;

/** A time in milliseconds as an ISO 8601 duration. */
export function duration(ms: number): string;

/** Posts one statement. */
export function post(statement: Statement, options: { endpoint: string; authorization?: string }): Promise<void>;

/** Makes statements of the figure's events. Returns a function that ends it. */
export function connect(figure: InterleaveFigure, options: Options): () => void;
