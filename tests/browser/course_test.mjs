// The course: every question is answered rightly and in every wrong way, on every lesson, in the page. The right answers
// come from the command line for Node, and not from the page.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { computeLesson } from '../../tools/course/compute.mjs';
import { openEngine } from '../../tools/course/engine.mjs';
import { readLessons, scenariosOf, toolsOf } from '../../tools/course/main.mjs';
import { codeOf, figureOf } from '../../web/course/exercises.js';
import { levels } from '../../web/course/keys.js';
import { compile } from '../../web/course/expression.js';
import { programOf } from '../../web/course/programs.js';
import { rightAnswer, textOf, wrongAnswers } from '../site/lessons_support.mjs';
import { build, cli, openPage, startBrowser, violations } from './support.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const deps = process.env.DEPS ?? root + 'build/deps';

let [site, lessons, computed] = [];
before(async () => {
  const tools = await toolsOf(deps);
  lessons = await readLessons(root, tools);
  const [engine, scenarios] = [await openEngine({ build, deps }), await scenariosOf(root)];
  computed = new Map();
  for (const lesson of lessons) computed.set(lesson.name, await computeLesson(lesson, { engine, scenarios }));
  site = await startBrowser();
});
after(() => site.close());

const names = ['01-inside-a-processor', '02-from-mainframes-to-many-cores', '03-one-core-many-tasks', '04-threads-and-processes', '05-more-cores', '06-structure-and-hardware',
               '07-waiting', '08-not-waiting', '09-the-two-restaurants', '10-when-one-machine-is-not-enough', '11-which-one-when', '12-all-three-at-once', 'lab-deadlock', 'lab-order', 'lab-races'];
const pages = ['course/', 'course/glossary/', 'gallery/', 'teachers/', 'about/', ...names.map(name => `course/${name}/`)];

async function openLesson(name, options) {
  const opened = await openPage(site, `course/${name}/`, options);
  await opened.page.locator('body[data-ready]').waitFor();
  return opened;
}

// A lesson in a page that tests share. What was answered before is forgotten.
let reader = null;
async function sameLesson(name) {
  reader ??= await openPage(site, 'course/');
  await reader.page.evaluate(() => localStorage.clear());
  await reader.page.goto(new URL(`course/${name}/`, site.url).href);
  await reader.page.locator('body[data-ready]').waitFor();
  return { page: reader.page, close: reader.check };
}

const ask = (page, id) => page.locator(`#ask-${id}`);

// Gives an answer as a reader would, and presses the button.
async function give(section, question, given) {
  if (question.kind === 'choice') await section.locator('.choice').nth(given).click();
  if (question.kind === 'number') await section.locator('input').fill(given);
  if (question.kind === 'classify') {
    for (const [i, row] of given.entries()) {
      for (const [j, word] of levels.entries()) await section.locator('fieldset').nth(i).locator('input').nth(j).setChecked(row[word], { force: true });
    }
  }
  if (question.kind === 'order') {
    for (const [place, item] of given.entries()) {
      const button = section.locator(`li[data-item="${item}"] button`).first();
      for (let at = await section.locator('li').evaluateAll((all, wanted) => all.findIndex(one => one.dataset.item === wanted), String(item)); at > place; --at) await button.click();
    }
  }
  await section.getByRole('button', { name: 'Check' }).click();
}

const said = section => section.locator('.ask-said').textContent();

async function settledAnswer(section) {
  await section.page().waitForFunction(element => !/^(Checking…)?$/.test(element.textContent), await section.locator('.ask-said').elementHandle());
}

// The sentence that belongs to a wrong answer, as the page has it.
const sentence = (section, why) => section.locator(`template[data-why="${why}"]`).evaluate(template => template.content.textContent);

