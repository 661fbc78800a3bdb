// Looks at pages of a built site with Chromium, and prints how wide their content is as JSON.
//
//   node overflow.mjs HTML_FOLDER CHROMIUM PAGE...
//
// By page and width of the window: how far the page scrolls sideways, the elements of ours that are
// wider than the window, in pixels, and the sizes of frames, players and pictures.

import { launch, serve } from "./browser.mjs";

const [root, executablePath, ...pages] = process.argv.slice(2);
const server = await serve(root);
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launch(executablePath);
const found = {};
for (const name of pages) {
  for (const width of [375, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    await page.route((address) => address.origin !== origin, (route) => route.abort());
    await page.goto(`${origin}/${name}`);
    found[`${name} ${width}`] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const ours = [...document.querySelectorAll(".post-card *, .shape, iframe, .video_wrapper, .post-title")];
      const wide = ours.filter((element) => {
        const around = element.closest(".post-card") ?? document.documentElement;
        return element.getBoundingClientRect().right > around.getBoundingClientRect().right + 1;
      });
      const shapes = [...document.querySelectorAll(".shape:not(a), .video_wrapper iframe")].map((element) => {
        const { width, height } = element.getBoundingClientRect();
        return [element.localName, width, height];
      });
      return {
        scrolls: scrollWidth - clientWidth,
        wide: wide.map((element) => element.outerHTML),
        shapes,
      };
    });
    if (process.env.SHOTS) {
      await page.screenshot({ path: `${process.env.SHOTS}-${name.replace("/", "-")}-${width}.png`, fullPage: true });
    }
    await context.close();
  }
}
await browser.close();
server.close();
console.log(JSON.stringify(found));
