// Figures on the slides of Reveal.js: a figure starts when its slide is shown, and rests when the slide is left.
//
//     <script type="module">
//       import 'https://HOST/v1/interleave-figure.js';
//       import { connect } from 'https://HOST/v1/adapters/reveal.js';
//       Reveal.initialize().then(() => connect(Reveal));
//     </script>
//     …
//     <section>
//       <interleave-figure scenario="typing-and-music" title="Typing while music plays"></interleave-figure>
//     </section>
//
// On a slide that is shown, figures are activated and play. On a slide that is left they pause, keep their state and
// give back their memory. They also pause while the deck is blacked out (B) or shows its overview (Esc).
//
//     play="0" on a figure, or connect(Reveal, { play: false })   it is activated, but somebody else starts it
//     <span class="fragment" data-figure-seek="21.4ms">           this step moves the slide's figures to a moment
//
// Whoever has asked the system for less motion gets figures that are activated and do not play. When a deck is printed
// (?print-pdf), figures stay posters. A plain <iframe> of embed.html needs no adapter: Reveal sends it slide:start and
// slide:stop, which the frame understands.

const figuresOf = slide => [...(slide?.querySelectorAll('interleave-figure') ?? [])];
const stillness = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

// A figure that cannot be loaded shows an error itself; the presentation continues.
const quietly = promise => Promise.resolve(promise).catch(() => {});

// Returns a function that takes the adapter off again.
export function connect(deck, { play = true } = {}) {
  let shown = null;

  async function start(figure) {
    await figure.activate();
    if (!shown?.contains(figure)) return stop(figure); // the slide was left while the figure was loading
    if (play && figure.getAttribute('play') !== '0' && !stillness()) await figure.play();
  }

  async function stop(figure) {
    if (figure.status !== 'ready') return; // it is a poster, or is still loading
    await figure.pause();
    await figure.suspend();
  }

  function show(slide) {
    if (slide === shown) return;
    const left = shown;
    shown = slide;
    for (const figure of figuresOf(left)) quietly(stop(figure));
    for (const figure of figuresOf(slide)) quietly(start(figure));
  }

  function step({ fragments = [], fragment }) {
    for (const { dataset } of fragments.length ? fragments : [fragment]) {
      if (!dataset?.figureSeek) continue;
      for (const figure of figuresOf(shown)) quietly(figure.seek(dataset.figureSeek));
    }
  }

  const pause = () => figuresOf(shown).forEach(figure => quietly(figure.pause()));
  const handlers = {
    ready: event => show(event.currentSlide),
    slidechanged: event => show(event.currentSlide),
    fragmentshown: step,
    paused: pause,
    overviewshown: pause,
  };
  const printed = new URLSearchParams(location.search).has('print-pdf') || deck.getConfig?.().view === 'print';
  if (printed) return () => {};
  for (const [name, handler] of Object.entries(handlers)) deck.on(name, handler);
  if (deck.isReady?.()) show(deck.getCurrentSlide());
  return () => {
    for (const [name, handler] of Object.entries(handlers)) deck.off(name, handler);
  };
}
