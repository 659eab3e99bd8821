// The program of a scenario that contains one (core/own-program.js), as an editor in a panel: it runs while the reader types.
// Until the reader chooses to edit it, there is a button, and the panel shows the program like any other.

import { el } from '../core/dom.js';
import { mistakeOf, openProgram, programIn, scenarioOf } from '../core/own-program.js';
import { say } from '../core/say.js';
import { makeProgramEditor } from './program-editor.js';

const pause_ms = 400;

// shown(on): whether the editor replaces the list of lines.
export function makeOwnProgram(root, session, { shown }) {
  const edit = el('button', { class: 'button', on: { click: () => (editor ? leave() : begin()) } });
  const place = el('div', { class: 'program-own' });
  const foot = el('div', { class: 'program-edit', hidden: true }, edit);
  root.append(place, foot);
  let editor = null;
  let pause = 0;
  let turn = 0;
  let ran = '';  // the text that the session runs

  const now = () => JSON.parse((session.state.recording ? '' : session.model.scenario()) || 'null');
  const name = () => { edit.textContent = editor ? say('Done') : say('Edit the program'); };

  function begin() {
    const { text } = programIn(now());
    editor = makeProgramEditor(place, session, { text, changed, run });
    editor.ran(ran = text);
    shown(true);
    name();
    editor.ready.then(() => editor?.focus());
  }

  function leave() {
    clearTimeout(pause);
    editor?.close();
    editor = null;
    shown(false);
    name();
  }

  function changed() {
    clearTimeout(pause);
    pause = setTimeout(run, pause_ms);
  }

  async function run() {
    clearTimeout(pause);
    const mine = ++turn;
    const scenario = now();
    const { runtime } = programIn(scenario);
    const text = editor.text();
    const { playhead_ns: before } = session.state;
    const { error } = await openProgram(session, { ...scenarioOf(session, text, { runtime }, scenario), title: scenario.title });
    if (mine !== turn || !editor) return;
    editor.mistakes(error ? [mistakeOf(error)] : []);
    if (error) return;
    if (before > 0 && before <= session.end()) session.act(() => session.model.seek(before), { announce: false });
    editor.ran(ran = text);
  }

  return {
    update(news) {
      if (news.results) {
        const program = programIn(now());
        foot.hidden = !program;
        name();
        if (!program && editor) leave();
        // Undo, or another program.
        if (editor && program.text !== ran && program.text !== editor.text()) {
          editor.setText(program.text);
          editor.mistakes([]);
          editor.ran(ran = program.text);
        }
      }
      editor?.update();
    },
    close: leave,
  };
}
