const f = () => process.nextTick(f); f();