// Gives answers one after another within the page, which takes much less time than a reader's clicks. Returns for each
// what the page says then, and how many of the question's answers are open.
const giveAll = (section, question, answers) => section.evaluate(async (element, [{ kind, id }, all, words]) => {
  const form = element.querySelector('form');
  const said = element.querySelector('.ask-said');
  const put = {
    choice: given => { form.querySelectorAll('.choice input')[given].checked = true; },
    number: given => { form.querySelector('input').value = given; },
    classify: given => form.querySelectorAll('fieldset').forEach((row, i) => row.querySelectorAll('input').forEach((box, j) => { box.checked = given[i][words[j]]; })),
    order: given => given.forEach((item, place) => {
      const items = () => [...form.querySelectorAll('li')];
      const at = () => items().findIndex(one => one.dataset.item === String(item));
      while (at() > place) items()[at()].querySelector('button').click();
    }),
  }[kind];
  const told = [];
  for (const given of all) {
    said.replaceChildren();
    put(given);
    form.requestSubmit();
    while (/^(Checking…)?$/.test(said.textContent)) await new Promise(resolve => setTimeout(resolve, 5));
    told.push({ given, words: said.textContent, open: document.querySelectorAll(`.reveal[data-after="${id}"][open]`).length });
  }
  return told;
}, [question, answers, levels]);

for (const name of names) {
  test(`every question is answered rightly and in every wrong way: ${name}`, async () => {
    const lesson = lessons.find(one => one.name === name);
    const { keys, look } = computed.get(name);
    const { page, close } = await sameLesson(name);
    for (const { kind, value: question } of lesson.parts) {
      if (kind !== 'question' || question.kind === 'change') continue;
      const section = ask(page, question.id);
      const key = keys[question.id];
      const misses = (question.misses ?? []).map(({ near }) => textOf(question, compile(near).evaluate(look)));
      const sentences = await section.locator('template[data-why]').evaluateAll(all => all.map(one => one.content.textContent));
      const answers = [...wrongAnswers(question, key), ...misses].filter(given => given !== '');
      for (const { given, words, open } of await giveAll(section, question, answers)) {
        assert.match(words, /^Not quite\. ./, `${question.id}: ${JSON.stringify(given)}: ${words}`);
        assert.ok(sentences.some(one => words.startsWith(`Not quite. ${one}`)), `${question.id}: ${words}`);
        assert.equal(open, 0, 'the answer stays closed');
        if (question.kind === 'choice' && question.choices[given].why) assert.ok(words.includes(await sentence(section, `/choices/${given}/why`)), `${question.id}: ${words}`);
      }
      await section.locator('.ask-said').evaluate(element => element.replaceChildren());
      await give(section, question, rightAnswer(question, key));
      await settledAnswer(section);
      assert.match(await said(section), /^Right\. ./, `${question.id}`);
      assert.equal(await page.locator(`.reveal[data-after="${question.id}"]:not([open])`).count(), 0, 'the answer is open');
    }
    await close();
  });
}

test('an empty answer is requested again, and a shown answer is reported', async () => {
  const { page, close } = await openLesson('07-waiting');
  for (const id of ['busy', 'halves']) {
    await ask(page, id).getByRole('button', { name: 'Check' }).click();
    assert.equal(await said(ask(page, id)), 'Give an answer first.');
  }
  await ask(page, 'halves').getByRole('button', { name: 'Show the answer' }).click();
  await page.locator('#ask-halves.shown').waitFor();
  assert.match(await said(ask(page, 'halves')), /^The answer: A pool of twelve threads\. /);
  assert.ok(await page.locator('.reveal[data-after="halves"] p').first().isVisible());
  await ask(page, 'busy').getByRole('button', { name: 'Show the answer' }).click();
  await page.locator('#ask-busy.shown').waitFor();
  assert.match(await said(ask(page, 'busy')), /^The answer: 32\s%\./);
  await close();
});

test('a wrong answer is met by the run that shows why, and it can be started', async () => {
  const { page, close } = await openLesson('07-waiting');
  const section = ask(page, 'halves');
  await give(section, { kind: 'choice' }, 0);
  const figure = section.locator('.course-figure');
  await figure.locator('.for-dark img').waitFor();
  await figure.getByRole('button', { name: /^Start/ }).click();
  await figure.locator('interleave-figure:not(.coming)').waitFor();
  const cores = await figure.locator('interleave-figure').evaluate(async element => (await element.getMetrics()).runs[0].cores.length);
  assert.equal(cores, 4);
  await close();
});

// --- Order: by keyboard and by dragging ----------------------------------------------------

