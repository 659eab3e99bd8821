// Makes xAPI statements (ADL, Experience API 1.0.3) of what a reader does with a figure, for the host page to store.
//
//     import { connect } from 'https://HOST/v1/adapters/xapi.js';
//     connect(document.querySelector('interleave-figure'), {
//       activity: 'https://example.edu/course/scheduling/figure-1',       // an IRI of yours
//       actor: { account: { homePage: 'https://example.edu', name: 'u123' } },
//       endpoint: 'https://example.edu/lrs/', authorization: 'Basic …',   // or: send(statement) { … }
//     });
//
// The host page decides who the actor is and where statements go; the figure knows neither. Verbs, from ADL's list:
//
//     initialized   the reader has activated the figure
//     interacted    the reader has played it for the first time, or has changed a parameter
//     answered      the reader has answered the question: response, success, score.scaled
//     completed     the figure is done: completion, duration
//
// A statement that cannot be stored is given to `failed(error, statement)`, and to the console if there is none. A
// statement is never sent twice, and nothing is stored in the browser.

const VERSION = '1.0.3';
const verbs = ['initialized', 'interacted', 'answered', 'completed'];
export const VERBS = Object.fromEntries(verbs.map(name => [name, { id: `http://adlnet.gov/expapi/verbs/${name}`, display: { en: name } }]));

const SIMULATION = 'http://adlnet.gov/expapi/activities/simulation';
const QUESTION = 'http://adlnet.gov/expapi/activities/cmi.interaction';

// An ISO 8601 duration, as xAPI asks for: PT12.34S
export const duration = ms => `PT${(Math.max(0, ms) / 1000).toFixed(2)}S`;

// Sends a statement to a learning record store. `endpoint` is the one that the store names, with or without a slash.
export async function post(statement, { endpoint, authorization }) {
  const response = await fetch(endpoint.replace(/\/?$/, '/') + 'statements', {
    method: 'POST',
    keepalive: true, // the reader may be leaving the page
    headers: {
      'Content-Type': 'application/json',
      'X-Experience-API-Version': VERSION,
      ...(authorization && { Authorization: authorization }),
    },
    body: JSON.stringify(statement),
  });
  if (!response.ok) throw new Error(`The learning record store answered ${response.status}.`);
}

// `context` is put into every statement (registration, contextActivities …); `language` names the language of the
// figure's texts. Returns a function that ends it.
export function connect(figure, options) {
  const { activity, actor, context, endpoint, language = document.documentElement.lang || 'en' } = options;
  if (!activity || !actor) throw new TypeError('xAPI needs an activity and an actor.');
  const send = options.send ?? (endpoint ? statement => post(statement, options) : null);
  if (!send) throw new TypeError('xAPI needs an endpoint or a function send.');
  const failed = options.failed ?? (error => console.warn(error));
  const began = Date.now();
  let played = false;
  let score;

  const named = text => (text ? { [language]: text } : undefined);
  const figureObject = () => ({ id: activity, definition: { type: SIMULATION, name: named(figure.title) } });
  const questionObject = text => ({
    id: `${activity}#question`,
    definition: { type: QUESTION, interactionType: 'other', description: named(text) },
  });

  async function state(verb, object, result) {
    const statement = {
      id: crypto.randomUUID(), actor, verb: VERBS[verb], object, result, context, timestamp: new Date().toISOString(),
    };
    const plain = JSON.parse(JSON.stringify(statement)); // without what is undefined
    try {
      await send(plain);
    } catch (error) {
      failed(error, plain);
    }
  }

  const handlers = {
    ready: () => state('initialized', figureObject()),
    play() {
      if (!played) state('interacted', figureObject());
      played = true;
    },
    change: ({ detail: { id, value } }) => state('interacted', figureObject(), { extensions: { [`${activity}#change`]: { id, value } } }),
    predict({ detail: { question, answer, score: scaled } }) {
      score = { scaled };
      const response = answer === null ? undefined : String(answer); // null: the reader wanted to see the answer
      state('answered', questionObject(question), { response, success: scaled === 1, score });
    },
    complete: () => state('completed', figureObject(), { completion: true, score, duration: duration(Date.now() - began) }),
  };
  const listeners = Object.entries(handlers).map(([name, handler]) => [`interleave-${name}`, handler]);
  for (const [name, handler] of listeners) figure.addEventListener(name, handler);
  return () => {
    for (const [name, handler] of listeners) figure.removeEventListener(name, handler);
  };
}
