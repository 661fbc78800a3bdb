// Looks at the page of a built site that hosts serve for missing addresses, and prints what happens.
//
//   node not_found.mjs HTML_FOLDER CHROMIUM ROOT MISSING WORDS
//
// The site is at ROOT on a host that serves its 404.html for MISSING, deep in it. What fails to
// load besides that address, what the console says, where each link leads, whether the sidebar
// opens on a phone, and where a search arrives.

import { launch, serve } from "./browser.mjs";

const [folder, executablePath, root, missing, words] = process.argv.slice(2);
const server = await serve(folder, { root, notFound: "404.html" });
const origin = `http://127.0.0.1:${server.address().port}`;
const start = `${origin}${root}${missing}`;
const browser = await launch(executablePath);
const failed = [];
const said = [];

function watch(page) {
  page.on("console", (message) => {
    const expected = message.location().url === start;
    if (["error", "warning"].includes(message.type()) && !expected) said.push(message.text());
  });
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("response", (response) => {
    if (response.status() >= 400 && response.url() !== start) failed.push(response.url());
  });
}

const phone = await browser.newPage({ viewport: { width: 375, height: 800 } });
watch(phone);
await phone.goto(start);
await phone.locator(".primary-toggle:visible").first().click();
await phone.locator("#pst-primary-sidebar-modal[open] a").first().waitFor();
const menu = await phone.locator("#pst-primary-sidebar-modal a").count();
await phone.close();

const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
watch(page);
const status = (await page.goto(start, { waitUntil: "networkidle" })).status();
const heading = (await page.locator("h1").first().textContent()).replace("#", "").trim();
const links = await page.evaluate(() => [...document.links].map((link) => link.href));
const inside = [...new Set(links.map((link) => link.split("#")[0]))].filter(
  (link) => link.startsWith(origin) && link !== start,
);
const dead = [];
for (const link of inside) {
  const answer = await page.request.get(link);
  if (!answer.ok()) dead.push(link);
}
const heard = [...said]; // of this page, not of the one that shows what a search finds
await page.locator(".search-button-field:visible").first().click();
await page.locator("dialog[open] input[type=search]").fill(words);
await page.keyboard.press("Enter");
await page.waitForURL(/search/);
const arrived = new URL(page.url()).pathname;
const result = page.locator(".search-hits > li a").first();
await result.waitFor();
await result.click();
await page.waitForLoadState();
const found = (await page.locator("h1").first().textContent()).replace("#", "").trim();
await browser.close();
server.close();
console.log(
  JSON.stringify({
    status, heading, failed, said: heard, links: inside.length, dead, menu, arrived, found,
  }),
);
