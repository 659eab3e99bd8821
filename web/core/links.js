// Links to the lab. A link is a figure in an address (core/figure.js); only the lab opens another scenario instead of
// one that it cannot open.
//
//   ?scenario=ID&set=machine.cores:4&set=...&t=21.4ms&from=0ms&to=60ms
//     &focus=RUN&baseline=RUN&aim=RUN&sel=RUN:SPAN&range=10ms-20ms&mark=5ms&mark=...&lang=de#s=1.TEXT
//
// words.js handles the language. The share dialog makes links.

import { keys, openFigure, readFigure } from './figure.js';
import { say } from './say.js';

const mostDropped = 12;

// {figure, instead, dropped}
export async function readLink(href) {
  const link = await readFigure(href);
  for (const [name, value] of new URL(href).searchParams)
    if (name !== 'lang' && !Object.hasOwn(keys, name)) link.dropped.push({ part: `${name}=${value}`.slice(0, 80), why: say('It is not recognised.') });
  return link;
}

// Opens what a link names in a session, or otherwise `fallback`, with the rest of it. Adds to `dropped` what could not
// be used.
export async function openLink(session, link, fallback) {
  const { figure, instead, dropped } = link;
  const tries = [figure.scenario, instead, fallback, session.model.builtins()[0].id];
  for (const scenario of tries) {
    if (!scenario) continue;
    const answer = await session.withLanguage(() => openFigure(session, { ...figure, scenario }));
    if (!answer.error) {
      dropped.push(...answer.dropped);
      break;
    }
    dropped.push({ part: typeof scenario === 'string' ? `scenario=${scenario}` : '#s=1.…', why: reasonOf(answer.error) });
  }
  dropped.splice(mostDropped);
}

const reasonOf = ({ message, pointer }) => (pointer && pointer !== '/scenario' ? say('{message} (at {place})', { message, place: pointer }) : message);
