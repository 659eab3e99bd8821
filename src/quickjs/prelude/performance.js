// The object performance: the simulated clock, marks and measures.

import { host } from './core.js';
import { library } from './library.js';

class PerformanceEntry {
  constructor(name, entryType, startTime, duration, detail) {
    Object.assign(this, { name, entryType, startTime, duration, detail });
  }
  toJSON() {
    return { ...this };
  }
}
class PerformanceMark extends PerformanceEntry {}
class PerformanceMeasure extends PerformanceEntry {}

export function makePerformance() {
  let entries = [];
  const find = (name) => {
    if (typeof name === 'number') return name;
    for (let i = entries.length - 1; i >= 0; i--) {
      if (entries[i].entryType === 'mark' && entries[i].name === name) return entries[i].startTime;
    }
    throw new (library().DOMException)(`The "${name}" performance mark has not been set`, 'SyntaxError');
  };
  const keep = (entry) => {
    entries.push(entry);
    return entry;
  };
  class Performance {
    now() {
      return host.now();
    }
    get timeOrigin() {
      return host.unixTime() - host.now();
    }
    mark(name, options) {
      return keep(
        new PerformanceMark(`${name}`, 'mark', options?.startTime ?? host.now(), 0, options?.detail ?? null),
      );
    }
    measure(name, from, to) {
      let start,
        end,
        detail = null;
      if (typeof from === 'object' && from !== null) {
        detail = from.detail ?? null;
        start = from.start === undefined ? 0 : find(from.start);
        end =
          from.end !== undefined ? find(from.end) : from.duration !== undefined ? start + from.duration : host.now();
      } else {
        start = from === undefined ? 0 : find(from);
        end = to === undefined ? host.now() : find(to);
      }
      return keep(new PerformanceMeasure(`${name}`, 'measure', start, end - start, detail));
    }
    getEntries() {
      return [...entries].sort((a, b) => a.startTime - b.startTime);
    }
    getEntriesByName(name, type) {
      return this.getEntries().filter((e) => e.name === name && (!type || e.entryType === type));
    }
    getEntriesByType(type) {
      return this.getEntries().filter((e) => e.entryType === type);
    }
    clearMarks(name) {
      entries = entries.filter((e) => e.entryType !== 'mark' || (name !== undefined && e.name !== name));
    }
    clearMeasures(name) {
      entries = entries.filter((e) => e.entryType !== 'measure' || (name !== undefined && e.name !== name));
    }
    timerify(f) {
      return f;
    }
    eventLoopUtilization() {
      return { idle: 0, active: 0, utilization: 0 };
    }
    toJSON() {
      return { timeOrigin: this.timeOrigin };
    }
  }
  return new Performance();
}
export const performanceClasses = { PerformanceEntry, PerformanceMark, PerformanceMeasure };
