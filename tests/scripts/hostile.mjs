// Opens pages with Chromium, and prints what an author's text did there, as JSON by page.
//
//   node hostile.mjs HTML_FOLDER CHROMIUM PAGE...
//
// A page is an address below the folder, with its query; also an SVG file or an XHTML page. What it
// did: calls of `ran()` and dialogs, requests to another origin, and links and handlers in the
// document that would run a script. Pages that did nothing have an empty list.

import { existsSync } from "node:fs";
import { launch, serve } from "./browser.mjs";

const [root, executablePath, ...pages] = process.argv.slice(2);
const notFound = existsSync(`${root}/404.html`) ? "404.html" : "";
const server = await serve(root, { notFound });
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launch(executablePath);
const context = await browser.newContext();
const TIME = 10; // milliseconds for what runs after the page has loaded
const SEARCH = 1500; // the same, for a search

const found = {};
const did = new Map(); // by page
await context.exposeBinding("ran", ({ page }, what) => did.get(page)?.push(`ran: ${what}`));
await context.route(
  (url) => url.origin !== origin && /^(http|ws)s?:/.test(url.protocol),
  (route) => {
    const request = route.request();
    did.get(request.frame().page())?.push(`asked: ${request.url()}`);
    return route.abort();
  },
);

function active() {
  const RUNS = /^(javascript|vbscript|data:(?!image\/(png|gif|jpeg|webp|svg)))/i;
  const LINKS = ["action", "data", "formaction", "href", "src", "to", "values", "xlink:href"];
  return [...document.querySelectorAll("*")].flatMap((element) =>
    [...element.attributes]
      .filter(({ name, value }) => {
        // browsers ignore control characters and spaces in a scheme
        const address = value.replace(/[\u0000-\u0020]/g, "");
        const runs = /^on/i.test(name) || (LINKS.includes(name) && RUNS.test(address));
        return runs && address.includes("ran(");
      })
      .map(({ name, value }) => `${element.nodeName} ${name}=${value}`),
  );
}

async function open(name) {
  const page = await context.newPage();
  did.set(page, (found[name] = []));
  page.on("dialog", async (dialog) => {
    found[name].push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await page.goto(`${origin}/${name}`, { waitUntil: "load" });
  await page.waitForTimeout(name.includes("?") ? SEARCH : TIME);
  // a redirect may come in between
  const again = () => page.waitForLoadState("load").then(() => page.evaluate(active));
  found[name].push(...(await page.evaluate(active).catch(again)));
  if (!page.url().startsWith(origin)) found[name].push(`went: ${page.url()}`);
  await page.close();
}

const left = [...pages];
const next = async () => {
  while (left.length) await open(left.shift());
};
await Promise.all([next(), next(), next()]);
await browser.close();
server.close();
console.log(JSON.stringify(found));
