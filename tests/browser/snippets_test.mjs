// Snippets (web/core/snippets.js) with titles and addresses of every kind, read back by parsers that are not ours: the
// browser's for HTML, commonmark.js for Markdown, Python's own for its literals.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { HtmlRenderer, Parser } from 'commonmark';
import * as snippets from '../../web/core/snippets.js';
import { openPage, startBrowser } from './support.mjs';

let site, page, close;
before(async () => {
  site = await startBrowser();
  ({ page, close } = await openPage(site, ''));
});
after(async () => {
  await close();
  await site.close();
});

const titles = [
  'Typing while music plays',
  'Say "hi" & \'bye\' <b>now</b>',
  '</iframe></interleave-figure><script>alert(1)</script><!-- --> ]]>',
  'back`tick `` and ``` fences ~~~',
  '``` {raw} html',
  'a | b || c',
  'two\nlines\r\n\tand\n\nan empty one',
  '{{ site.secret }} {% include x %} {{< include y >}} ${z} #{w}',
  '[x](javascript:alert(1)) ![y](z) <https://example.com> https://example.com me@example.com',
  '*stars* _under_ **bold** ~~gone~~ $x^2$ ==mark== :smile: [^1]',
  ':width: 5%', '::: {.x}', '# head', '- item', '+ item', '1. one', '2) two', '> quote', '---', '===', '.. raw:: html', '    indented',
  '\\ backslash \\" at the end \\',
  '&lt; &amp;amp; &#60; &copy',
  'é 日本語 \u{1f600} \u200d \u202etxet',
  'null \u0000 bell \u0007 next line \u0085 separator \u2028 end',
];
const addresses = [
  'https://example.com/v1/embed.html?scenario=typing-and-music&set=machine.cores:4&lang=de&copy=1#f=1.Ab_-',
  "https://example.com/v1/embed.html?title=a(b)c`d|e'f\"g<h>i{{j}}*k*[l]\\m&t=21.4ms",
];
const shownWith = (title, address) => ({
  address, title, link: address.replace('v1/embed.html', 'lab/'), poster: 'https://example.com/posters/x-light.svg', height: 420,
  attributes: [['scenario', 'typing-and-music'], ['title', title], ['set', 'machine.cores:4;a:"<&`'], ['links', '0']], script: 'https://example.com/v1/interleave-figure.js', figure: null,
});
const all = titles.flatMap(title => addresses.map(address => shownWith(title, address)));

// What the browser makes of it: [{tag, attributes, text}] of every element of the body.
const parsed = html => page.evaluate(text => [...new DOMParser().parseFromString(text, 'text/html').querySelectorAll('head > *, body *')].map(one => ({
  tag: one.localName, attributes: Object.fromEntries([...one.attributes].map(({ name, value }) => [name, value])), text: one.textContent,
})), html);
const rendered = text => parsed(new HtmlRenderer().render(new Parser().parse(text)));
const tags = elements => elements.map(({ tag }) => tag);
const same = (actual, expected) => assert.equal(decodeURIComponent(actual), decodeURIComponent(expected));
const wholeTitle = ({ title }) => snippets.oneLine(title);

async function assertFrame(html, shown) {
  const elements = await parsed(html);
  assert.deepEqual(tags(elements), ['iframe'], html);
  const { attributes } = elements[0];
  assert.equal(attributes.title, wholeTitle(shown));
  same(attributes.src, shown.address);
  assert.equal(attributes.height, '420');
  assert.equal(attributes.loading, 'lazy');
}

test('a title is one line, without control characters', () => {
  assert.equal(snippets.oneLine(' two\nlines\r\n\tand\u0000 more\u2028end\u0085 '), 'two lines and more end');
});

test('the frame has the title and the address, whatever is in them', async () => {
  for (const shown of all) await assertFrame(snippets.frame(shown), shown);
});

test('the element has every option as an attribute, and a picture with a link inside', async () => {
  for (const shown of all) {
    const elements = await parsed(snippets.element(shown));
    assert.deepEqual(tags(elements), ['script', 'interleave-figure', 'a', 'img']);
    const [script, figure, link, image] = elements.map(({ attributes }) => attributes);
    assert.deepEqual(script, { type: 'module', src: shown.script });
    assert.deepEqual(figure, { scenario: 'typing-and-music', set: 'machine.cores:4;a:"<&`', links: '0', title: wholeTitle(shown), height: '420' });
    same(link.href, shown.link);
    assert.deepEqual(image, { src: shown.poster, alt: wholeTitle(shown) });
  }
});

