// Types into the search dialog of a page, and prints the results below the field as JSON.
//
//   node suggestions.mjs HTML_FOLDER CHROMIUM PAGE TERM [WIDTH]
//
// The output also names what was requested after the page itself, and where the Enter key on the
// first result leads to. With SHOT set, a picture of the dialog is written there.

import { launch, serve } from "./browser.mjs";

const [root, executablePath, start, term, width = "1280"] = process.argv.slice(2);
const server = await serve(root);
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launch(executablePath);
const page = await browser.newPage({ viewport: { width: Number(width), height: 800 } });
const asked = [];
const said = [];
page.on("console", (message) => {
  if (["error", "warning"].includes(message.type())) said.push(message.text());
});
page.on("pageerror", (error) => said.push(String(error)));
await page.clock.install();
await page.goto(`${origin}/${start}`);
page.on("request", (request) => asked.push(new URL(request.url()).pathname.slice(1)));
await page.locator(".search-button__button:visible").first().click();
// The script of the search loads while a reader types. The page's clock stands still, as a pause
// between two keys on a busy machine would start a search of its own.
await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000);
await page.keyboard.type(term, { delay: 40 });
await page.clock.resume();
await page.locator(".search-suggestions:visible").waitFor();
await page.waitForFunction((term) => {
  const all = document.querySelector(".search-suggestions > a");
  return new URL(all.href).searchParams.get("q") === term;
}, term);
// the excerpts of the results come with requests of their own
await page.waitForLoadState("networkidle");
const hits = page.locator(".search-suggestions .search-hits > li");
const found = {
  titles: await hits.locator("h2").allTextContents(),
  marked: await hits.first().locator("mark").allTextContents(),
  status: await page.locator("dialog [role=status]").textContent(),
  all: await page.locator(".search-suggestions > a").getAttribute("href"),
  overflow: await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  ),
};
if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT });
const loaded = [...asked];
await page.keyboard.press("ArrowDown");
await page.keyboard.press("Enter");
await page.waitForLoadState();
found.arrived = (await page.locator("h1").first().textContent()).replace("#", "").trim();
console.log(JSON.stringify({ ...found, asked: loaded, said }));
await browser.close();
server.close();
