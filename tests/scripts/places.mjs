// Prints where elements of a page of a built site are, in pixels, as JSON.
//
//   node places.mjs HTML_FOLDER CHROMIUM WIDTH PAGE SELECTOR...
//
// By selector: for each element its text as shown, its left and right side, and whether it is cut.

import { launch, serve } from "./browser.mjs";

const [root, executablePath, width, path, ...selectors] = process.argv.slice(2);
const server = await serve(root);
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launch(executablePath);
const page = await browser.newPage({ viewport: { width: Number(width), height: 800 } });
await page.route((address) => address.origin !== origin, (route) => route.abort());
await page.goto(`${origin}/${path}`);
const found = {};
for (const selector of selectors) {
  found[selector] = await page.evaluate((css) => [...document.querySelectorAll(css)].map((element) => {
    const { left, right } = element.getBoundingClientRect();
    const isCut = element.scrollWidth > element.clientWidth && getComputedStyle(element).overflowX === "hidden";
    return { text: element.innerText, left, right, isCut };
  }), selector);
}
await browser.close();
server.close();
console.log(JSON.stringify(found));
