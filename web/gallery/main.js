// The gallery: shows the scenarios of a concept. Without scripts all are shown.

import { startPage } from '../parts/site-page.js';
import { say } from '../core/say.js';

await startPage(document.getElementById('theme'), new URL('../', import.meta.url));
const filter = document.getElementById('filter');
const cards = [...document.querySelectorAll('.gallery > li')];
const said = document.getElementById('shown');

function show(concept, level) {
  let shown = 0;
  for (const card of cards) {
    card.hidden = (concept !== '' && !card.dataset.concepts.split(' ').includes(concept)) || (level !== '' && card.dataset.level !== level);
    if (!card.hidden) ++shown;
  }
  said.textContent = say('{n} of {all} scenarios', { n: shown, all: cards.length });
}

function refresh() {
  const data = new FormData(filter);
  const [concept, level] = ['concept', 'level'].map(name => String(data.get(name) ?? ''));
  show(concept, level);
  const url = new URL(location.href);
  url.hash = concept;
  history.replaceState(null, '', url);
}

filter.hidden = false;
const wanted = decodeURIComponent(location.hash.slice(1));
const input = [...filter.querySelectorAll('input[name="concept"]')].find(({ value }) => value === wanted);
if (input) input.checked = true;
filter.addEventListener('change', refresh);
if (input) refresh();
