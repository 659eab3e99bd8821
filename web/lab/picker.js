// Which scenario: the built-in ones, and one's own when it came as text.

import { byId, el, setText } from '../dom.js';

export function makePicker(lab) {
  const select = byId('picker');
  const builtins = lab.model.builtins();
  select.replaceChildren(...builtins.map(({ id, title }) => el('option', { value: id }, title)));
  const own = el('option', { value: '' }, 'Your own scenario');

  select.addEventListener('change', () => {
    lab.loadBuiltin(select.value);
    const url = new URL(location.href);
    url.search = `?scenario=${select.value}`;
    url.hash = '';
    history.replaceState(null, '', url);
  });

  return {
    update() {
      const { id } = lab.source;
      if (id) own.remove();
      else if (!own.isConnected) select.append(own);
      if (!id) own.textContent = lab.state.title || 'Your own scenario';
      select.value = id ?? '';
      const description = lab.state.recording ? lab.state.description : JSON.parse(lab.source.text).description;
      setText(byId('about'), typeof description === 'string' ? description : '');
      byId('about-fold').hidden = !description;
      document.title = `${select.selectedOptions[0]?.textContent ?? 'Lab'} · Interleave`;
    },
  };
}
