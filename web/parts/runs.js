// The list of compared runs. Each has its name and a menu that can rename, copy, move, hide and remove it, make it the
// baseline, and restrict the controls to it.

import { el, freshId, setAttribute, setText } from '../core/dom.js';
import { say } from '../core/say.js';
import { setIcon } from './icons.js';
import { entry, makeMenu } from './menu.js';
import { makeFold } from './fold.js';

export function makeRuns(root, session) {
  const { model } = session;
  const list = el('ol', { class: 'runs' });
  const aim = el('select', { id: freshId('aim'), on: { change: () => act(() => model.aim(Number(aim.value))) } });
  const buttons = ['keep-run', 'branch-run'].map(id => ({ id, button: el('button', { class: 'button', on: { click: () => session.run(id) } }) }));
  const error = el('p', { class: 'row-error', role: 'alert' });
  const fold = makeFold(root, say('Runs'), list,
    el('div', { class: 'run-buttons' }, ...buttons.map(({ button }) => button)),
    el('div', { class: 'row choice run-aim' }, el('label', { for: aim.id, title: say('When you change all runs, the settings in which a run differs stay as they are.') }, say('Controls change')), aim), error);
  const rows = [];  // by position: a row shows whichever run is at its position

  // Makes a change; if that fails, shows the reason. Returns whether it succeeded.
  function act(change) {
    const answer = session.act(change);
    setText(error, answer.error ? answer.error.message : '');
    return !answer.error;
  }

  function makeRow(place) {
    let run;
    const name = el('button', { class: 'link', on: { click: () => (run.pane === null ? act(() => model.showRun(run.variant)) : act(() => model.focus(run.pane))) } });
    const flags = el('span', { class: 'run-flags' });
    const differs = el('span', { class: 'run-differs' });
    const button = el('button', { class: 'button icon-only quiet' });
    const heading = el('div', { class: 'run-name' }, name, flags, differs);
    const element = el('li', {}, heading, button);
    setIcon(button, 'more');
    const menu = makeMenu(button, () => entries(place, run, rename));

    // Replaces the name by a text field. Enter, or leaving the field, applies the new name; Esc discards it.
    function rename() {
      let done = false;
      const finish = apply => {
        if (done) return;
        done = true;
        input.replaceWith(heading);
        if (apply && input.value !== input.defaultValue) act(() => model.renameRun(run.pane, input.value.trim()));
        button.focus();
      };
      const input = el('input', { type: 'text', class: 'run-rename', maxlength: 200, value: run.own || run.title, 'aria-label': say('Name of the run'), title: say('Leave it empty to name the run after what is different about it'), on: {
        blur: () => finish(true),
        keydown(event) {
          if (event.key === 'Enter') finish(true);
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          finish(false);
        },
      } });
      heading.replaceWith(input);
      input.focus();
      input.select();
    }

    return {
      element,
      menu,
      focus: () => button.focus(),
      update(now) {
        run = now;
        const hidden = run.pane === null;
        element.classList.toggle('hidden-run', hidden);
        setText(name, run.title);
        setAttribute(name, 'title', hidden ? say('Show this run') : say('Bring this run into focus'));
        name.toggleAttribute('aria-current', run.focus);
        setText(flags, [hidden && say('hidden'), run.baseline && say('baseline'), run.aim && say('controls change this run')].filter(Boolean).join(' · '));
        setText(differs, run.differs.filter(text => !run.title.includes(text)).slice(0, 4).join(' · '));
        setAttribute(button, 'aria-label', say('{run}: menu', { run: run.title }));
      },
      close() {
        menu.close();
        element.remove();
      },
    };
  }

  const keyOf = id => session.commands.find(one => one.id === id)?.key_labels ?? [];

  function entries(place, run, rename) {
    const { pane, variant } = run;
    const all = runsNow().runs;
    const shown = all.filter(one => one.pane !== null);
    if (pane === null) return [entry({ label: say('Show{@run}'), act: () => act(() => model.showRun(variant)) })];
    const ours = variant !== null;
    const last = shown.filter(one => one.variant !== null).at(-1);
    const move = by => {
      if (act(() => model.moveRun(pane, by))) rows[all.findIndex(one => one.pane === pane + by)]?.focus();
    };
    return [
      entry({ label: say('Compare the other runs with this one'), keys: keyOf('pin-baseline'), checked: run.baseline, disabled: shown.length < 2, act: () => act(() => model.pinBaseline(pane)) }),
      entry({ label: say('Controls change only this run'), keys: keyOf('aim-run'), checked: run.aim, disabled: !ours, act: () => act(() => model.aim(run.aim ? -1 : pane)) }),
      entry({ label: say('Rename…'), disabled: !ours, act: rename }),
      entry({ label: say('Duplicate'), keys: keyOf('copy-run'), disabled: !ours, act: () => act(() => model.copyRun(pane)) }),
      entry({ label: say('Branch at the playhead'), keys: keyOf('branch-run'), disabled: !ours, act: () => act(() => model.branchRun(pane)) }),
      entry({ label: say('Move up'), keys: keyOf('run-up'), disabled: !ours || pane === 0, act: () => move(-1) }),
      entry({ label: say('Move down'), keys: keyOf('run-down'), disabled: !ours || last?.pane === pane, act: () => move(1) }),
      entry({ label: say('Hide'), keys: keyOf('hide-run'), disabled: !ours || shown.length < 2, act: () => act(() => model.hideRun(pane)) }),
      entry({ label: say('Remove'), keys: keyOf('remove-run'), disabled: !ours || shown.length < 2, act: () => act(() => model.removeRun(pane)) }),
    ];
  }

  const runsNow = () => model.runs();

  return {
    needs: 'commands',
    update() {
      const { runs, aims } = runsNow();
      while (rows.length < runs.length) {
        rows.push(makeRow(rows.length));
        list.append(rows.at(-1).element);
      }
      while (rows.length > runs.length) rows.pop().close();
      runs.forEach((run, i) => rows[i].update(run));
      for (const { id, button } of buttons) {
        const { label, help, key_labels: [key], enabled } = session.commands.find(one => one.id === id);
        setText(button, label);
        setAttribute(button, 'title', say('{help} ({key})', { help, key }));
        button.disabled = !enabled;
      }
      const choices = [['-1', say('all runs')], ...runs.filter(({ pane, variant }) => pane !== null && variant !== null).map(({ pane, title }) => [String(pane), title])];
      aim.replaceChildren(...choices.map(([value, label]) => el('option', { value }, label)));
      aim.value = aims ? String(runs.find(one => one.aim).pane) : '-1';
      aim.parentElement.hidden = choices.length < 3;
      fold.show(!session.state.recording);
    },
    close() {
      while (rows.length > 0) rows.pop().close();
      fold.close();
    },
  };
}
