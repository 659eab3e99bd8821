const f = () => { Promise.resolve().then(f); Promise.resolve().then(f); }; f();
