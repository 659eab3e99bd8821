// Methods of the language that are less complete in the engine than in V8. The library does the work.

import { hidden, missing } from './core.js';
import { library } from './library.js';

// When these objects release their targets depends on the use of memory, which the simulator does not show.
function refuseWeakReferences() {
  const why = 'The engine decides when an object is collected. Keep the object in a Map or a WeakMap.';
  hidden(
    globalThis,
    'WeakRef',
    class WeakRef {
      constructor() {
        throw missing('WeakRef', why);
      }
    },
  );
  hidden(
    globalThis,
    'FinalizationRegistry',
    class FinalizationRegistry {
      constructor() {
        throw missing('FinalizationRegistry', why);
      }
    },
  );
}

function patchJson() {
  const { parse, stringify } = JSON;
  hidden(
    JSON,
    'parse',
    {
      parse(text, reviver) {
        let value, failed;
        try {
          value = parse(text, reviver);
        } catch (error) {
          if (!(error instanceof SyntaxError)) throw error;
          failed = error;
        }
        // The engine accepts '1.' as a number, and '\\e' in a string.
        if (!failed && (typeof text !== 'string' || !/\d\.(\D|$)|\\[^"\\/bfnrtu]/.test(text))) return value;
        const why = library().whyNotJson(`${text}`);
        if (why) throw new SyntaxError(why);
        if (failed) throw failed;
        return value;
      },
    }.parse,
  );
  hidden(
    JSON,
    'stringify',
    {
      stringify(value, replacer, space) {
        try {
          return stringify(value, replacer, space);
        } catch (error) {
          if (!(error instanceof TypeError) || !/circular/i.test(error.message)) throw error;
          let text;
          try {
            text = library().circleIn(value);
          } catch {
            /* a getter threw */
          }
          throw text ? new TypeError(text) : error;
        }
      },
    }.stringify,
  );
}

export function installPatches() {
  refuseWeakReferences();
  patchJson();
  const method = (Class, name, f) =>
    hidden(
      Class.prototype,
      name,
      {
        [name](...values) {
          return f(this, ...values);
        },
      }[name],
    );
  method(Number, 'toLocaleString', (self, ...options) => library().formatNumber(Number(self), ...options));
  method(BigInt, 'toLocaleString', (self, ...options) => library().formatNumber(BigInt(self), ...options));
  method(Date, 'toLocaleString', (self, locales, options) => library().formatDate(self, locales, options));
  method(Date, 'toLocaleDateString', (self, locales, options) => library().formatDate(self, locales, options, 'date'));
  method(Date, 'toLocaleTimeString', (self, locales, options) => library().formatDate(self, locales, options, 'time'));
  method(
    String,
    'localeCompare',
    (self, other, locales, options) => library().compareText(`${self}`, `${other}`, options) || 0,
  );
  if (!String.prototype.normalize) {
    method(String, 'normalize', (self, form) => library().normalizeText(`${self}`, form));
  }
  // The engine omits the name of the time zone.
  for (const name of ['toString', 'toTimeString']) {
    const original = Date.prototype[name];
    method(Date, name, (self) => {
      const text = Reflect.apply(original, self, []);
      return /GMT\+0000$/.test(text) ? `${text} (Coordinated Universal Time)` : text;
    });
  }
  const toPrimitive = Date.prototype[Symbol.toPrimitive];
  Object.defineProperty(Date.prototype, Symbol.toPrimitive, {
    value: function (hint) {
      return hint === 'number' ? Reflect.apply(toPrimitive, this, [hint]) : this.toString();
    },
    configurable: true,
  });
}
