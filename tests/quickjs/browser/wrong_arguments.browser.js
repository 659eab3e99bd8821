// What the functions of a page say about arguments that are not functions.
for (const attempt of [() => queueMicrotask(), () => queueMicrotask(1), () => requestAnimationFrame(null), () => new EventTarget().dispatchEvent({}), () => new AbortSignal(), () => new Promise(), () => structuredClone()]) {
  try {
    attempt();
    console.log('no error');
  } catch (error) {
    console.log(error.name + ': ' + error.message);
  }
}
