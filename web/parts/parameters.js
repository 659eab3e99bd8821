// The rows of the parameter table as controls: a slider with a number that can also be typed
// into, a choice, a switch or a text. The engine owns every rule; here a row only says what
// was asked and shows what came of it.

import { el, freshId, setAttribute, setText } from '../core/dom.js';
import { durationText, parseDuration, prettyDuration } from '../core/units.js';
import { setIcon } from './icons.js';
import { makeScale } from './scale.js';

const groups = { work: 'Work', machine: 'Machine', strategy: 'Strategy' };

export function makeParameters(root, session) {
  const body = el('div');
  root.append(body);
  const rules = el('p', { class: 'rules' });  // in force, in words, under the scheduler's name
  let rows = new Map();  // id -> row
  let shape = '';

  function build(parameters) {
    body.replaceChildren();
    rows = new Map();
    for (const [group, title] of Object.entries(groups)) {
      const inGroup = parameters.filter(parameter => parameter.group === group);
      if (inGroup.length === 0) continue;
      const fold = el('details', { class: 'fold', open: true }, el('summary', {}, el('h2', {}, title)));
      const more = el('details', { class: 'more' }, el('summary', {}, 'More'));
      for (const parameter of inGroup) {
        const row = makeRow(session, parameter);
        rows.set(parameter.id, row);
        (parameter.shown ? fold : more).append(row.element);
        if (parameter.id === 'machine.scheduler.policy') row.element.after(rules);
      }
      if (more.children.length > 1) fold.append(more);
      body.append(fold);
    }
  }

  return {
    needs: 'results',
    update() {
      const parameters = session.model.parameters();
      const now = parameters.map(p => `${p.id} ${p.type} ${p.shown} ${p.choices?.length}`).join('\n');
      if (now !== shape) build(parameters);
      shape = now;
      for (const parameter of parameters) rows.get(parameter.id).update(parameter);
      setText(rules, session.state.rules ?? '');
    },
    close: () => body.remove(),
  };
}

function makeRow(session, first) {
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

  // Tells the engine; what it did comes back through update().
  function ask(value, { quietly = false, settle = false } = {}) {
    const answer = session.act(() => session.model.set(parameter.id, value), { announce: !quietly });
    if (settle) session.model.settle();
    setText(error, answer.error ? answer.error.message : '');
    control.invalid(Boolean(answer.error));
    return !answer.error;
  }

  // As the scenario came; a row that only a change brought has the format's default.
  const original = () => session.source.values.get(parameter.id) ?? String(parameter.default);

  function toDefault() {
    ask(original());
    control.focus();
  }

  function dblclick(event) {
    if (!event.target.matches('input[type=text], select, textarea')) toDefault();
  }

  return {
    element,
    update(now) {
      parameter = now;
      const initial = prettyDuration(original());
      const why = now.enabled ? now.help : `No effect with the other settings as they are. ${now.help}`;
      setText(help, why);
      setAttribute(label, 'title', why);
      element.classList.toggle('off', !now.enabled);
      reset.hidden = !now.enabled || String(now.value) === original();
      setAttribute(reset, 'aria-label', `${now.label}: back to ${initial}`);
      setAttribute(reset, 'title', `Back to ${initial}`);
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
    const select = el('select', { ...described(id), on: { change: () => ask(select.value) } },
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
    const box = el('input', { ...described(id), type: 'checkbox', on: { change: () => ask(String(box.checked)) } });
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
    const field = typedField({ ...described(id) }, { ask, show: text => text, read: text => text });
    return { kind: 'text', parts: [field.input], ...field };
  },
};

function slider({ id, parameter, ask }) {
  const duration = parameter.type === 'duration';
  let scale = makeScale(parameter);
  let waiting = null;  // while it is dragged, one run a frame is enough

  const range = el('input', { ...described(id), type: 'range', on: { input, change, keydown } });
  const field = typedField({ class: 'value', 'aria-label': `${parameter.label}, value`, inputmode: 'text' }, {
    ask,
    show: text => (duration ? prettyDuration(text) : text),
    read: text => (duration ? readDuration(text, parameter) : text.trim()),
  });
  const unit = parameter.unit && parameter.type === 'number' ? el('span', { class: 'unit' }, parameter.unit) : null;

  const textOf = value => (duration ? durationText(value) : String(value));

  function input() {
    const text = textOf(scale.value(range.valueAsNumber));
    fill();
    if (waiting === null) {
      requestAnimationFrame(() => {
        const latest = waiting;
        waiting = null;
        if (latest !== null) ask(latest, { quietly: true });
      });
    }
    waiting = text;
  }

  function change() {
    waiting = null;
    ask(textOf(scale.value(range.valueAsNumber)), { settle: true });
  }

  // An arrow key always leads to the next value, however the scale is divided.
  function keydown(event) {
    const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (!way) return;
    event.preventDefault();
    ask(textOf(scale.next(parameter.position, way)));
  }

  function fill() {
    const share = (range.valueAsNumber - range.min) / (range.max - range.min || 1);
    range.style.setProperty('--fill', `${100 * share}%`);
  }

  return {
    kind: 'slider',
    parts: [el('span', { class: 'number' }, field.input, unit), range],
    focus: () => range.focus(),
    invalid: field.invalid,
    update(now) {
      parameter = now;
      scale = makeScale(now);
      range.min = scale.min;
      range.max = scale.max;
      range.step = scale.step;
      range.disabled = !now.enabled;
      if (waiting === null) range.value = scale.position(now.position);
      setAttribute(range, 'aria-valuetext', [field.show(now.value), now.unit].join(' ').trim());
      field.update(now);
      fill();
    },
  };
}

// A number that is only text until one types into it. Enter or leaving it asks (both are a "change"); Esc takes it back.
function typedField(attributes, { ask, show, read }) {
  let value = '';
  const input = el('input', { type: 'text', autocomplete: 'off', spellcheck: 'false', ...attributes, on: {
    focus: () => input.select(),
    change: commit,
    keydown(event) {
      if (event.key === 'Escape') {
        write(show(value));
        input.blur();
      }
    },
  } });

  function commit() {
    if (input.value !== show(value)) ask(read(input.value));
  }

  function write(text) {
    input.value = text;
    input.size = Math.min(Math.max(text.length, 2), 24);
  }

  return {
    input,
    show,
    focus: () => input.focus(),
    invalid: bad => setAttribute(input, 'aria-invalid', bad),
    update(now) {
      input.disabled = !now.enabled;
      const fresh = String(now.value);
      const shown = show(fresh);
      if (fresh !== value || document.activeElement !== input) {
        value = fresh;
        if (input.value !== shown) write(shown);
      }
    },
  };
}

// "20 ms", "20ms", or "20" in the unit that stands there now. Anything else goes to the engine,
// which says what is wrong with it.
function readDuration(text, parameter) {
  const trimmed = text.trim();
  const ns = parseDuration(/^[0-9.]+$/.test(trimmed) ? trimmed + (/[a-z]+$/.exec(parameter.value)?.[0] ?? 'ms') : trimmed);
  return ns === null ? trimmed : durationText(ns);
}
