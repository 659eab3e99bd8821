for (;;) new ArrayBuffer(1e7);