test('items are put into order with the keyboard', async () => {
  const { page, close } = await sameLesson('09-the-two-restaurants');
  const section = ask(page, 'order');
  const order = () => section.locator('li').evaluateAll(all => all.map(one => Number(one.dataset.item)));
  const before = await order();
  await section.locator('li').last().locator('button').first().focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  assert.deepEqual(await order(), [before[2], before[0], before[1]]);
  assert.match(await section.locator('[role="status"].hidden').textContent(), /place 1 of 3$/);
  await page.keyboard.press('ArrowDown');
  assert.deepEqual(await order(), [before[0], before[2], before[1]]);
  await close();
});

test('items are put into order by dragging', async () => {
  const { page, close } = await sameLesson('09-the-two-restaurants');
  const section = ask(page, 'order');
  const order = () => section.locator('li').evaluateAll(all => all.map(one => Number(one.dataset.item)));
  const before = await order();
  await section.scrollIntoViewIfNeeded();
  const [first, last] = [await section.locator('li').first().boundingBox(), await section.locator('li').last().boundingBox()];
  await page.mouse.move(first.x + 60, first.y + first.height / 2);
  await page.mouse.down();
  await page.mouse.move(first.x + 60, last.y + last.height / 2, { steps: 12 });
  await page.mouse.move(first.x + 60, last.y + last.height, { steps: 3 });
  await page.mouse.up();
  assert.deepEqual(await order(), [before[1], before[2], before[0]]);
  assert.equal(await section.locator('.dragged').count(), 0);
  await close();
});

// --- Change it until ------------------------------------------------------------------------

test('a goal is reached by changing the figure: what does not help is said, and changes are counted', async () => {
  const { page, close } = await openLesson('07-waiting');
  const section = ask(page, 'goal');
  await section.getByRole('button', { name: 'Start the figure' }).click();
  const live = page.locator('#figure-pool interleave-figure:not(.coming)');
  await live.waitFor();
  assert.match(await section.locator('[data-goal]').textContent(), /^Now: 148\sms, after 0 changes\.$/);
  const set = (id, value) => live.evaluate((element, [name, to]) => element.set(name, to), [id, value]);
  const goal = text => page.waitForFunction(wanted => new RegExp(wanted).test(document.querySelector('#ask-goal [data-goal]').textContent), text);
  await set('strategy.threads', '2');
  await goal('after 1 change\\.');
  assert.match(await said(section), /That made it worse/);
  await set('strategy.threads', '6');
  await goal('after 1 change\\.');
  await page.waitForFunction(() => /Closer/.test(document.querySelector('#ask-goal .ask-said').textContent));
  await set('strategy.threads', '8');
  await page.locator('#ask-goal.right').waitFor();
  assert.match(await said(section), /^Right\. /);
  await close();
});

test('more changes than needed are told', async () => {
  const { page, close } = await openLesson('07-waiting');
  const section = ask(page, 'goal');
  await section.getByRole('button', { name: 'Start the figure' }).click();
  const live = page.locator('#figure-pool interleave-figure:not(.coming)');
  await live.waitFor();
  await live.evaluate(element => element.set('devices.database.time', '19ms'));
  await page.waitForFunction(() => /after 1 change\./.test(document.querySelector('#ask-goal [data-goal]').textContent));
  await live.evaluate(element => element.set('strategy.threads', '8'));
  await page.locator('#ask-goal.right').waitFor();
  assert.match(await said(section), /^That works\. Fewer changes/);
  await close();
});

for (const [name, figure, id, changes] of [['03-one-core-many-tasks', 'repair', 'repair', { 'machine.scheduler.quantum': '4ms' }], ['12-all-three-at-once', 'service', 'build', { 'machine.servers': '2', 'strategy.threads': '40' }],
     ['lab-deadlock', 'opposite', 'timing', { 'work.1.at': '5ms' }]]) {
  test(`the goal of ${name} is reached in the page`, async () => {
    const { page, close } = await openLesson(name);
    await ask(page, id).getByRole('button', { name: 'Start the figure' }).click();
    const live = page.locator(`#figure-${figure} interleave-figure:not(.coming)`);
    await live.waitFor();
    for (const [key, value] of Object.entries(changes)) await live.evaluate((element, [one, to]) => element.set(one, to), [key, value]);
    await page.locator(`#ask-${id}.right`).waitFor();
    assert.match(await said(ask(page, id)), /^Right\. /);
    await close();
  });
}

