// Carries out the lists of drawing operations of a figure on the 2D context of its canvas. src/chart/canvas/canvas.h
// says what the operations are and what their arguments mean.
//
//   const painter = makePainter();      one for the module
//   painter.open(canvas) -> 3           a surface; 0 if the canvas has no 2D context
//   painter.paint(3, picture, drawing, over, scroll_px, density);
//   carryOut(context, list, 0, density, family);  without a painter: one list
//
// A label has been laid out with the widths of Inter (src/chart/frame/text_width.h). In a wider typeface it is set in a
// smaller size, so that it fits into its place.
//
// Edges lie between the pixels of the screen, at any density. The picture is kept as an image of its own, which is
// drawn again only if its number, the size of the canvas or the fonts change; `over` is drawn in every frame.

const halfCapital = 0.364;  // from the middle of a capital letter to the base line, in units of the font size
const hatchPeriod_px = 7.5;
const hatchLine_px = 1.5;

export function makePainter() {
  const surfaces = [null];  // their numbers begin at 1

  return {
    open(canvas) {
      const context = canvas?.getContext?.('2d', { alpha: false });
      return context ? surfaces.push(makeSurface(canvas, context)) - 1 : 0;
    },
    close(surface) {
      surfaces[surface].close();
      surfaces[surface] = null;
    },
    paint: (surface, ...lists) => surfaces[surface].paint(...lists),
    setCursor(surface, name) {
      surfaces[surface].canvas.style.cursor = name;
    },
  };
}

function makeSurface(canvas, context) {
  const picture = document.createElement('canvas');
  const pictureContext = picture.getContext('2d', { alpha: false });
  let drawn = null;  // what the image of the picture was made for

  const life = new AbortController();
  document.fonts?.addEventListener('loadingdone', () => {
    drawn = null;
    factors.clear();
  }, { signal: life.signal });

  return {
    canvas,
    close: () => life.abort(),

    paint(list, drawing, over, scroll_px, density) {
      const { width, height } = canvas;
      const family = getComputedStyle(canvas).fontFamily;
      const now = `${drawing} ${width} ${height} ${density} ${family}`;
      if (drawn !== now) {
        drawn = now;
        picture.width = width;
        picture.height = height;
        carryOut(pictureContext, list, scroll_px, density, family);
      }
      context.drawImage(picture, 0, 0);
      carryOut(context, over, scroll_px, density, family);
    },
  };
}

