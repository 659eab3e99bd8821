// Figures of the site’s own pages: pictures until the reader starts one, then live (v1/interleave-figure.js).

import { el } from '../core/dom.js';
import { say } from '../core/say.js';

// figures: name -> the figure as data. site: the address of the site’s folder.
export function makeFigures(figures, site) {
  const listeners = [];

  // Gives a figure's picture its button. place: a <figure data-figure="…">
  function add(place) {
    const poster = place.querySelector('.course-poster');
    const alt = poster.querySelector('img').alt;
    const title = place.querySelector('.course-name').textContent || alt;
    const button = el('button', { class: 'button primary course-start', type: 'button', 'aria-label': say('Start: {title}', { title }), on: { click: () => void start(place) } },
      el('span', { class: 'course-triangle', 'aria-hidden': 'true' }), el('span', { class: 'course-word' }, say('Start{@a figure}')));
    place.querySelector('.course-bar').prepend(button);
    poster.addEventListener('click', () => void start(place));
  }

  async function start(place) {
    if (place.querySelector('interleave-figure')) return;
    const { figure: name } = place.dataset;
    const poster = place.querySelector('.course-poster');
    const word = place.querySelector('.course-word');
    word.textContent = say('Loading…');
    await import(new URL('v1/interleave-figure.js', site).href);
    const image = [...poster.querySelectorAll('img')].find(one => one.offsetParent !== null);
    const live = document.createElement('interleave-figure');
    const attributes = { title: place.querySelector('.course-name').textContent || image?.alt || name, theme: 'page', resize: 'auto', activate: 'now' };
    for (const [key, value] of Object.entries(attributes)) live.setAttribute(key, value);
    if (image) live.setAttribute('aspect', `${image.clientWidth}/${Math.max(image.clientHeight, 320)}`);
    live.className = 'coming';
    live.figure = figures[name];
    live.addEventListener('interleave-ready', () => {
      live.className = '';
      poster.hidden = place.querySelector('.course-start').hidden = true;
      live.focus({ preventScroll: true });
    }, { once: true });
    live.addEventListener('interleave-error', ({ detail: { code, message } }) => {
      if (code !== 'not-loaded' || poster.hidden) return;
      live.remove();
      word.textContent = say('Try again');
      place.querySelector('.course-trouble')?.remove();
      poster.after(el('p', { class: 'course-trouble', role: 'alert' }, message));
    });
    for (const event of ['ready', 'change', 'load']) {
      live.addEventListener(`interleave-${event}`, ({ detail }) => { for (const [wanted, act] of listeners) if (wanted === name) act(event, detail); });
    }
    poster.after(live);
  }

  return {
    add,
    start,
    // act(event, detail): events ready, change and load of a figure, once it is live.
    listen: (name, act) => void listeners.push([name, act]),
  };
}
