// The rows of the parameter table as controls: a slider with a number that can also be typed, a choice, a
// switch or a text. The engine owns every rule; a row only reports what was asked and shows the result.

import { el, freshId, setAttribute, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { setIcon } from './icons.js';

export function makeParameters(root, session) {
  const body = el('div');
  root.append(body);
  const rules = el('p', { class: 'rules' });  // the rules in force, in words, under the name of the scheduler
  let rows = new Map();  // id -> row
  let shape = '';

  function build(parameters) {
    body.replaceChildren();
    rows = new Map();
    const groups = new Map(parameters.map(({ group, group_title: title }) => [group, title]));
    for (const [group, title] of groups) {
      const inGroup = parameters.filter(parameter => parameter.group === group);
      if (inGroup.length === 0) continue;
      const fold = el('details', { class: 'fold', open: true }, el('summary', {}, el('h2', {}, title)));
      const more = el('details', { class: 'more' }, el('summary', {}, say('More')));
      for (const parameter of inGroup) {
        const row = makeParameterRow(namedIn(session, parameter), parameter);
        rows.set(parameter.id, row);
        (parameter.shown && !isUnused(parameter) ? fold : more).append(row.element);
        if (parameter.id === 'machine.scheduler.policy') row.element.after(rules);
      }
      if (more.children.length > 1) fold.append(more);
      body.append(fold);
    }
  }

  // Is this an overhead that is 0, and was 0 when the scenario was opened? Most scenarios do not deal with these.
  function isUnused({ id, group, value, default: initial }) {
    const began = session.source.values.get(id)?.value ?? String(initial);
    return group === 'machine' && id.startsWith('machine.costs.') && [String(value), began].every(text => parseFloat(text) === 0);
  }

  return {
    needs: 'results',
    update() {
      const parameters = session.model.parameters();
      const now = parameters.map(p => `${p.id} ${p.type} ${p.shown} ${p.choices?.length}`).join('\n');
      if (now !== shape) build(parameters);
      shape = now;
      for (const parameter of parameters) rows.get(parameter.id).update(parameter);
      for (const { element } of rows.values()) forgetError(element);
      setText(rules, session.state.rules ?? '');
    },
    close: () => body.remove(),
  };
}

// Returns a session whose errors call the parameter by the label of its row instead of its key in the scenario's text.
function namedIn(session, { id, label }) {
  const ways = ['set', 'type', 'slide', 'nudge'].map(how => [how, (...rest) => {
    const answer = session[how](...rest);
    if (answer.error) answer.error.message = answer.error.message.replace(`"${id.split('.').at(-1)}"`, `“${label}”`);
    return answer;
  }]);
  return Object.assign(Object.create(session), Object.fromEntries(ways));
}

// An error is cleared when something else changes, but not while the focus is in its row.
function forgetError(row) {
  const error = row.querySelector('.row-error');
  if (!error.textContent || row.contains(document.activeElement)) return;
  setText(error, '');
  for (const field of row.querySelectorAll('[aria-invalid]')) setAttribute(field, 'aria-invalid', false);
}

// One row. The parts of a figure use it, too.
export function makeParameterRow(session, first) {
  const id = freshId(first.id);
  let parameter = first;

  const label = el('label', { for: id, title: first.help }, first.label);
  const help = el('span', { id: id + '-help', class: 'hidden' });
  const error = el('p', { class: 'row-error', role: 'alert' });
  const reset = el('button', { class: 'reset', hidden: true, on: { click: toDefault } });
  setIcon(reset, 'reset');
  const control = (controls[first.type] ?? controls.text)({ id, parameter: first, ask });
  const element = el('div', { class: `row ${control.kind}`, 'data-id': first.id, on: { dblclick } },
                     label, reset, ...control.parts, help, error);

  // Tells the engine: `how` is one of the ways in session.js to change a parameter. The result comes back through
  // update().
  function ask(how, value, { quietly = false, settle = false } = {}) {
    const answer = session[how](parameter.id, value, { announce: !quietly });
    if (settle) session.model.settle();
    setText(error, answer.error ? answer.error.message : '');
    control.invalid(Boolean(answer.error));
    return !answer.error;
  }

  // The original value; a row that appeared only after a change has the default of the format.
  const original = () => session.source.values.get(parameter.id) ?? { value: String(parameter.default), text: parameter.default_text };

  function toDefault() {
    ask('set', original().value);
    control.focus();
  }

  function dblclick(event) {
    if (!event.target.matches('input[type=text], select, textarea')) toDefault();
  }

  return {
    element,
    update(now) {
      parameter = now;
      const initial = original().text;
      setText(help, now.hint);
      setAttribute(label, 'title', now.hint);
      element.classList.toggle('off', !now.enabled);
      reset.hidden = !now.enabled || String(now.value) === original().value;
      setAttribute(reset, 'aria-label', say('{parameter}: reset to {value}', { parameter: now.label, value: initial }));
      setAttribute(reset, 'title', say('Reset to {value}', { value: initial }));
      control.update(now);
    },
  };
}

const described = id => ({ id, 'aria-describedby': id + '-help' });

const controls = {
  integer: slider,
  number: slider,
  duration: slider,

  choice({ id, parameter, ask }) {
    const select = el('select', { ...described(id), on: { change: () => ask('set', select.value) } },
                      ...parameter.choices.map(({ value, label }) => el('option', { value }, label)));
    return {
      kind: 'choice',
      parts: [select],
      focus: () => select.focus(),
      invalid: bad => setAttribute(select, 'aria-invalid', bad),
      update(now) {
        select.disabled = !now.enabled;
        select.value = now.value;
      },
    };
  },

  boolean({ id, ask }) {
    const box = el('input', { ...described(id), type: 'checkbox', on: { change: () => ask('set', String(box.checked)) } });
    return {
      kind: 'switch',
      parts: [box],
      focus: () => box.focus(),
      invalid: bad => setAttribute(box, 'aria-invalid', bad),
      update(now) {
        box.disabled = !now.enabled;
        box.checked = now.value === 'true';
      },
    };
  },

  text({ id, ask }) {
    const field = typedField({ ...described(id) }, { ask: text => ask('set', text), show: ({ value }) => String(value) });
    return { kind: 'text', parts: [field.input], ...field };
  },
};

function slider({ id, parameter, ask }) {
  let waiting = null;  // where it was dragged to: one run per frame is enough

  const range = el('input', { ...described(id), type: 'range', min: 0, max: 1, step: 'any', on: { input, change, keydown } });
  const field = typedField({ class: 'value', 'aria-label': say('{parameter}, value', { parameter: parameter.label }), inputmode: 'text' }, {
    ask: text => ask('type', text), show: ({ text }) => text,
  });
  const unit = parameter.unit && parameter.type === 'number' ? el('span', { class: 'unit' }, parameter.unit) : null;

  function input() {
    fill();
    if (waiting === null) {
      requestAnimationFrame(() => {
        const latest = waiting;
        waiting = null;
        if (latest !== null) ask('slide', latest, { quietly: true });
      });
    }
    waiting = range.valueAsNumber;
  }

  function change() {
    waiting = null;
    ask('slide', range.valueAsNumber, { settle: true });
  }

  // An arrow key always leads to the next value, whatever the scale is.
  function keydown(event) {
    const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (!way) return;
    event.preventDefault();
    ask('nudge', way);
  }

  function fill() {
    range.style.setProperty('--fill', `${100 * range.valueAsNumber}%`);
  }

  return {
    kind: 'slider',
    parts: [el('span', { class: 'number' }, field.input, unit), range],
    focus: () => range.focus(),
    invalid: field.invalid,
    update(now) {
      range.disabled = !now.enabled;
      if (waiting === null) range.value = now.share;
      setAttribute(range, 'aria-valuetext', [now.text, now.unit].join(' ').trim());
      field.update(now);
      fill();
    },
  };
}

// A number that looks like text until one types into it. Enter, or leaving it, applies it (both are a "change"); Esc
// restores it.
function typedField(attributes, { ask, show }) {
  let shown = '';
  const input = el('input', { type: 'text', autocomplete: 'off', spellcheck: 'false', ...attributes, on: {
    focus: () => input.select(),
    change: () => { if (input.value !== shown) ask(input.value); },
    keydown(event) {
      if (event.key === 'Escape') {
        write(shown);
        input.blur();
      }
    },
  } });

  function write(text) {
    input.value = text;
    input.size = Math.min(Math.max(text.length, 2), 24);
  }

  return {
    input,
    focus: () => input.focus(),
    invalid: bad => setAttribute(input, 'aria-invalid', bad),
    update(now) {
      input.disabled = !now.enabled;
      const fresh = show(now);
      if (fresh === shown && document.activeElement === input) return;  // it may be half typed
      shown = fresh;
      if (input.value !== fresh) write(fresh);
    },
  };
}
