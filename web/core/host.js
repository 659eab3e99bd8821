// The only code that touches the canvas: passes pointer, wheel and keys to the simulation, keeps the
// canvas as sharp as the screen, and draws a frame only when one is needed.
//
// A plain wheel and a finger moving up or down scroll the page. Ctrl or ⌘ with the wheel, and two
// fingers, zoom; Shift with the wheel, or a sideways wheel, pans. A trackpad gesture keeps to the axis that
// it began with. A resting finger shows what is under it and does nothing else.
// Keys work only while the canvas has the focus; Tab and Esc always leave it.

import { zoomOf } from './dom.js';
import { isDark, onTheme } from './theme.js';

const kinds = { move: 0, down: 1, up: 2, leave: 3, cancel: 4 };
const tapSlop_px = 8;
const rest_ms = 500;        // until a resting finger asks what is under it
const oneGesture_ms = 200;  // between the wheel events of one gesture

const modifiers = event =>
  (event.shiftKey ? 1 : 0) | (event.ctrlKey ? 2 : 0) | (event.altKey ? 4 : 0) | (event.metaKey ? 8 : 0);

// onFrame: called after every frame.
// onKey: called at once after a key that was used, so that the next key meets what this one has opened.
// onGraphics(lost): the browser has taken the graphics context away, or has given it back. In between, a run continues,
// but nothing is drawn.
// alive(): true while a run is in progress that must be finished even when the canvas is out of view.
// close() ends the frames and removes every listener.
export function startHost({ canvas, model, onFrame, onKey = () => {}, onGraphics = () => {}, alive = () => false }) {
  const life = new AbortController();
  const { signal } = life;
  const frames = frameLoop({ canvas, model, onFrame, alive, signal });
  const size = sizing({ canvas, model, frames, signal });
  const drawable = model.start(canvas, ...size.now());
  frames.drawable = drawable;

  onTheme(() => {
    model.theme(isDark());
    frames.want();
  }, signal);
  const coarse = matchMedia('(pointer: coarse)');
  const fit = () => {
    model.coarse(coarse.matches);
    frames.want();
  };
  coarse.addEventListener('change', fit, { signal });
  fit();
  if (drawable) {
    size.watch();
    listenToPointers({ canvas, model, frames, signal });
    listenToWheel({ canvas, model, frames, signal });
    listenToKeys({ canvas, model, frames, onKey, signal });
    listenToContext({ canvas, model, frames, onGraphics, signal });
  }
  frames.want();
  return { drawable, want: frames.want, close: () => life.abort() };
}

// --- Frames ------------------------------------------------------------------------------

function frameLoop({ canvas, model, onFrame, alive, signal }) {
  const loop = { drawable: false, want, draw };
  let request = 0;
  let timer = 0;
  let inSight = true;

  // Draws on the next animation frame. While the canvas is invisible nothing is drawn, and the request is kept.
  let wanted = false;
  function want() {
    wanted = true;
    clearTimeout(timer);
    timer = 0;
    if (!request && mayRun()) request = requestAnimationFrame(draw);
  }

  const mayRun = () => !signal.aborted && !document.hidden && (inSight || alive());

  function draw() {
    cancelAnimationFrame(request);
    request = 0;
    if (!mayRun()) return;
    wanted = false;
    loop.beforeFrame?.();
    const wait_ms = model.frame(performance.now());
    onFrame();
    if (wait_ms === 0) want();
    else if (wait_ms > 0 && !wanted) timer = setTimeout(want, wait_ms);
  }

  const seen = () => wanted && want();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      clearTimeout(timer);
      wanted = true;  // draw once when the page is visible again
    }
    seen();
  }, { signal });
  const observer = new IntersectionObserver(entries => {
    inSight = entries.at(-1).isIntersecting;
    seen();
  });
  observer.observe(canvas);
  signal.addEventListener('abort', () => {
    cancelAnimationFrame(request);
    clearTimeout(timer);
    observer.disconnect();
  });
  return loop;
}

// --- Size --------------------------------------------------------------------------------

