// Prints where the text begins on pages of a built site, in pixels from the left, as JSON.
//
//   node columns.mjs HTML_FOLDER CHROMIUM WIDTH PAGE...

import { launch, serve } from "./browser.mjs";

const [root, executablePath, width, ...pages] = process.argv.slice(2);
const server = await serve(root);
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launch(executablePath);
const page = await browser.newPage({ viewport: { width: Number(width), height: 800 } });
const found = {};
for (const path of pages) {
  await page.goto(`${origin}/${path}`);
  found[path] = await page.evaluate(() => document.querySelector("h1").getBoundingClientRect().left);
}
await browser.close();
server.close();
console.log(JSON.stringify(found));
