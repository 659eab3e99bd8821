import type { InterleaveFigure } from '../interleave-figure.js';

/** The API of a learning management system, as SCORM 1.2 describes it. */
export interface Api {
  LMSInitialize(empty: ''): string;
  LMSGetValue(name: string): string;
  LMSSetValue(name: string, value: string): string;
  LMSCommit(empty: ''): string;
  LMSFinish(empty: ''): string;
}

/** Looks for the API in the windows above, and above the window that opened this one. */
export function findApi(from?: Window): Api | null;

/** A time in milliseconds as CMITimespan. */
export function timespan(ms: number): string;

/** Reports the figure to the system, until finish() or the end of the page. Null: there is no system. */
export function connect(figure: InterleaveFigure, options?: { mastery?: number; api?: Api | null }): { finish(): void } | null;
