// Goes a person's main ways through a built site with Chromium, and prints where they lead as JSON.
//
//   node ways.mjs HTML_FOLDER CHROMIUM
//
// From the home page to the first chapter, by tag, by series and up again, by the menu on a phone, to dark colors and back again, and away with the book.

import { launch, serve } from "./browser.mjs";

const [root, executablePath] = process.argv.slice(2);
const SLIDE = 250; // milliseconds that a menu takes to come or go
const server = await serve(root);
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launch(executablePath);
const heading = async (page) => (await page.locator("h1").first().innerText()).replace("#", "").trim();
const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

async function open(path, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
  await page.goto(`${origin}/${path}`);
  return page;
}

async function follow(page, link) {
  await Promise.all([page.waitForNavigation(), page.locator(link).first().click()]);
  return heading(page);
}

async function toTheStart() {
  const page = await open("index.html");
  return follow(page, ".start-reading a");
}

async function byTag() {
  const page = await open("index.html");
  const tags = await follow(page, ".site-links a:has-text('Tags')");
  const tag = await follow(page, "ul.post-index.tag a:has-text('Containers')");
  const post = await follow(page, "ul.post-list a");
  return [tags, tag, post];
}

async function bySeries() {
  const page = await open("index.html");
  const all = await follow(page, ".site-links a:has-text('Series')");
  const series = await follow(page, "ul.post-index.series a");
  const first = await follow(page, "ul.post-list a");
  const next = await follow(page, ".byline p.series:has-text('Next') a");
  const up = await follow(page, ".breadcrumb-nav li.up a");
  return [all, series, first, next, up];
}

async function byMenuOnPhone({ javaScriptEnabled }) {
  const page = await open("index.html", { viewport: { width: 375, height: 700 }, javaScriptEnabled });
  if (javaScriptEnabled) {
    await page.locator(".primary-toggle:visible").first().click();
    await page.waitForTimeout(SLIDE);
    return [await follow(page, "dialog[open] nav.bd-links a:has-text('Glossary')")];
  }
  await page.locator("a[href='#pst-primary-sidebar']:visible").click();
  return [await follow(page, "nav.bd-links a:has-text('Glossary'):visible")];
}

async function toSectionOnPhone() {
  const phone = { viewport: { width: 375, height: 700 }, javaScriptEnabled: false };
  const page = await open("guide/write-posts.html", phone);
  await page.locator("a[href='#pst-secondary-sidebar']:visible").click();
  await page.locator(".page-toc a:has-text('Drafts'):visible").click();
  await page.waitForTimeout(SLIDE);
  const menu = await page.locator("#pst-secondary-sidebar").isVisible();
  return [new URL(page.url()).hash, menu];
}

async function toDark() {
  const page = await open("index.html", { colorScheme: "light" });
  const light = await background(page);
  await page.locator(".theme-switch-button:visible").first().click();
  await page.waitForTimeout(SLIDE);
  await page.locator(".theme-change-button[data-mode=dark]").click();
  await page.waitForTimeout(SLIDE);
  const after = await background(page);
  await follow(page, "nav.bd-links a:has-text('Preface')");
  return { light, after, kept: await background(page) };
}

async function download(kind) {
  const page = await open("index.html");
  const link = page.locator(`.book-downloads a:has-text('${kind}')`);
  // a browser shows a PDF itself: what is asked here is that the file comes
  const file = await page.request.get(new URL(await link.getAttribute("href"), page.url()).href);
  return { status: file.status(), start: (await file.body()).subarray(0, 4).toString("latin1") };
}

const found = {
  start: await toTheStart(),
  tag: await byTag(),
  series: await bySeries(),
  phone: await byMenuOnPhone({ javaScriptEnabled: true }),
  phoneWithoutScript: await byMenuOnPhone({ javaScriptEnabled: false }),
  section: await toSectionOnPhone(),
  dark: await toDark(),
  pdf: await download("PDF"),
  epub: await download("ePub"),
};
await browser.close();
server.close();
console.log(JSON.stringify(found));