// --- The map -----------------------------------------------------------------------------------

test('the map is walked with the keyboard, and each cell opens its contest', async () => {
  const { page, close } = await sameLesson('11-which-one-when');
  const panel = page.locator('.map-contest');
  assert.equal(await page.locator('.map:visible').count(), 1);
  await page.locator('.map:visible td.chosen').focus();
  const before = await panel.locator('h3').textContent();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  const after = await panel.locator('h3').textContent();
  assert.notEqual(after, before);
  assert.match(after, /^\d+ tasks, waiting for 85 % of their life, on 4 cores$/);
  await page.locator('.map-cores .choice').filter({ hasText: '16 cores' }).click();
  assert.match(await panel.locator('h3').textContent(), /on 16 cores$/);
  await page.locator('.map:visible [data-cell="0 0"]').click();
  assert.equal(await panel.locator('h3').textContent(), '1 task, waiting for 0 % of their life, on 16 cores');
  assert.equal(await panel.locator('li').count(), 4);
  await panel.locator('a[href]').click();
  await page.locator('body.ready').waitFor();
  assert.equal(await page.evaluate(() => interleaveLab.results.variants.length), 4);
  assert.equal(await page.locator('.notice').count(), 0);
  await close();
});

// --- Labs -----------------------------------------------------------------------------------------

