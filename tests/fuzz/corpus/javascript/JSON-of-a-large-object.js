const o = {}; for (let i = 0; i < 200000; i++) o['k' + i] = i; for (;;) JSON.stringify(o);
