// The mode for projectors: everything is a third larger and has more contrast (windows.css). This browser remembers it.

const kept = 'interleave-projector';
const root = document.documentElement;

export const isProjector = () => Object.hasOwn(root.dataset, 'projector');

export function toggleProjector() {
  setProjector(!isProjector());
  try {
    if (isProjector()) localStorage.setItem(kept, 'on');
    else localStorage.removeItem(kept);
  } catch {
    // Storage may be blocked; then the choice is lost at the next visit.
  }
}

// Restores the choice of the last visit.
export function restoreProjector() {
  try {
    setProjector(localStorage.getItem(kept) === 'on');
  } catch {
    // Storage may be blocked.
  }
}

function setProjector(on) {
  if (on) root.dataset.projector = '';
  else delete root.dataset.projector;
  dispatchEvent(new Event('resize'));
}
