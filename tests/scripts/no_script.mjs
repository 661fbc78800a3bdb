// Looks at pages of a built site with Chromium, JavaScript off, and prints what is there as JSON.
//
//   node no_script.mjs HTML_FOLDER CHROMIUM PAGE...
//
// By page: blocks of text that the page has and does not show, formulas, those of them that are drawn
// (they have a size), and links in the navigation.

import { launch, serve } from "./browser.mjs";

const [root, executablePath, ...pages] = process.argv.slice(2);
const server = await serve(root);
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launch(executablePath);
const options = { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false };
const context = await browser.newContext(options);
const found = {};
for (const name of pages) {
  const page = await context.newPage();
  await page.goto(`${origin}/${name}`);
  // all but what stands in a <details>, which can be opened without a script
  const blocks = page.locator("main .bd-article :is(p, li, pre, td, th, dt, h1, h2, h3)");
  const hidden = await blocks.evaluateAll((found) =>
    found
      .filter((block) => block.textContent.trim() && !block.closest("details"))
      .filter((block) => !block.checkVisibility({ visibilityProperty: true }))
      .map((block) => block.textContent.trim()),
  );
  const formulas = await page.locator("main math").all();
  const sizes = await Promise.all(formulas.map((formula) => formula.boundingBox()));
  found[name] = {
    hidden,
    formulas: formulas.length,
    drawn: sizes.filter((box) => box && box.width > 0 && box.height > 0).length,
    navigation: await page.locator("nav.bd-links a:visible").count(),
  };
  await page.close();
}
await browser.close();
server.close();
console.log(JSON.stringify(found));