test('a figure that does not fit into attributes is inside the element, as JSON', async () => {
  for (const title of titles) {
    const figure = { figure: 1, scenario: { version: 1, title, programs: { '</script><b>': [] }, x: { y: {} } }, ask: { text: title, choices: ['{{a}}', '<!--<script>'], right: 0 } };
    const html = snippets.element({ ...shownWith(title, addresses[0]), attributes: [], figure: JSON.stringify(figure) });
    const elements = await parsed(html);
    assert.deepEqual(tags(elements), ['script', 'interleave-figure', 'script', 'a', 'img']);
    assert.deepEqual(JSON.parse(elements[2].text), figure);
    assert.doesNotMatch(html, /\{\{|\{%/);
  }
});

test('Markdown is a link around a picture, or a link', async () => {
  for (const shown of all) {
    const picture = await rendered(snippets.linkedPicture(shown));
    assert.deepEqual(tags(picture), ['p', 'a', 'img'], snippets.linkedPicture(shown));
    same(picture[1].attributes.href, shown.link);
    assert.equal(picture[2].attributes.alt, wholeTitle(shown));
    const text = await rendered(snippets.linkedPicture({ ...shown, poster: null }));
    assert.deepEqual(tags(text), ['p', 'a']);
    assert.equal(text[1].text, wholeTitle(shown));
  }
});

test('Markdown fits into a cell of a table', () => {
  for (const shown of all) assert.doesNotMatch(snippets.linkedPicture(shown), /\n|(?<!\\)\|/);
});

test('Quarto gets the frame as raw HTML, and a link for other formats', async () => {
  for (const shown of all) {
    const match = /^::: \{\.content-visible when-format="html"\}\n```\{=html\}\n([^]*)\n```\n:::\n\n::: \{\.content-visible unless-format="html"\}\n(.*)\n:::$/.exec(snippets.quarto(shown));
    assert.ok(match, snippets.quarto(shown));
    await assertFrame(match[1], shown);
    assert.equal(match[2], snippets.linkedPicture(shown));
  }
});

test('directives keep their fences, options and captions', async () => {
  for (const shown of all) {
    const lines = snippets.myst(shown).split('\n');
    assert.equal(lines.length, 6);
    assert.match(lines[0], /^```\{iframe\} \S+$/);
    same(lines[0].slice('```{iframe} '.length), shown.address);
    assert.deepEqual([lines[1], lines[2], lines[3], lines[5]], [':width: 100%', `:placeholder: ${shown.poster}`, '', '```']);
    const caption = await rendered(lines[4]);
    assert.deepEqual([tags(caption), caption[0].text], [['p'], wholeTitle(shown)], lines[4]);

    const raw = /^```\{raw\} html\n([^]*)\n```$/.exec(snippets.mystInSphinx(shown));
    assert.ok(raw[1].split('\n').every(line => !line.trimStart().startsWith('```')));
    await assertFrame(raw[1], shown);

    const [first, empty, ...body] = snippets.restructured(shown).split('\n');
    assert.deepEqual([first, empty], ['.. raw:: html', '']);
    assert.ok(body.every(line => line.startsWith('   ')));
    await assertFrame(body.join('\n'), shown);
  }
});

test('slides have a heading and a frame that is loaded when it is shown', async () => {
  for (const shown of all) {
    const elements = await parsed(snippets.reveal(shown));
    assert.deepEqual(tags(elements), ['section', 'h2', 'iframe']);
    assert.equal(elements[1].text, wholeTitle(shown));
    assert.equal(elements[2].attributes.src, undefined);
    same(elements[2].attributes['data-src'], shown.address);
    assert.match(elements[2].attributes.class, /\br-stretch\b/);

    const [head, empty, fence, ...rest] = snippets.quartoSlide(shown).split('\n');
    assert.deepEqual([empty, fence, rest.at(-1)], ['', '```{=html}', '```']);
    const heading = await rendered(head);
    assert.deepEqual([tags(heading), heading[0].text], [['h2'], wholeTitle(shown)]);
  }
});

test('a cell of a notebook is Python that says the same', () => {
  const code = all.map(shown => snippets.notebook(shown));
  const script = `import ast, json, sys
out = []
for code in json.load(sys.stdin):
    call = ast.parse(code).body[1].value
    words = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
    out.append([call.func.id, ast.literal_eval(call.args[0]), words])
json.dump(out, sys.stdout)`;
  const calls = JSON.parse(execFileSync('python3', ['-c', script], { input: JSON.stringify(code), encoding: 'utf8' }));
  calls.forEach(([name, src, { width, height, extras }], i) => {
    assert.deepEqual([name, width, height, extras.length], ['IFrame', '100%', 420, 1]);
    same(src, all[i].address);
    assert.equal(extras[0], `title="${snippets.html(all[i].title)}"`);
  });
});

// Jekyll, Hugo, Quarto and others read the whole file for these before they read HTML or Markdown.
test('nothing in a title is taken for a template or a shortcode', () => {
  for (const shown of all) {
    for (const make of [snippets.frame, snippets.element, snippets.linkedPicture, snippets.quarto, snippets.myst, snippets.mystInSphinx, snippets.restructured, snippets.reveal, snippets.quartoSlide]) {
      assert.doesNotMatch(make(shown), /\{\{|\{%|\$\{|#\{/);
      assert.doesNotMatch(make(shown), /[\u202a-\u202e\u2066-\u2069\u0000]/);
    }
  }
});
