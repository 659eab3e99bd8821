// Runs a program in a page of Chromium, as a script that is added to a page that has been shown for a while.

const quiet_ms = 700;  // longer than any pause of a program

// Returns the lines that it prints. `enough`: the number of lines after which nothing more is expected soon.
export async function linesInChromium(browser, program, { enough = Infinity } = {}) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.route('**/*', route => (route.request().url().endsWith('/program.js')
      ? route.fulfill({ contentType: 'text/javascript', body: program })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><meta charset="utf-8"><title>program</title><body>' })));
    await page.goto('http://localhost/');
    const lines = [];
    let last = Date.now();
    page.on('console', message => {
      if (message.type() !== 'log') return;
      lines.push(message.text());
      last = Date.now();
    });
    // Pictures are made regularly by then.
    await page.evaluate(() => new Promise(done => {
      let frames = 0;
      const frame = () => (++frames < 5 ? requestAnimationFrame(frame) : setTimeout(done, 20));
      requestAnimationFrame(frame);
    }));
    last = Date.now();
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.src = '/program.js';
      document.head.append(script);
    });
    while (Date.now() - last < (lines.length >= enough ? 150 : quiet_ms)) await new Promise(done => setTimeout(done, 20));
    return lines;
  } finally {
    await context.close();
  }
}
