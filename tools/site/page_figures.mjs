// The figures in an HTML page, as data: figuresIn(html) -> [figure]. They are in the addresses of frames with
// v1/embed.html, in the attributes of <interleave-figure> (whose theme "page" is its own matter), and in scripts inside
// of it.

import { figureFromAttributes, readFigure } from '../../web/core/figure.js';

const decoded = text => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

export async function figuresIn(html) {
  const found = [];
  for (const [, tag, head, body] of html.matchAll(/<(iframe|interleave-figure)\b([^>]*)>([^]*?)<\/\1>/g)) {
    const attributes = [...head.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, decoded(value)]);
    const value = Object.fromEntries(attributes);
    if (tag === 'iframe') {
      if (/\bv1\/embed\.html/.test(value.src ?? '')) found.push((await readFigure(new URL(value.src, 'http://site/').href)).figure);
      continue;
    }
    const json = /<script type="application\/json">([^]*?)<\/script>/.exec(body)?.[1];
    const figure = json ? JSON.parse(json) : figureFromAttributes(attributes.filter(([name, text]) => name !== 'title' && !(name === 'theme' && text === 'page'))).figure;
    found.push(value.title && !figure.title ? { ...figure, title: value.title } : figure);
  }
  return found;
}
