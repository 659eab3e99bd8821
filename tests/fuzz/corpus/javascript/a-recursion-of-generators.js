function* f() { yield* f(); } [...f()];
