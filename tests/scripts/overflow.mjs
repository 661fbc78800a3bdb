// Looks at pages of a built site with Chromium, and prints how wide their content is as JSON.
//
//   node overflow.mjs HTML_FOLDER CHROMIUM PAGE...
//
// By page and width of the window: how far the page scrolls sideways, the elements of ours that are
// wider than the window, in pixels, and the sizes of frames, players and pictures; whether displayed
// formulas begin in their box and are beside or above their number; how far pictures of authors are
// from the edge of their box; the longest lines of captions and of code in tables; what is copied of
// code; where columns of the general index begin; links to parent pages that are cut; the boxes after
// a post that are printed. Of a menu of color modes in our theme: how far it is from the end of its
// button, and whether it begins in the window; and which items of the bar above the text lie on
// others when the font is twice as large.

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
      const box = (element) => element.getBoundingClientRect();
      const formulas = [...document.querySelectorAll("div.math")].map((frame) => {
        const formula = box(frame.querySelector("math"));
        const number = frame.querySelector(".eqno") && box(frame.querySelector(".eqno"));
        const under = number && number.left < formula.right && number.top < formula.bottom && number.bottom > formula.top;
        return formula.left >= box(frame).left - 1 && !under;
      });
      const authors = [...document.querySelectorAll(".author-image")].map(
        (image) => box(image).left - box(image.closest(".author-box")).left,
      );
      const copied = [...document.querySelectorAll(".highlight pre")].map((code) => {
        getSelection().selectAllChildren(code);
        return getSelection().toString().trim();
      });
      getSelection().removeAllRanges();
      const parents = [...document.querySelectorAll(".breadcrumb-nav a")];
      const lines = [...document.querySelectorAll("caption, td code")].map((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return [element.localName, Math.max(...[...range.getClientRects()].map((line) => line.width))];
      });
      return {
        scrolls: scrollWidth - clientWidth,
        lines,
        index: [...document.querySelectorAll(".genindextable td")].map((column) => box(column).left),
        copied,
        formulas,
        authors,
        cut: parents.filter((link) => link.scrollWidth > link.clientWidth).map((link) => link.textContent),
        wide: wide.map((element) => element.outerHTML),
        shapes,
      };
    });
    const menu = page.locator(".bd-header-article .theme-switch-button + .dropdown-menu");
    if (await menu.count()) {
      const style = await page.addStyleTag({ content: "html { font-size: 200% }" });
      found[`${name} ${width}`].covered = await page.evaluate(() => {
        const shown = [...document.querySelectorAll(".bd-header-article :is(.btn, .header-article-item:has(.breadcrumb-nav))")]
          .map((item) => [item.className, item.getBoundingClientRect()])
          .filter(([, box]) => box.width);
        return shown
          .filter(([, box], place) => shown.slice(place + 1).some(([, other]) => other.left < box.right - 1 && other.right > box.left + 1))
          .map(([name]) => name);
      });
      await style.evaluate((element) => element.remove());
      await page.locator(".bd-header-article .theme-switch-button").click();
      found[`${name} ${width}`].menu = await menu.evaluate((opened) => {
        const { left, right } = opened.getBoundingClientRect();
        return [opened.previousElementSibling.getBoundingClientRect().right - right, left >= 0];
      });
    }
    await page.emulateMedia({ media: "print" });
    found[`${name} ${width}`].printed = await page.evaluate(() =>
      [...document.querySelectorAll(".author-box, .postscript, .post-citation")]
        .filter((element) => element.getClientRects().length)
        .map((element) => element.className),
    );
    await page.emulateMedia({ media: "screen" });
    if (process.env.SHOTS) {
      await page.screenshot({ path: `${process.env.SHOTS}-${name.replace("/", "-")}-${width}.png`, fullPage: true });
    }
    await context.close();
  }
}
await browser.close();
server.close();
console.log(JSON.stringify(found));
