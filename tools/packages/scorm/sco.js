// The figure of a SCORM package, and what it tells the learning management system (v1/adapters/scorm12.js).

import './v1/interleave-figure.js';
import { connect } from './v1/adapters/scorm12.js';

const figure = document.querySelector('interleave-figure');
connect(figure, { mastery: Number(figure.dataset.mastery) });