test('the quiz asks a new program each time, and keeps its number in the address', async () => {
  const { page, close } = await openLesson('lab-order');
  const quiz = page.locator('#quiz');
  const { code } = programOf(1);
  assert.equal(await quiz.locator('pre').textContent(), code);
  await quiz.getByRole('button', { name: 'Check' }).click();
  await quiz.locator('.ask-said strong').waitFor();
  assert.match(await quiz.locator('.quiz-score').textContent(), /^[01] of 1 right$/);
  await quiz.getByRole('button', { name: 'Another program' }).click();
  assert.match(page.url(), /#seed=2$/);
  assert.equal(await quiz.locator('pre').textContent(), programOf(2).code);
  // In the order that Node.js would print.
  const order = programOf(2).lines;
  const rank = { now: 0, tick: 1, promise: 2, microtask: 2, timeout: 3, immediate: 4 };
  const right = order.map((_, i) => i).sort((a, b) => rank[order[a].kind] - rank[order[b].kind]);
  await give(quiz, { kind: 'order' }, right);
  await page.locator('#quiz.right').waitFor();
  assert.match(await quiz.locator('.ask-said').textContent(), /^Right\. /);
  await close();
});

test('what a schedule sounds like is played and stopped, and late blocks are silent', async () => {
  const { page, close } = await sameLesson('03-one-core-many-tasks');
  assert.equal(await page.locator('.listen:visible').count(), 0, 'it would give the answer away');
  await ask(page, 'gaps').getByRole('button', { name: 'Show the answer' }).click();
  const buttons = page.locator('.listen button');
  await buttons.first().waitFor();
  const late = await buttons.evaluateAll(all => all.map(one => [...one.dataset.sound].filter(digit => digit === '1').length));
  assert.deepEqual(late, [0, 25, 28]);
  await buttons.nth(1).click();
  assert.equal(await buttons.nth(1).textContent(), 'Stop');
  await buttons.nth(1).click();
  assert.equal(await buttons.nth(1).textContent(), 'Listen');
  await close();
});

test('after the first visit, the course works without a network', async () => {
  const { page, close } = await openPage(site, 'course/', { offline: true, allow: [/Failed to load resource/, /ERR_INTERNET_DISCONNECTED/] });
  const kept = () => page.evaluate(async () => {
    const [name] = await caches.keys();
    return Boolean(name && navigator.serviceWorker.controller && await (await caches.open(name)).match('07-waiting/cores-light.svg'));
  });
  for (let i = 0; i < 360 && !await kept(); ++i) await page.waitForTimeout(250);
  assert.ok(await kept());
  await page.context().setOffline(true);
  await page.goto(new URL('course/07-waiting/', site.url).href);
  await page.locator('body[data-ready]').waitFor();
  await give(ask(page, 'halves'), { kind: 'choice' }, 0);
  await page.locator('#ask-halves.wrong').waitFor();
  assert.ok(await ask(page, 'halves').locator('.course-figure .for-dark img').evaluate(image => image.decode().then(() => image.naturalWidth > 0)));
  await give(ask(page, 'halves'), { kind: 'choice' }, 1);
  await page.locator('#ask-halves.right').waitFor();
  await page.locator('.course-start').first().click();
  await page.frameLocator('interleave-figure iframe').first().locator('canvas').waitFor({ timeout: 60_000 });
  await page.goto(new URL('gallery/', site.url).href);
  await page.locator('#filter:visible').waitFor();
  await page.context().setOffline(false);
  await close();
});

test('a student answers an exercise with the values of a seed, and the command line accepts its code', async () => {
  const { page, close } = await openPage(site, 'exercises/#waiters.5');
  const frame = page.frameLocator('interleave-figure iframe');
  await frame.locator('.figure-question input').waitFor({ timeout: 60_000 });
  const { exercises } = JSON.parse(readFileSync(root + 'web/exercises.json', 'utf8'));
  const waiters = exercises.find(({ id }) => id === 'waiters');
  const { set } = figureOf(waiters, 5);
  const minutes = Number(set['work.0.count']) * (1 + Number.parseInt(set['devices.kitchen.time'], 10));
  await frame.locator('.figure-question input').fill(`${minutes} min`);
  await frame.locator('.figure-question input').press('Enter');
  await page.locator('.exercise-code code').waitFor();
  // The code has the answer as the figure shows it, in a unit of its own.
  const code = await page.locator('.exercise-code code').textContent();
  assert.match(code, /^waiters\.5\.\d/);
  assert.equal(code, codeOf(waiters, 5, code.slice('waiters.5.'.length, code.lastIndexOf('.'))), 'its checksum');
  const [, graded] = cli('grade', code, '--format', 'csv').split('\n');
  assert.match(graded, /^,waiters,5,[^,]+,right,/);
  await page.locator('[name=seed]').fill('6');
  await page.locator('#exercise-form button').click();
  await page.waitForURL(/#waiters\.6$/);
  await page.locator('.exercise-code code').waitFor({ state: 'detached' });
  await close();
});

// --- Progress ---------------------------------------------------------------------------------

test('progress is kept, shown on the index and on the start page, and forgotten', async () => {
  const { page, close } = await openLesson('07-waiting');
  const section = ask(page, 'halves');
  await give(section, { kind: 'choice' }, 1);
  await page.locator('#ask-halves.right').waitFor();
  await page.reload();
  await page.locator('#ask-halves.right').waitFor();
  assert.ok(await page.locator('.reveal[data-after="halves"][open]').count());
  await section.getByRole('button', { name: 'Ask me again' }).click();
  assert.equal(await page.locator('.reveal[data-after="halves"][open]').count(), 0);
  await give(section, { kind: 'choice' }, 1);
  await page.locator('#ask-halves.right').waitFor();
  await page.goto(new URL('course/', site.url).href);
  await page.locator('[data-lesson="07-waiting"].begun').waitFor();
  assert.equal(await page.locator('#go-on').textContent(), 'Continue with lesson 1');
  await page.evaluate(() => localStorage.setItem('interleave-course', JSON.stringify({ version: 1, lessons: { '01-inside-a-processor': { questions: 2, answers: { a: { right: true }, b: { right: true } } } } })));
  await page.goto(site.url);
  await page.locator('[data-lesson="01-inside-a-processor"].done').waitFor({ state: 'attached' });
  assert.equal(await page.locator('#go-on').textContent(), 'Continue with lesson 2');
  assert.match(await page.locator('#go-on').evaluate(link => link.href), /course\/02-from-mainframes-to-many-cores\/$/);
  await page.goto(new URL('course/', site.url).href);
  await page.getByRole('button', { name: 'Forget my progress' }).click();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  assert.equal(await page.locator('.done, .begun').count(), 0);
  await close();
});

for (const [what, stored] of [['nonsense', '{'], ['another version', '{"version": 2}'], ['another shape', '{"version": 1, "lessons": {"07-waiting": {"answers": {"halves": {"right": true, "given": 99}, "busy": 5, "goal": null}}}}']]) {
  test(`kept progress may be ${what}`, async () => {
    const { page, close } = await openPage(site, 'course/07-waiting/', { prepare: page => page.addInitScript(text => localStorage.setItem('interleave-course', text), stored) });
    await page.locator('body[data-ready]').waitFor();
    await ask(page, 'busy').getByRole('button', { name: 'Show the answer' }).click();
    await page.locator('#ask-busy.shown').waitFor();
    await close();
  });
}

test('where storage is blocked, the questions work and nothing is kept', async () => {
  const { page, close } = await openPage(site, 'course/07-waiting/', { prepare: page => page.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } });
  }) });
  await page.locator('body[data-ready]').waitFor();
  await give(ask(page, 'halves'), { kind: 'choice' }, 1);
  await page.locator('#ask-halves.right').waitFor();
  await close();
});

