// The share dialog: code that embeds what is on screen, a link to it, pictures, slides and files.
//
// What is shared is a figure (core/shared.js): what is shown at the moment when the dialog opens, with the choices that
// are made in it. The choices last as long as the page.

import { el, setAttribute, setText } from '../core/dom.js';
import { addressOf, attributesOf, figureNow, lengthOf, longestAddress } from '../core/figure.js';
import { say } from '../core/say.js';
import { choicesFor, figureForLab, figureWith, possible, usualChoices } from '../core/shared.js';
import { languageOf } from '../core/words.js';
import { makeDialog } from './dialogs.js';
import { makeChoices } from './share-choices.js';
import { makeCopy } from './share-code.js';
import { kindsOf } from './share-kinds.js';
import { makePictures } from './share-picture.js';
import { makePreview } from './share-preview.js';
import { qrCode } from './share-qr.js';
import { makeTabs } from './tabs.js';

const usualHeight = 420, lowest = 240, highest = 480;  // of a frame, in CSS pixels; of what it wants

// site: the address of the site's folder. page: what a link opens; opens: its name, if it is not the lab.
export function makeShare(root, button, session, exports, { site = new URL('../', location.href), page = new URL('lab/', site), opens = null } = {}) {
  const { model } = session;
  const dialog = makeDialog(root, say('Share this moment'), 'share');
  const tabs = makeTabs(say('What to share'), [
    { id: 'embed', label: say('Embed') },
    { id: 'link', label: say('Link') },
    { id: 'picture', label: say('Picture') },
    { id: 'slides', label: say('Slides') },
    { id: 'file', label: say('File') },
  ], show);
  const rows = makeChoices(render, { opens });
  const code = makeCopy({ label: say('Code'), done: say('The code is on the clipboard.') });
  const link = makeCopy({ label: say('Link'), lines: 4, done: say('The link is on the clipboard.') });
  const hint = el('p', { class: 'share-hint' });
  const length = el('p', { class: 'share-warning', role: 'status' });
  const pictures = makePictures(session, exports, () => ({ ...choices.picture, theme: choices.theme ?? now?.theme ?? 'auto' }));
  const preview = makePreview({ wanted(height) {
    wantedHeight = Math.min(Math.max(Math.ceil(height), lowest), highest);
    render();
  } });

  let choices = usualChoices();
  let tab = 'embed';
  const kind = { embed: 'frame', slides: 'reveal' };  // the chosen one on each of these tabs
  let now = null;    // the figure when the dialog was opened
  let figure = null; // with the choices
  let turn = 0;
  let wantedHeight = usualHeight;  // by the figure in the preview

  dialog.element.addEventListener('close', () => {
    ++turn;
    preview.clear();  // so that nothing runs in a hidden frame
  });
  tabs.panel.classList.add('share-panel');
  dialog.fill(tabs.element, tabs.panel);
  button.disabled = false;
  button.addEventListener('click', open);
  setAttribute(button, 'aria-haspopup', 'dialog');

  function open() {
    const { recording } = session.state;
    const options = possible(session);
    now = recording ? null : figureNow(session);
    choices = choicesFor(options, now, choices);
    const part = now?.from ? `${now.from} – ${now.to}` : '';
    rows.show(options, now ?? {}, choices, { moment: session.panels.clock.time, part });
    if (recording && tab !== 'file') tab = 'picture';
    tabs.choose(tab);
    show(tab);
    dialog.element.showModal();
    tabs.focus(tab);
  }

  function show(id) {
    tab = id;
    setText(pictures.status, '');
    rows.only(rowsOf[id]);
    tabs.panel.dataset.tab = id;
    const unfit = !now && id !== 'picture' && id !== 'file';
    tabs.panel.replaceChildren(...(unfit ? [el('p', {}, say('A recording does not fit into a link. Share it as a picture or as a file.'))] : content[id]()));
    if (!unfit) render();
  }

  // Each tab ------------------------------------------------------------------------------------

  const content = {
    embed: () => [side(rows.element, code.field, hint, length, foot(code.button, ...kinds('embed')), code.status), preview.element],
    link: () => [side(rows.element, link.field, length, foot(link.button), link.status), preview.element],
    picture: () => [side(rows.element, foot(...pictures.buttons()), pictures.status), preview.element],
    slides: () => [side(rows.element, code.field, hint, length, foot(code.button, ...kinds('slides')), code.status,
                        el('h3', {}, say('As a picture, for other programs')), foot(...pictures.buttons()), pictures.status), preview.element],
    file: () => [fileList()],
  };
  const side = (...parts) => el('div', { class: 'share-side' }, ...parts);
  const foot = (...parts) => el('div', { class: 'share-foot' }, ...parts);
  const act = (label, what, title) => el('button', { class: 'button', title, on: { click: what } }, label);

  function kinds(group) {
    const chips = kindsOf[group]().map(({ id, label }) => el('button', {
      class: 'chip', 'data-id': id, 'aria-pressed': String(id === kind[group]),
      on: { click: event => {
        kind[group] = id;
        for (const chip of event.currentTarget.parentElement.children) setAttribute(chip, 'aria-pressed', chip === event.currentTarget);
        render();
      } },
    }, label));
    const toQr = group === 'embed' ? el('button', { class: 'chip', on: { click: () => { tabs.choose('link'); show('link'); tabs.focus('link'); } } }, say('QR code…')) : null;
    return [el('div', { class: 'chips', role: 'group', 'aria-label': say('Kind of code') }, ...chips), toQr].filter(Boolean);
  }

  function fileList() {
    const line = ({ id, label, help, act: save }) => el('li', {}, el('button', { class: 'button', 'data-id': id, on: { click: save } }, label), el('span', {}, help));
    const files = [
      ...(now ? [
        { id: 'scenario', label: say('Scenario (JSON)'), help: say('What runs: to open it here again, to change it, and for the command line.'), act: exports.saveScenario },
        { id: 'figure', label: say('Figure (JSON)'), help: say('The scenario and what is shown of it, with the choices made here.'), act: () => exports.save('.figure.json', JSON.stringify(figure, null, 2) + '\n', 'application/json') },
      ] : []),
      ...session.commands.filter(({ group }) => group === 'exports')
        .map(({ id, label, help }) => ({ id, label, help, act: () => session.run(id) })),
    ];
    return el('ul', { class: 'share-files' }, ...files.map(line));
  }

  // What is shown in it -------------------------------------------------------------------------

  async function render() {
    const mine = ++turn;
    if (now) figure = figureWith(now, choices);
    if (tab === 'picture') return preview.picture(pictures.svg());
    if (tab === 'file') return;
    const lang = languageOf(location.href);
    const address = await addressOf(new URL('v1/embed.html', site), figure, lang);
    const toLab = await addressOf(page, figureForLab(now, choices), lang);
    if (mine !== turn) return;
    if (tab === 'link') return showLink(choices.opens === 'lab' ? toLab : address);
    const { hint: words, make, whole } = kindsOf[tab]().find(({ id }) => id === kind[tab]);
    const title = figure.title ?? (session.state.title || say('Interleave figure'));
    const attributes = attributesOf(figure);
    const asMade = attributes && !figure.set;
    code.set(make({
      address, link: toLab, title, height: choices.height ?? wantedHeight,
      poster: asMade ? new URL(`posters/${figure.scenario}-${figure.theme === 'dark' ? 'dark' : 'light'}.svg`, site).href : null,
      attributes: [...attributes ?? [], ...(lang ? [['lang', lang]] : [])],
      figure: attributes ? null : JSON.stringify(figure),
      script: new URL('v1/interleave-figure.js', site).href,
      name: exports.name(),
    }));
    setText(hint, words);
    sayLength(whole ? '' : address);
    preview.frame(address, choices.height ?? wantedHeight);
  }

  async function showLink(address) {
    const mine = turn;
    link.set(address);
    sayLength(address);
    const label = say('QR code of the link');
    let shown;
    try {
      const qr = await qrCode(address, label);
      const save = () => exports.save('-qr.svg', qr.outerHTML, 'image/svg+xml');
      shown = qr ? [el('figure', { class: 'share-qr' }, qr, el('figcaption', {}, label)), foot(act(say('Save the code as SVG'), save))] : [note(say('The link is too long for a QR code.'))];
    } catch (error) {
      console.warn(error);
      shown = [note(say('The QR code could not be made, because a part of this page could not be loaded.'))];
    }
    if (mine === turn) preview.show(...shown);
  }
  const note = text => el('p', { class: 'share-hint' }, text);

  function sayLength(address) {
    const { length: n, tooLong } = lengthOf(address);
    const what = say('The link has {n} characters, because it contains the whole scenario. Many programs cut off links of more than {most}.', { n, most: longestAddress });
    const instead = tab === 'link' ? say('Send the file instead (File, Scenario).') : say('Use the web component instead: it contains the figure itself.');
    setText(length, tooLong ? `${what} ${instead}` : '');
  }

  return {
    entries: () => [
      { label: say('Share this moment…'), act: open },
      { label: say('Save the picture (SVG)'), act: exports.savePicture },
      { label: say('Save the scenario (JSON)'), disabled: session.state.recording, act: exports.saveScenario },
    ],
    close() {
      button.removeEventListener('click', open);
      rows.close();
      preview.close();
      dialog.element.remove();
    },
  };
}

// Which choices each tab has.
const rowsOf = {
  embed: ['shows', 'knobs', 'ask', 'at', 'part', 'theme', 'more'],
  link: ['opens', 'at', 'part'],
  picture: ['theme', 'picture'],
  slides: ['shows', 'knobs', 'ask', 'at', 'part', 'theme', 'more'],
  file: [],
};
