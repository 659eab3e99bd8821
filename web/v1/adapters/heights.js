// Tells the page around a frame how high the frame wants to be, in the dialects that hosts understand.
//
//     import { announcer } from './adapters/heights.js';
//     const announce = announcer();     // the page around this one
//     announce(420);                    // whenever the height changes, in CSS pixels
//
// embed.html does this if its address has resize=auto. A message contains a height and nothing else, so it may go to
// any origin. Hosts that understand a dialect without more code:
//
//     { interleave: 1, type: 'resize', height }         <interleave-figure>, and a page with ten lines of its own
//     '{"context":"iframe.resize","height":420}'        Embedly's, a text: Medium and pages that embed Observable
//     { subject: 'lti.frameResize', height }            Canvas LMS (its "LTI window.postMessage" documentation)
//     { context: 'h5p', action: 'resize', … }           pages with h5p-resizer.js, as Moodle, Drupal and WordPress
//
// H5P's resizer first wants a greeting, which makes the frame as wide as its place. It answers prepareResize with
// resizePrepared after it has reset the height, so that content which shrank can be measured; we know our height
// without that, so that only resize is sent.

export function messages(height) {
  return [
    { interleave: 1, type: 'resize', height },
    JSON.stringify({ context: 'iframe.resize', height }),
    { subject: 'lti.frameResize', height },
    { context: 'h5p', action: 'resize', scrollHeight: height, clientHeight: height },
  ];
}

// Returns a function that takes a height. The same height is not sent twice. `target` and `origin` are the window that
// gets the messages and the origin that it must have; a page that is in no frame sends nothing.
export function announcer({ target = window.parent, origin = '*' } = {}) {
  let last;
  return height => {
    const whole = Math.ceil(height);
    if (target === window || !(whole > 0) || whole === last) return;
    if (last === undefined) target.postMessage({ context: 'h5p', action: 'hello' }, origin);
    last = whole;
    for (const message of messages(whole)) target.postMessage(message, origin);
  };
}
