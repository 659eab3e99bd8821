// QR codes, as rows of modules. This file is loaded by itself, when a code is wanted: the site's build puts the package
// uqr into it.

import { encode } from 'uqr';

// Returns the rows of a code for `text`, true where it is dark, without a quiet zone; null if the text is too long for one.
export function qrRows(text) {
  try {
    return encode(text, { ecc: 'L', boostEcc: true, border: 0 }).data;
  } catch {
    return null;
  }
}
