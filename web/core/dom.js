// Helpers that make elements. Text is always set as text, never as HTML.

// el('button', {class: 'chip', 'aria-pressed': 'true', on: {click}}, 'Cores')
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  dress(element, attributes);
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  dress(element, attributes);
  element.append(...children);
  return element;
}

function dress(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
}

// ["Request 5 is ", "queued", " for a thread"] -> text in which every second piece is <strong>.
export function rich(pieces) {
  const fragment = document.createDocumentFragment();
  pieces.forEach((piece, i) => {
    if (piece) fragment.append(i % 2 === 1 ? el('strong', {}, piece) : piece);
  });
  return fragment;
}

export const plain = pieces => pieces.join('');

// Both write only what differs, so that a screen reader and a selection are not disturbed.
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

// Returns the zoom factor of an element's style: divide pixels of the window by it to get pixels of the element.
export const zoomOf = element => element.currentCSSZoom ?? 1;

// An id that a label or a description can refer to. No two are the same on a page.
let ids = 0;
export const freshId = name => `${name}-${++ids}`;
