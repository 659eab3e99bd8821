// For a projector: everything a third larger, and with more contrast (windows.css). The choice stays in this browser.

const kept = 'interleave-projector';
const root = document.documentElement;

export const isProjector = () => Object.hasOwn(root.dataset, 'projector');

export function toggleProjector() {
  setProjector(!isProjector());
  try {
    if (isProjector()) localStorage.setItem(kept, 'on');
    else localStorage.removeItem(kept);
  } catch {
    // It is not kept for the next visit; that is all.
  }
}

// As it was chosen at the last visit.
export function restoreProjector() {
  try {
    setProjector(localStorage.getItem(kept) === 'on');
  } catch {
    // Storage may be forbidden.
  }
}

function setProjector(on) {
  if (on) root.dataset.projector = '';
  else delete root.dataset.projector;
  dispatchEvent(new Event('resize'));
}
