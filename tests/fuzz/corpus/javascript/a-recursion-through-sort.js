const f = () => [1, 2].sort(f); f();