test('where the engine cannot be loaded, the answers are those of the build', async () => {
  const { page, close } = await openPage(site, 'course/07-waiting/', { allow: [/figure/, /Failed to load resource/], prepare: page => page.route(/\.wasm$/, route => route.abort()) });
  await page.locator('body[data-ready]').waitFor();
  await give(ask(page, 'halves'), { kind: 'choice' }, 0);
  await page.locator('#ask-halves.wrong').waitFor();
  await give(ask(page, 'halves'), { kind: 'choice' }, 1);
  await page.locator('#ask-halves.right').waitFor();
  await close();
});

test('another scenario on the site has another key in the page', async () => {
  const { page, close } = await openPage(site, 'course/07-waiting/', { prepare: page => page.route(/pool-exhaustion\.json$/, async route => {
    const response = await route.fetch();
    const scenario = await response.json();
    scenario.work[0].deadline = '10s';
    await route.fulfill({ response, json: scenario });
  }) });
  await page.locator('body[data-ready]').waitFor();
  await ask(page, 'late').getByRole('button', { name: 'Show the answer' }).click();
  await page.locator('#ask-late.shown').waitFor();
  assert.match(await said(ask(page, 'late')), /^The answer: 0\./);
  await close();
});

// --- Manners ------------------------------------------------------------------------------------

const widths = [320, 390, 768, 1440];
const examined = ['course/', 'course/glossary/', 'gallery/', 'teachers/', 'course/lab-races/', 'course/lab-order/', 'course/03-one-core-many-tasks/', 'course/06-structure-and-hardware/', 'course/07-waiting/', 'course/11-which-one-when/'];

// Visits every page once, for the tests below. For each path: its address, ids, links and pictures; how wide it is at each
// width; and what axe finds in each theme.
let visits = null;
const visited = () => visits ??= visitAll();

