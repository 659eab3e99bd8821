const f = () => { setTimeout(f, 1); setTimeout(f, 1); }; f();
