// The editor of programs: CodeMirror 6 behind the few functions that the page needs. A page loads this file when it shows an
// editor (parts/program-editor.js does), because it is larger than most pages.
//
//   const editor = makeCodeEditor(parent, { text, label, describedBy, phrases, changed, chosen, run });
//   editor.text()                     its text
//   editor.setText(text)              one undo step; changed() is not called
//   editor.mistakes([{line, column, message}])   underlined in place, with a mark beside the line; lines and columns from 1
//   editor.lights({line, runs, stack})           the lines of a moment, from 0: the one that runs (or is awaited), and those from
//                                     where it was called; line is -1 if there is none
//   editor.reveal(line)               scrolls it into view
//
// changed(text) is called when the reader has edited; chosen(line) when a line or its number was clicked, or with Alt+Enter;
// run() with Ctrl+Enter. Tab indents; Esc and then Tab leaves the editor, as everywhere in CodeMirror.
//
// The page's policy allows no styles in the document, so they become constructed style sheets. Their colours are the
// variables of the page's stylesheet, and change with its theme.

import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascriptLanguage } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Annotation, EditorState, RangeSet, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, drawSelection, gutterLineClass, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { StyleModule } from 'style-mod';

// The modules are in order: later ones override earlier ones.
let sheet = null;
let mounted = [];
StyleModule.mount = (root, modules) => {
  const added = [modules].flat().filter(one => !mounted.includes(one));
  if (added.length === 0) return;
  const rules = one => one.getRules();
  mounted = [...added, ...mounted];
  if (!sheet) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
  }
  sheet.replaceSync(mounted.map(rules).join('\n'));
};

const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--code)', backgroundColor: 'transparent', fontSize: 'inherit' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', overscrollBehavior: 'auto' },
  '.cm-content': { padding: '10px 0 40px', caretColor: 'var(--strong)' },
  '.cm-line': { padding: '0 14px 0 6px' },
  '.cm-cursor': { borderLeftColor: 'var(--strong)', borderLeftWidth: '2px' },
  '& .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': { backgroundColor: 'var(--code-selection)' },
  '.cm-gutters': { backgroundColor: 'var(--panel)', color: 'var(--dim)', border: '0' },
  '.cm-gutter-lint': { width: '14px' },
  '.cm-gutter-lint .cm-gutterElement': { display: 'flex', alignItems: 'center', padding: '0 0 0 2px' },
  '.cm-lint-marker': { width: '9px', height: '9px' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '34px', padding: '0 10px 0 2px', cursor: 'pointer' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--control-hot)', outline: '1px solid var(--edge)' },
  '.cm-tooltip': { border: '1px solid var(--border)', borderRadius: '8px', backgroundColor: 'var(--panel)', color: 'var(--strong)', boxShadow: 'var(--shadow)', overflow: 'hidden' },
  '.cm-diagnostic': { padding: '6px 10px', borderLeft: '3px solid var(--warn)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--warn)', textUnderlineOffset: '3px', textDecorationSkipInk: 'none' },
  '.cm-lintPoint::after': { borderBottomColor: 'var(--warn)' },
});

// --- The lines of a moment ---------------------------------------------------------------

const lit = StateEffect.define();
const none = { lines: Decoration.none, numbers: RangeSet.empty };
const kinds = Object.fromEntries([['runs', { 'aria-current': 'step' }], ['waits', { 'aria-current': 'step' }], ['called', {}]].map(([kind, attributes]) => [kind, {
  line: Decoration.line({ class: `code-${kind}`, attributes }),
  number: new class extends GutterMarker { elementClass = `code-${kind}`; }(),
}]));

function lightsOf(doc, { line, runs, stack }) {
  const kindOf = new Map(stack.map(one => [one, 'called']));
  if (line >= 0) kindOf.set(line, runs ? 'runs' : 'waits');
  const places = [...kindOf].filter(([one]) => one >= 0 && one < doc.lines).sort(([a], [b]) => a - b).map(([one, kind]) => [doc.line(one + 1).from, kinds[kind]]);
  return { lines: Decoration.set(places.map(([at, kind]) => kind.line.range(at))), numbers: RangeSet.of(places.map(([at, kind]) => kind.number.range(at))) };
}