async function visitAll() {
  const found = new Map();
  const { page, close } = await openPage(site, '', { colorScheme: 'light' });
  for (const path of ['', ...pages]) {
    await page.setViewportSize({ width: 1440, height: 844 });
    await page.goto(new URL(path, site.url).href);
    await page.locator('#theme:visible').waitFor();
    const one = { ...await page.evaluate(() => ({
      address: location.href,
      ids: [...document.querySelectorAll('[id]')].map(element => element.id),
      links: [...document.querySelectorAll('a[href]')].map(link => link.href),
      pictures: [...document.querySelectorAll('img, source')].map(image => new URL(image.getAttribute('src') ?? image.getAttribute('srcset'), image.baseURI).href),
    })), wide: {}, axe: {} };
    for (const width of widths) {
      await page.setViewportSize({ width, height: 844 });
      one.wide[width] = await page.evaluate(() => document.documentElement.scrollWidth);
    }
    if (examined.includes(path)) {
      if (path.includes('07')) {
        await page.locator('body[data-ready]').waitFor();
        await give(ask(page, 'halves'), { kind: 'choice' }, 0);
        await page.locator('#ask-halves.wrong').waitFor();
        await ask(page, 'busy').getByRole('button', { name: 'Show the answer' }).click();
        await page.locator('#ask-busy.shown').waitFor();
        await page.locator('.teacher summary').click();
      }
      one.axe.light = await violations(page);
      one.axe.dark = await violations(page, { theme: 'dark' });
      await page.emulateMedia({ colorScheme: 'light' });
    }
    found.set(path, one);
  }
  await close();
  return found;
}

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing serious: ${colorScheme}`, async () => {
    const all = await visited();
    for (const path of examined) assert.deepEqual(all.get(path).axe[colorScheme], [], path);
  });
}

for (const width of widths) {
  test(`nothing sticks out sideways at ${width}`, async () => {
    const all = await visited();
    for (const path of pages) assert.ok(all.get(path).wide[width] <= width, `${path}: ${all.get(path).wide[width]}`);
  });
}

test('without scripts, a lesson can be read: figures, questions and answers', async () => {
  const context = await site.browser.newContext({ javaScriptEnabled: false, colorScheme: 'light' });
  const page = await context.newPage();
  await page.goto(new URL('course/07-waiting/', site.url).href);
  assert.ok(await page.locator('#figure-pool img').first().isVisible());
  assert.ok(await page.locator('.reveal p').first().isVisible());
  assert.ok(await page.getByText('A pool of twelve threads', { exact: true }).first().isVisible());
  assert.equal(await page.locator('button:visible').count(), 0);
  await page.locator('.teacher summary').click();
  assert.ok(await page.getByText('Question 2: A pool of twelve threads').isVisible());
  await page.goto(new URL('gallery/', site.url).href);
  assert.equal(await page.locator('.gallery > li:visible').count(), await page.locator('.gallery > li').count());
  assert.ok(await page.locator('#filter').isHidden());
  await context.close();
});

test('on paper, everything is light and open, and nothing is there that cannot be pressed', async () => {
  const { page, close } = await openLesson('07-waiting', { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.ok(await page.locator('.reveal p').first().isVisible());
  assert.ok(await page.locator('#figure-pool .for-light img').isVisible());
  assert.ok(await page.locator('#figure-pool .for-dark img').isHidden());
  assert.equal(await page.locator('button:visible').count(), 0);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.equal(await page.locator('.reveal[open]').count(), 0);
  await close();
});

test('the gallery shows the scenarios of a concept and of a level', async () => {
  const { page, close } = await openPage(site, 'gallery/#locks');
  await page.locator('#filter:visible').waitFor();
  const shown = () => page.locator('.gallery > li:visible').evaluateAll(all => all.map(one => one.dataset.concepts));
  assert.ok((await shown()).length >= 5);
  assert.ok((await shown()).every(concepts => concepts.includes('locks')));
  await page.locator('input[name="level"][value="3"]').check({ force: true });
  assert.ok((await shown()).length >= 2);
  assert.match(await page.locator('#shown').textContent(), /^\d+ of 3\d scenarios$/);
  await page.locator('input[name="concept"][value=""]').check({ force: true });
  await page.locator('input[name="level"][value=""]').check({ force: true });
  assert.equal((await shown()).length, await page.locator('.gallery > li').count());
  await close();
});

test('every link of the course and the gallery leads somewhere, and so does its fragment', async () => {
  const all = [...(await visited()).values()];
  const ids = new Map(all.map(one => [one.address, new Set(one.ids)]));
  const wanted = new Set(all.flatMap(one => [...one.links, ...one.pictures]));
  const checked = new Map();
  for (const link of wanted) {
    const url = new URL(link);
    assert.equal(url.origin, new URL(site.url).origin, link);
    const fragment = decodeURIComponent(url.hash.slice(1));
    url.hash = url.search = '';
    if (!checked.has(url.href)) checked.set(url.href, (await fetch(url, { method: 'HEAD' })).status);
    assert.equal(checked.get(url.href), 200, link);
    if (fragment && ids.has(url.href)) assert.ok(ids.get(url.href).has(fragment), link);
  }
  assert.ok(wanted.size > 100);
});