function sizing({ canvas, model, frames, signal }) {
  let width = 0;
  let height = 0;
  let density = 0;
  let exact = null;  // device pixels as the browser measured them

  // The observer's device pixels are exact, but under emulation they may have another
  // scale: then rounding is better.
  function measure() {
    const ratio = (devicePixelRatio || 1) * zoomOf(canvas);
    const rounded = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
    const near = exact && Math.abs(exact[0] - rounded[0]) <= 1 && Math.abs(exact[1] - rounded[1]) <= 1;
    return [canvas.clientWidth, canvas.clientHeight, ratio, ...(near ? exact : rounded)];
  }

  function apply() {
    const [w, h, ratio, deviceWidth, deviceHeight] = measure();
    if (!w || !h) return false;
    if (canvas.width === deviceWidth && canvas.height === deviceHeight && ratio === density) return false;
    [width, height, density] = [w, h, ratio];
    canvas.width = deviceWidth;  // this clears the picture, so the caller draws at once
    canvas.height = deviceHeight;
    return true;
  }

  function watch() {
    const observer = new ResizeObserver(entries => {
      const box = entries.at(-1).devicePixelContentBoxSize?.[0];
      exact = box ? [box.inlineSize, box.blockSize] : null;
      if (!apply()) return;
      model.resize(width, height, density);
      frames.draw();
    });
    try {
      observer.observe(canvas, { box: 'device-pixel-content-box' });
    } catch {
      observer.observe(canvas);
    }
    signal.addEventListener('abort', () => observer.disconnect());
    // Another screen or another zoom: not every browser reports it, so each frame checks, too.
    frames.beforeFrame = () => {
      if (devicePixelRatio * zoomOf(canvas) !== density && apply()) model.resize(width, height, density);
    };
    (function watchDensity() {
      matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
        frames.want();
        watchDensity();
      }, { once: true, signal });
    })();
  }

  return {
    watch,
    now() {
      apply();
      return [width || 300, height || 150, density || 1];
    },
  };
}

// --- Pointer -----------------------------------------------------------------------------

function listenToPointers({ canvas, model, frames, signal }) {
  const fingers = new Map();  // pointerId -> {x, y}
  let held = null;            // a finger that may still turn out to scroll the page
  let pressed = null;         // the pointer that the simulation has as pressed
  let latest = null;          // its last event
  let asking = null;          // a resting finger: the simulation has it as hovering
  let resting = 0;

  function send(kind, event) {
    const [x, y] = place(canvas, event);
    model.pointer(kinds[kind], x, y, modifiers(event), event.pointerType === 'touch');
    frames.want();
  }

  function press(event) {
    pressed = event.pointerId;
    latest = event;
    send('down', event);
  }

  // The button was released where the browser did not tell, such as outside of a frame: the drag ends where it was.
  function release(event) {
    if (pressed !== event.pointerId) return;
    pressed = null;
    send('up', latest);
  }
  canvas.addEventListener('lostpointercapture', release, { signal });

  // One of two fingers has moved to (x, y).
  function pinch(finger, x, y) {
    const other = [...fingers.values()].find(one => one !== finger);
    const was = Math.hypot(finger.x - other.x, finger.y - other.y);
    Object.assign(finger, { x, y });
    const is = Math.hypot(x - other.x, y - other.y);
    if (was > 0 && is > 0) model.pinch(Math.min(Math.max(is / was, 0.1), 10), (x + other.x) / 2, (y + other.y) / 2);
    frames.want();
  }

  canvas.addEventListener('pointerdown', event => {
    canvas.focus({ preventScroll: true });
    try {
      canvas.setPointerCapture(event.pointerId);
    } catch {
      // The pointer may be gone already.
    }
    if (event.pointerType !== 'touch') return event.button === 0 && press(event);
    const [x, y] = place(canvas, event);
    fingers.set(event.pointerId, { x, y });
    clearTimeout(resting);
    if (fingers.size === 1) {
      held = event;
      asking = null;
      send('leave', event);  // dismiss the tooltip of the previous finger
      resting = setTimeout(() => {
        asking = held?.pointerId ?? null;
        if (held) send('move', held);
        held = null;
      }, rest_ms);
    } else {
      asking = null;
      if (pressed !== null) send('cancel', event);
      held = pressed = null;
    }
  }, { signal });

  canvas.addEventListener('pointermove', event => {
    if (event.pointerType !== 'touch') {
      if (event.buttons & 1) latest = event;
      else release(event);
      return send('move', event);
    }
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    const [x, y] = place(canvas, event);
    if (fingers.size === 2) return pinch(finger, x, y);
    if (asking === event.pointerId) return send('move', event);
    if (held && Math.hypot(x - finger.x, y - finger.y) > tapSlop_px) {
      clearTimeout(resting);
      press(held);
      held = null;
    }
    if (pressed === event.pointerId) send('move', event);
  }, { signal });

  canvas.addEventListener('pointerup', event => {
    clearTimeout(resting);
    if (held?.pointerId === event.pointerId) {
      press(held);  // a tap
      held = null;
    }
    fingers.delete(event.pointerId);
    if (pressed !== event.pointerId) return;
    pressed = null;
    send('up', event);
  }, { signal });

  // The browser uses the finger to scroll the page, or the system took the pointer.
  canvas.addEventListener('pointercancel', event => {
    clearTimeout(resting);
    fingers.delete(event.pointerId);
    if (held?.pointerId === event.pointerId) held = null;
    if (pressed === event.pointerId) {
      pressed = null;
      send('cancel', event);
    }
  }, { signal });

  canvas.addEventListener('contextmenu', event => {
    if (event.pointerType === 'touch' || asking !== null) event.preventDefault();
  }, { signal });

  canvas.addEventListener('pointerleave', event => {
    if (event.pointerType !== 'touch') send('leave', event);
  }, { signal });
}