const lights = StateField.define({
  create: () => none,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(lit)) return lightsOf(transaction.state.doc, effect.value);
    return transaction.docChanged ? { lines: value.lines.map(transaction.changes), numbers: value.numbers.map(transaction.changes) } : value;
  },
  provide: field => [EditorView.decorations.from(field, value => value.lines), gutterLineClass.from(field, value => value.numbers)],
});

// --- The editor --------------------------------------------------------------------------

const byPage = Annotation.define();

export function makeCodeEditor(parent, { text, label, describedBy, phrases, changed, chosen, run }) {
  const lineAt = (view, at) => view.state.doc.lineAt(at).number - 1;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorState.phrases.of(phrases),
        lintGutter(),
        lineNumbers({ domEventHandlers: { click: (at, block) => (chosen(lineAt(at, block.from)), false) } }),
        history(),
        drawSelection(),
        indentUnit.of('  '),
        EditorState.tabSize.of(2),
        indentOnInput(),
        bracketMatching(),
        javascriptLanguage,
        syntaxHighlighting(classHighlighter),
        lights,
        theme,
        keymap.of([
          { key: 'Mod-Enter', run: () => (run(), true), preventDefault: true },
          { key: 'Alt-Enter', run: one => (chosen(lineAt(one, one.state.selection.main.head)), true) },
          ...defaultKeymap, ...historyKeymap, ...lintKeymap, indentWithTab,
        ]),
        EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': label, 'aria-describedby': describedBy, autocapitalize: 'off', autocorrect: 'off', spellcheck: 'false' }),
        EditorView.domEventHandlers({
          // Text that is typed over a selection: the browser would give it the style of the text that it replaces, as an
          // attribute, which the page's policy does not allow.
          beforeinput(event, one) {
            if (event.inputType !== 'insertText' || !event.data || !event.cancelable || one.composing || one.state.selection.main.empty) return false;
            event.preventDefault();
            one.dispatch(one.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
            return true;
          },
          // A click, not a selection.
          click(event, one) {
            if (event.button !== 0 || !one.state.selection.main.empty || !event.target.closest?.('.cm-line')) return false;
            chosen(lineAt(one, one.state.selection.main.head));
            return false;
          },
        }),
        EditorView.updateListener.of(({ docChanged, transactions, state }) => {
          if (docChanged && !transactions.some(one => one.annotation(byPage))) changed(state.doc.toString());
        }),
      ],
    }),
  });

  function placeOf({ line, column }) {
    const { doc } = view.state;
    const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    const at = Math.min(from + Math.max(column - 1, 0), to);
    const word = /^[\p{L}\p{N}_$]+|^\S/u.exec(doc.sliceString(at, to))?.[0].length ?? 0;
    return word > 0 ? { from: at, to: at + word } : { from: Math.max(from, at - 1), to: at };
  }

  return {
    element: view.dom,
    text: () => view.state.doc.toString(),
    setText(next) {
      const now = view.state.doc.toString();
      if (next !== now) view.dispatch({ changes: { from: 0, to: now.length, insert: next }, selection: { anchor: 0 }, annotations: byPage.of(true), scrollIntoView: true });
    },
    mistakes(all) {
      view.dispatch(setDiagnostics(view.state, all.map(one => ({ ...placeOf(one), severity: 'error', message: one.message }))));
    },
    lights: now => view.dispatch({ effects: lit.of(now) }),
    reveal(line) {
      if (line < 0 || line >= view.state.doc.lines) return;
      view.dispatch({ effects: EditorView.scrollIntoView(view.state.doc.line(line + 1).from, { y: 'nearest', yMargin: 40 }) });
    },
    goTo(place) {
      const { from } = placeOf(place);
      view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      view.focus();
    },
    focus: () => view.focus(),
    hasFocus: () => view.hasFocus,
    close: () => view.destroy(),
  };
}
