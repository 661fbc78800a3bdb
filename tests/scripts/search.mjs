// Searches a site as readers do, and prints the results as JSON.
//
//   node search.mjs HTML_FOLDER CHROMIUM SEARCH...
//
// Each SEARCH is a JSON array, PAGE STEP...; the output is an array with an object for each. PAGE is
// the first page, with its query, or a file: address. The steps are done in turn: "narrow" (a phone's
// width), "dialog:TERM" (in the dialog of the search button), "words:TERM" (in the field of the page),
// "filter:NAME:VALUE" (ticks a box), "order:NAME", "clear", "reload".
//
// An object describes the page after the last step: the query of its address, the status message,
// the title and date of each result and the heading of the linked page, the values of each filter,
// the excerpts of Sphinx's search, all requests, console messages, and whether the page overflows.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launch, serve } from "./browser.mjs";

const [root, executablePath, ...searches] = process.argv.slice(2);
const server = await serve(root);
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launch(executablePath);
const STATUS = "#site-search .search-status, #search-results .search-summary";
const HITS = ".search-hits > li, #search-results ul.search > li";

async function settled(page) {
  const told = () =>
    page.evaluate(
      ([status, hits]) =>
        [...document.querySelectorAll(`${status}, ${hits}, .search-facets`)]
          .map((shown) => shown.textContent)
          .join(),
      [STATUS, HITS],
    );
  await page.waitForFunction(
    () =>
      document.querySelector("#site-search .search-status:not(:empty)") ||
      /found|match/.test(document.querySelector("#search-results .search-summary")?.textContent),
  );
  for (let before = null, now = await told(); before !== now; now = await told()) {
    before = now;
    await page.waitForTimeout(400);
  }
}

const DO = {
  narrow: async () => {},
  dialog: async (page, words) => {
    await page.locator(".search-button__button:visible").first().click();
    await page.locator("dialog[open] input[type=search]").fill(words);
    await page.keyboard.press("Enter");
    await page.waitForURL(/search/);
  },
  words: (page, words) => page.locator(".bd-search-container input[type=search]").fill(words),
  filter: async (page, name, value) => {
    const button = page.getByRole("button", { name: "Filter", exact: true });
    if (await button.isVisible()) await button.click();
    const group = page.locator("details", { has: page.locator(`summary:has-text("${name}")`) });
    if (!(await group.evaluate((details) => details.open))) await group.locator("summary").click();
    await group.getByLabel(value).first().click();
  },
  order: (page, name) => page.locator("#site-search select").selectOption(name),
  clear: (page) => page.getByRole("button", { name: "Clear filters" }).click(),
  reload: (page) => page.reload(),
};

// Returns the first heading of a page, which is not drawn for it.
async function heading(address, page) {
  const html = address.startsWith("file:")
    ? await readFile(fileURLToPath(address.replace(/[?#].*/, "")), "utf8")
    : await (await page.request.get(address)).text();
  const text = await page.evaluate(
    (source) => new DOMParser().parseFromString(source, "text/html").querySelector("h1").textContent,
    html,
  );
  return text.replace("#", "").trim();
}

async function result(hit, page) {
  const link = hit.locator("a").first();
  return {
    title: (await link.textContent()).trim(),
    date: (await hit.locator(".search-date").allTextContents()).join(),
    heading: await heading(await link.evaluate((element) => element.href), page),
    marked: await hit.locator("mark").allTextContents(),
  };
}

async function search(start, steps) {
  const width = steps.includes("narrow") ? 375 : 1280;
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  const asked = [];
  const said = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) said.push(message.text());
  });
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => asked.push(new URL(request.url()).pathname.slice(1)));
  await page.goto(start.startsWith("file:") ? start : `${origin}/${start}`);
  for (const step of steps) {
    const [name, ...values] = step.split(":");
    await DO[name](page, ...values);
    if (name !== "narrow") await settled(page);
  }
  await settled(page);
  const found = [];
  for (const hit of await page.locator(HITS).all()) found.push(await result(hit, page));
  const facets = await page.locator(".search-facets details").evaluateAll((groups) =>
    groups.map((group) => [
      group.querySelector("summary").textContent,
      [...group.querySelectorAll("label")].map((label) => label.textContent),
    ]),
  );
  const seen = {
    query: decodeURIComponent(new URL(page.url()).search),
    status: await page.locator(STATUS).filter({ hasText: /./ }).first().textContent(),
    found,
    facets: Object.fromEntries(facets),
    around: (await page.locator("#search-results .context").allTextContents()).join(),
    asked,
    said,
    overflow: await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    ),
  };
  await context.close();
  return seen;
}

const seen = [];
for (const [start, ...steps] of searches.map((text) => JSON.parse(text))) {
  const failed = (error) => Promise.reject(new Error(`${[start, ...steps]}: ${error}`));
  seen.push(await search(start, steps).catch(failed));
}
await browser.close();
server.close();
console.log(JSON.stringify(seen));
