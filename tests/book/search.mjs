// Searches from a page of a built site as a person does, and prints what is found as JSON.
//
//   node search.mjs HTML_FOLDER CHROMIUM PAGE WORDS
//
// Each result's title, and the heading of the page that it leads to.

import { launch, serve } from "./browser.mjs";

const [root, executablePath, start, words] = process.argv.slice(2);
const server = await serve(root);
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launch(executablePath);
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(`${origin}/${start}`);
await page.locator(".search-button-field:visible").first().click();
await page.locator("dialog[open] input[type=search]").fill(words);
await page.keyboard.press("Enter");
await page.waitForFunction(() => document.querySelector("#search-results .search-summary"));
await page.locator("#search-results li a").first().waitFor();
const results = await page.locator("#search-results ul.search > li > a").all();
const found = [];
for (const result of results) {
  const other = await browser.newPage();
  await other.goto(await result.evaluate((link) => link.href));
  const heading = (await other.locator("h1").first().textContent()).replace("#", "").trim();
  found.push({ title: (await result.textContent()).trim(), heading });
  await other.close();
}
await browser.close();
server.close();
console.log(JSON.stringify(found));
