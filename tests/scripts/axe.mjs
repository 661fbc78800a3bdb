// Looks at pages of a built site with Chromium, and prints what is wrong with them as JSON.
//
//   node axe.mjs HTML_FOLDER CHROMIUM PAGE...
//
// Each page is seen light and dark on a narrow and a wide screen, on the narrow one also with each menu
// open, the first also with the color modes and the search open:
// what axe-core finds, what the console says, what is asked of other hosts, what overflows.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { launch, serve } from "./browser.mjs";

const [root, executablePath, ...pages] = process.argv.slice(2);
const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SLIDE = 250; // milliseconds that a menu takes to come or go
const MENUS = { primary: "#pst-primary-sidebar-modal", secondary: "#pst-secondary-sidebar-modal" };

// Returns what axe-core finds in the whole page, or within one element.
async function violations(page, selector = null) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  const found = await page.evaluate(
    (within) => window.axe.run(within ?? document, { resultTypes: ["violations"] }),
    selector,
  );
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.html} (${node.failureSummary})`),
  );
}

async function overflow(page) {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    return document.documentElement.scrollWidth > room
      ? [`overflow: ${document.documentElement.scrollWidth}px on a screen of ${room}px`]
      : [];
  });
}

async function openMenu(page, name) {
  const button = page.locator(`.${name}-toggle:visible`);
  if ((await button.count()) === 0) return null;
  await button.first().click();
  await page.waitForTimeout(SLIDE);
  return (await page.locator(`${MENUS[name]}[open]`).count()) ? [] : [`menu ${name} does not open`];
}

async function openModes(page) {
  await page.locator(".theme-switch-button:visible").first().click();
  await page.waitForTimeout(SLIDE);
}

async function openSearch(page) {
  await page.locator(".search-button-field:visible, .search-button:visible").first().click();
  await page.waitForTimeout(SLIDE);
  return (await page.locator("dialog[open] input[type=search]").count()) ? [] : ["search does not open"];
}

async function look(browser, origin, width, colorScheme) {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const findings = [];
  let name = "";
  const note = (state, messages) =>
    messages.forEach((message) => findings.push({ page: name, width, colorScheme, state, message }));
  page.on("console", (said) => {
    if (["error", "warning"].includes(said.type())) note("console", [said.text()]);
  });
  page.on("pageerror", (error) => note("console", [String(error)]));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol.startsWith("http")) note("request", [request.url()]);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) note("request", [`${response.status()} ${response.url()}`]);
  });
  for (name of pages) {
    // a search goes on when its page is there
    const waitUntil = name.includes("?") ? "networkidle" : "load";
    await page.goto(`${origin}/${name}`, { waitUntil });
    note("page", [...(await violations(page)), ...(await overflow(page))]);
    for (const menu of width < 992 ? Object.keys(MENUS) : []) {
      const opened = await openMenu(page, menu);
      if (opened === null) continue;
      // behind an open menu, which is modal, all pages are inert alike: it is looked at once
      const within = name === pages[0] || opened.length ? null : MENUS[menu];
      note(`${menu} menu`, [...opened, ...(await violations(page, within)), ...(await overflow(page))]);
      await page.keyboard.press("Escape");
      await page.waitForTimeout(SLIDE);
    }
    if (name !== pages[0]) continue;
    await openModes(page);
    note("color modes", [...(await violations(page)), ...(await overflow(page))]);
    await page.keyboard.press("Escape");
    note("search", [...(await openSearch(page)), ...(await violations(page)), ...(await overflow(page))]);
  }
  await context.close();
  return findings;
}

const server = await serve(root);
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launch(executablePath);
const findings = [];
// what does not fit on wider phones does not on the narrowest
for (const width of [320, 1280]) {
  const both = ["light", "dark"].map((colorScheme) => look(browser, origin, width, colorScheme));
  findings.push(...(await Promise.all(both)).flat());
}
await browser.close();
server.close();
console.log(JSON.stringify(findings, null, 2));
