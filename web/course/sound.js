// What a schedule sounds like: half a second of music in blocks, where late blocks are silent. It is played a few times,
// and only when the reader presses the button.

import { say } from '../core/say.js';

const rate = 44_100;
const block_s = 0.01;
const times = 6;
const chord = [261.63, 329.63, 392];  // C, E, G

// button: with data-sound="0010…", a digit for each block: 1 is late.
export function makeSound(button) {
  let playing = null;
  const rest = () => {
    playing?.context.close();
    playing = null;
    button.textContent = say('Listen');
    button.setAttribute('aria-pressed', 'false');
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    if (playing) return rest();
    const context = new AudioContext({ sampleRate: rate });
    const source = new AudioBufferSourceNode(context, { buffer: music(context, [...button.dataset.sound].map(Number)), loop: true });
    source.connect(context.destination);
    source.onended = rest;
    source.start();
    source.stop(context.currentTime + source.buffer.duration * times);
    playing = { context };
    button.textContent = say('Stop');
    button.setAttribute('aria-pressed', 'true');
  });
  rest();
}

export function music(context, late) {
  const length = Math.round(block_s * rate);
  const buffer = context.createBuffer(1, late.length * length, rate);
  const samples = buffer.getChannelData(0);
  const edge = 40;  // samples in which a block fades, so that a gap does not crack
  const silent = i => late[i] === 1;
  for (let i = 0; i < samples.length; ++i) {
    const [block, inside] = [Math.floor(i / length), i % length];
    if (silent(block)) continue;
    const fadeIn = silent(block - 1) ? Math.min(inside / edge, 1) : 1;
    const fadeOut = silent(block + 1) ? Math.min((length - inside) / edge, 1) : 1;
    samples[i] = 0.12 * fadeIn * fadeOut * chord.reduce((sum, hertz) => sum + Math.sin((2 * Math.PI * hertz * i) / rate), 0) / chord.length * 2;
  }
  return buffer;
}
