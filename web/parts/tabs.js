// Tabs: one panel, whose content depends on the chosen one. Arrow keys, Home and End choose another.

import { el, freshId, setAttribute } from '../core/dom.js';

// all: [{id, label}]. chosen(id) is called when the user has chosen another. Returns {element, panel, choose(id)}; the
// page fills `panel`.
export function makeTabs(label, all, chosen) {
  const panelId = freshId('panel');
  const tabs = new Map(all.map(({ id, label: text }) => [id, el('button', {
    class: 'tab', role: 'tab', id: freshId('tab'), 'data-id': id, 'aria-controls': panelId, on: { click: () => take(id) },
  }, text)]));
  const element = el('div', { class: 'tabs', role: 'tablist', 'aria-label': label, on: { keydown } }, ...tabs.values());
  const panel = el('div', { role: 'tabpanel', id: panelId });

  function choose(id) {
    for (const [one, tab] of tabs) {
      setAttribute(tab, 'aria-selected', one === id);
      tab.tabIndex = one === id ? 0 : -1;
    }
    setAttribute(panel, 'aria-labelledby', tabs.get(id).id);
  }

  function take(id) {
    choose(id);
    chosen(id);
  }

  function keydown(event) {
    const names = [...tabs.keys()];
    const at = names.findIndex(id => tabs.get(id) === event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined || at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const id = names.at(to % names.length);
    take(id);
    tabs.get(id).focus();
  }

  choose(all[0].id);
  return { element, panel, choose, focus: id => tabs.get(id).focus() };
}
