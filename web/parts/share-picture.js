// Pictures of what is shown, the timeline or the moment: saved as SVG and PNG, and copied.

import { el, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { isDark } from '../core/theme.js';
import { pixelsOf } from './exports.js';

const scales = [1, 2, 3];
const width_px = 1240;  // of a picture of the moment, with two runs side by side
const copied = 2;  // the scale of a picture that is copied

// options(): {title, legend, verdict, theme}, as they are chosen now. Returns {svg(), buttons(), status}; `status` is where it
// says what has happened.
export function makePictures(session, exports, options) {
  const status = el('p', { class: 'share-status', role: 'status' });
  const tell = text => setText(status, text);

  function svg() {
    const { title, legend, verdict, theme } = options();
    const dark = theme === 'auto' ? isDark() : theme === 'dark';
    if (session.state.view !== 'timeline') return session.model.stageSvg(width_px, title, legend, dark);
    return session.model.picture(title, legend, verdict, dark);
  }

  async function copy() {
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': pixelsOf(svg(), copied, tell) })]);
      tell(say('The picture is on the clipboard.'));
    } catch {
      tell(say('The browser does not let this page copy pictures. Save it instead.'));
    }
  }

  const button = (label, act, title) => el('button', { class: 'button', title, on: { click: act } }, label);
  return {
    svg,
    status,
    buttons: () => [
      button(say('Save as SVG'), () => exports.save('.svg', svg(), 'image/svg+xml'), say('Sharp at every size: for documents and for the web')),
      ...scales.map(scale => button(say('PNG {scale}×', { scale }), () => exports.savePixels(scale, svg(), tell), say('Save as pixels, {scale} times the size', { scale }))),
      button(say('Copy as PNG'), copy),
    ],
  };
}
