// The kinds of code that the share dialog offers, for pages and for slides. core/snippets.js makes the texts.

import { say } from '../core/say.js';
import * as snippets from '../core/snippets.js';

// [{id, label, hint, make(shown), whole}]; `whole`: it has the figure itself and not its address.
export const kindsOf = {
  embed: () => [
    { id: 'frame', label: say('iframe'), hint: say('For every page that may contain HTML.'), make: snippets.frame },
    { id: 'element', whole: true, label: say('Web component'), hint: say('Its events and methods are for scripts of the page. It shows a picture in print and without scripts.'), make: snippets.element },
    { id: 'markdown', label: say('Markdown'), hint: say('A link, with a picture if the site has one. Where Markdown may contain HTML, the iframe works too.'), make: snippets.linkedPicture },
    { id: 'quarto', label: say('Quarto'), hint: say('The figure in HTML, and a link in other formats.'), make: snippets.quarto },
    { id: 'sphinx', label: say('Sphinx'), hint: say('For reStructuredText.'), make: snippets.restructured },
    { id: 'myst', label: say('MyST'), hint: say('For MyST Markdown in Sphinx and in Jupyter Book 1.'), make: snippets.mystInSphinx },
    { id: 'jupyter-book', label: say('Jupyter Book'), hint: say('For Jupyter Book 2 and other books of MyST Markdown.'), make: snippets.myst },
    { id: 'notebook', label: say('Notebook'), hint: say('For a cell with Python in a Jupyter notebook.'), make: snippets.notebook },
    { id: 'scorm', label: say('SCORM'), whole: true, hint: say('A package for learning management systems, which reports the answer: choose a question under Asks. Save the figure (File), then run this command in the source of Interleave.'), make: snippets.scorm },
  ],
  slides: () => [
    { id: 'reveal', label: say('Reveal.js'), hint: say('A slide. The figure is loaded when the slide is shown.'), make: snippets.reveal },
    { id: 'quarto-slide', label: say('Quarto'), hint: say('A slide of a Quarto presentation with Reveal.js.'), make: snippets.quartoSlide },
  ],
};
