// node:path, for POSIX.

import { needString } from './core.js';

const slashed = (path, above) => {
  const parts = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length && parts[parts.length - 1] !== '..') parts.pop();
    else if (above) parts.push('..');
  }
  return parts.join('/');
};

export function makePath() {
  const path = {
    sep: '/',
    delimiter: ':',
    win32: null,
    resolve(...paths) {
      let all = '';
      for (let i = paths.length - 1; i >= -1 && !all.startsWith('/'); i--) {
        const one = i >= 0 ? paths[i] : '/app';
        if (i >= 0) needString(one, `paths[${i}]`);
        if (one !== '') all = all ? `${one}/${all}` : one;
      }
      return `/${slashed(all, false)}`;
    },
    normalize(text) {
      needString(text, 'path');
      if (text === '') return '.';
      const absolute = text[0] === '/',
        trailing = text.endsWith('/');
      let clean = slashed(text, !absolute);
      if (clean === '') return absolute ? '/' : trailing ? './' : '.';
      if (trailing) clean += '/';
      return absolute ? `/${clean}` : clean;
    },
    isAbsolute(text) {
      needString(text, 'path');
      return text[0] === '/';
    },
    join(...paths) {
      for (const one of paths) needString(one, 'path');
      const all = paths.filter((one) => one !== '').join('/');
      return all === '' ? '.' : path.normalize(all);
    },
    relative(from, to) {
      needString(from, 'from');
      needString(to, 'to');
      const a = path.resolve(from).split('/').filter(Boolean),
        b = path.resolve(to).split('/').filter(Boolean);
      let same = 0;
      while (same < a.length && same < b.length && a[same] === b[same]) same++;
      return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
    },
    toNamespacedPath: (text) => text,
    dirname(text) {
      needString(text, 'path');
      const bare = text.replace(/(?<=.)\/+$/, ''),
        at = bare.lastIndexOf('/');
      if (text === '' || at === -1) return text[0] === '/' ? '/' : '.';
      return bare.slice(0, at).replace(/\/+$/, '') || (at === 1 && bare[0] === '/' ? '//' : '/');
    },
    basename(text, suffix) {
      needString(text, 'path');
      const bare = text.replace(/\/+$/, ''),
        base = bare.slice(bare.lastIndexOf('/') + 1);
      return suffix !== undefined && base !== suffix && base.endsWith(suffix)
        ? base.slice(0, -suffix.length || undefined)
        : base;
    },
    extname(text) {
      needString(text, 'path');
      const base = path.basename(text),
        at = base.lastIndexOf('.');
      return at <= 0 || base === '..' ? '' : base.slice(at);
    },
    parse(text) {
      needString(text, 'path');
      const root = text[0] === '/' ? '/' : '',
        base = path.basename(text),
        ext = path.extname(text);
      const bare = text.replace(/(?<=.)\/+$/, ''),
        at = bare.lastIndexOf('/');
      return {
        root,
        dir: at === -1 ? '' : at === 0 ? root : bare.slice(0, at),
        base,
        ext,
        name: ext ? base.slice(0, -ext.length) : base,
      };
    },
    format(parts) {
      const dir = parts.dir || parts.root;
      const ext = parts.ext && !parts.ext.startsWith('.') ? `.${parts.ext}` : parts.ext || '';
      const base = parts.base || `${parts.name || ''}${ext}`;
      if (!dir) return base;
      return dir === parts.root ? dir + base : `${dir}/${base}`;
    },
  };
  path.posix = path;
  return path;
}