function place(canvas, event) {
  const box = canvas.getBoundingClientRect();
  const zoom = zoomOf(canvas);
  return [(event.clientX - box.left) / zoom, (event.clientY - box.top) / zoom];
}

// --- Wheel -------------------------------------------------------------------------------

function listenToWheel({ canvas, model, frames, signal }) {
  let sideways = false;
  let last = -Infinity;
  canvas.addEventListener('wheel', event => {
    if (event.timeStamp - last > oneGesture_ms) sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
    last = event.timeStamp;
    const zooms = event.ctrlKey || event.metaKey;
    const ours = zooms || event.shiftKey || sideways;
    if (!ours) return;  // the page scrolls
    event.preventDefault();
    const unit = [1, 16, canvas.clientHeight][event.deltaMode];
    const [x, y] = place(canvas, event);
    const [dx, dy] = sideways && !zooms ? [event.deltaX, 0] : [zooms ? 0 : event.deltaX, event.deltaY];
    model.wheel(x, y, dx * unit, dy * unit, modifiers(event));
    frames.want();
  }, { passive: false, signal });
}

// --- Keys --------------------------------------------------------------------------------

function listenToKeys({ canvas, model, frames, onKey, signal }) {
  canvas.addEventListener('keydown', event => {
    if (event.key === 'Tab' || event.isComposing) return;
    if (model.key(event.code, modifiers(event))) {
      event.preventDefault();
      onKey();
    }
    frames.want();
    if (event.key === 'Escape') canvas.blur();
  }, { signal });
  const forget = () => {
    model.blur();
    frames.want();
  };
  canvas.addEventListener('blur', forget, { signal });
  addEventListener('blur', forget, { signal });
}

// --- Context -----------------------------------------------------------------------------

function listenToContext({ canvas, model, frames, onGraphics, signal }) {
  canvas.addEventListener('webglcontextlost', event => {
    event.preventDefault();  // so that it can be restored
    model.contextLost();
    onGraphics(true);
    frames.want();
  }, { signal });
  canvas.addEventListener('webglcontextrestored', () => {
    model.contextRestored();
    onGraphics(false);
    frames.want();
  }, { signal });
}