// `context` may be that of any canvas. The ground is left as it is.
export function carryOut(context, { words, numbers, texts }, scroll_px, density, family) {
  const top = -scroll_px * density;
  const across = px => px * density;
  const down = px => px * density + top;
  const pixels = px => Math.max(1, Math.round(px * density));
  let at = 0;
  let filling = false;  // there is a path of round bars, all of one colour
  const number = () => numbers[at++];
  const whole = () => words[at++];

  // The corners of a rectangle, on edges of pixels: left, top, width and height.
  function rectangle() {
    const left = Math.round(across(number()));
    const upper = Math.round(down(number()));
    return [
      left, upper,
      Math.max(1, Math.round(across(number())) - left), Math.max(1, Math.round(down(number())) - upper),
    ];
  }
  function round([left, upper, width, height], radius) {
    context.roundRect(left, upper, width, height, Math.min(radius * density, width / 3, height / 2));
  }
  function fillRound() {
    if (filling) context.fill();
    filling = false;
  }

  const operations = [
    function colour() {
      context.fillStyle = context.strokeStyle = css(whole());
    },
    function rectangleFilled() {
      context.fillRect(...rectangle());
    },
    function roundFilled() {
      if (!filling) context.beginPath();
      filling = true;
      const box = rectangle();
      round(box, number());
    },
    function edge() {
      const [x0, y0, x1, y1, radius, width] = [number(), number(), number(), number(), number(), pixels(numbers[at])];
      const half = numbers[at++] / 2;
      const left = Math.round(across(x0 - half)) + width / 2;
      const upper = Math.round(down(y0 - half)) + width / 2;
      const right = Math.round(across(x1 + half)) - width / 2;
      const lower = Math.round(down(y1 + half)) - width / 2;
      context.lineWidth = width;
      context.beginPath();
      round([left, upper, Math.max(0.5, right - left), Math.max(0.5, lower - upper)], radius);
      context.stroke();
    },
    function hatched() {
      const box = rectangle();
      const radius = number();
      const before = context.fillStyle;
      context.fillStyle = hatching(context, css(whole()), css(whole()), density, top);
      context.beginPath();
      round(box, radius);
      context.fill();
      context.fillStyle = before;
    },
    function dots() {
      const [x0, x1, y, size, period] = [number(), number(), down(number()), across(number()), number()];
      context.beginPath();
      for (let x = x0; x <= x1; x += period) {
        context.moveTo(across(x) + size / 2, y);
        context.arc(across(x), y, size / 2, 0, 2 * Math.PI);
      }
      context.fill();
    },
    function line() {
      const [x0, y0, x1, y1] = [across(number()), down(number()), across(number()), down(number())];
      const width = pixels(number());
      const upright = x0 === x1;
      if (upright || y0 === y1) {
        const from = [Math.min(x0, x1), Math.min(y0, y1)].map(Math.round);
        const to = [Math.max(x0, x1), Math.max(y0, y1)].map(Math.round);
        const middle = Math.round((upright ? x0 : y0) - width / 2);
        if (upright) context.fillRect(middle, from[1], width, to[1] - from[1]);
        else context.fillRect(from[0], middle, to[0] - from[0], width);
        return;
      }
      context.lineWidth = width;
      context.beginPath();
      context.moveTo(x0, y0);
      context.lineTo(x1, y1);
      context.stroke();
    },
    function circle() {
      const [x, y, radius, width] = [across(number()), down(number()), across(number()), number()];
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      finish(width);
    },
    function shape() {
      const width = number();
      const count = whole();
      context.beginPath();
      for (let i = 0; i < count; ++i) context.lineTo(across(number()), down(number()));
      finish(width);
    },
    function text() {
      const [x, y, size] = [across(number()), down(number()), across(number())];
      const [flags, from, bytes] = [whole(), whole(), whole()];
      const weight = flags & 1 ? '600' : '400';
      const font = `${weight} ${size * narrowing(context, weight, family)}px ${family}`;
      if (context.font !== font) context.font = font;
      context.textAlign = flags & 2 ? 'center' : flags & 4 ? 'right' : 'left';
      context.fillText(decoder.decode(texts.subarray(from, from + bytes)), x, y + halfCapital * size);
    },
  ];

  function finish(width_px) {
    if (width_px === 0) return context.fill();
    context.lineWidth = width_px * density;
    context.stroke();
  }

  while (at < words.length) {
    const operation = words[at++];
    if (filling && operation !== 2) fillRound();
    operations[operation]();
  }
  fillRound();
}

// How much smaller a typeface must be than Inter to be as wide: at most 1. `sample` is as many times as wide as the size.
const sample = 'The core runs 0123456789 ms';
const widths = { 400: 14.516, 600: 14.892 };
const factors = new Map();
function narrowing(context, weight, family) {
  const font = `${weight} 100px ${family}`;
  if (!factors.has(font)) {
    context.font = font;
    factors.set(font, Math.min(1, (100 * widths[weight]) / context.measureText(sample).width));
  }
  return factors.get(font);
}

const decoder = new TextDecoder();

// Colours as words, which are few.
const colours = new Map();
function css(rgba) {
  let text = colours.get(rgba);
  if (!text) colours.set(rgba, text = `#${rgba.toString(16).padStart(8, '0')}`);
  return text;
}

// Stripes at 45 degrees, at fixed places of the picture. The tile is eight times as large, for the sake of its edges.
const tiles = new Map();
function hatching(context, ground, stripes, density, top) {
  const key = ground + stripes;
  let tile = tiles.get(key);
  if (!tile) {
    tile = document.createElement('canvas');
    tile.width = tile.height = 8 * hatchPeriod_px;
    const pen = tile.getContext('2d');
    pen.fillStyle = ground;
    pen.fillRect(0, 0, tile.width, tile.height);
    pen.fillStyle = stripes;
    pen.fillRect(0, 0, 8 * hatchLine_px, tile.height);
    tiles.set(key, tile);
  }
  const pattern = context.createPattern(tile, 'repeat');
  pattern.setTransform(new DOMMatrix().translate(0, top).rotate(45).scale(density / 8));
  return pattern;
}
