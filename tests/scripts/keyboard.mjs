// Goes through pages of a built site with the keyboard alone, and prints what it meets as JSON.
//
//   node keyboard.mjs HTML_FOLDER CHROMIUM VIEW...
//
// A view is a page and the width of the screen, as in "index.html 375". For each: the stops of the Tab
// key without a visible focus or behind something else, whether the stops came round, and for each menu
// what it states before, while and after it is open, and where the focus is then; for details elements,
// whether they open and close.

import { launch, serve } from "./browser.mjs";

const [root, executablePath, ...views] = process.argv.slice(2);
const SLIDE = 350; // milliseconds that a menu takes to come or go
const MOST_STOPS = 400;
const server = await serve(root);
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launch(executablePath);

// The focused element, and whether it shows the focus: by an outline that is in sight and not
// transparent, of its own or of an element in it.
function focused() {
  const stop = document.activeElement;
  if (!stop || stop === document.body) return null;
  const isOutlined = (element) => {
    const style = getComputedStyle(element);
    const { width, height, left, right, top, bottom } = element.getBoundingClientRect();
    return (
      style.outlineStyle !== "none" &&
      parseFloat(style.outlineWidth) >= 2 &&
      !/, 0\)|transparent/.test(style.outlineColor) &&
      width > 0 && height > 0 &&
      right > 0 && left < innerWidth && bottom > 0 && top < innerHeight
    );
  };
  // a bar that stays in place covers nothing; a summary without height is where its arrow is
  const areas = (element) =>
    [...element.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  const own = areas(stop);
  const shown = own.length ? own : [...stop.children].flatMap(areas);
  const inFront = shown.some(({ left, top, width, height }) => {
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return hit && (stop.contains(hit) || hit.closest("label")?.contains(stop));
  });
  const text = stop.getAttribute("aria-label") || stop.textContent || stop.getAttribute("href");
  return {
    name: `${stop.localName}.${stop.className}: ${(text ?? "").trim().slice(0, 40)}`,
    visible: [stop, ...stop.querySelectorAll("*")].some(isOutlined),
    inFront,
    key: [...document.querySelectorAll("*")].indexOf(stop),
  };
}

async function stops(page) {
  const met = new Set();
  const unseen = [];
  const covered = [];
  for (let count = 0; count < MOST_STOPS; count += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focused);
    if (!stop || met.has(stop.key)) return { count: met.size, unseen, covered, round: true };
    met.add(stop.key);
    if (!stop.visible) unseen.push(stop.name);
    if (!stop.inFront) covered.push(stop.name);
  }
  return { count: met.size, unseen, covered, round: false };
}

const state = (page, selector) =>
  page.evaluate(
    ([button]) => ({
      expanded: document.querySelector(button).getAttribute("aria-expanded"),
      focus: document.activeElement.matches(button)
        ? "button"
        : document.activeElement === document.body
          ? "lost"
          : document.activeElement.closest("dialog[open], .dropdown-menu.show, .bd-sidebar")
            ? "menu"
            : document.activeElement.localName,
    }),
    [selector],
  );

// Opens a menu by the Enter key, goes one stop on, and leaves it by Escape, or by Enter again.
async function menu(page, selector, leave, step) {
  const button = page.locator(`${selector}:visible`);
  if (!(await button.count())) return null;
  const found = [await state(page, selector)].map(({ expanded }) => expanded);
  await button.focus();
  await page.keyboard.press("Enter");
  await page.waitForTimeout(SLIDE);
  if (step) await page.keyboard.press(step);
  const open = await state(page, selector);
  await page.keyboard.press(leave);
  await page.waitForTimeout(SLIDE);
  const closed = await state(page, selector);
  return [...found, open.expanded, open.focus, closed.expanded, closed.focus];
}

// The states of the details elements of a page: before, after one Enter, and after another.
async function details(page) {
  const found = [];
  for (const summary of await page.locator("main summary:visible").all()) {
    const isOpen = () => summary.evaluate((element) => element.parentElement.open);
    const states = [await isOpen()];
    for (const _turn of [1, 2]) {
      await summary.press("Enter");
      states.push(await isOpen());
    }
    found.push(states);
  }
  return found;
}

async function look(view) {
  const [path, width] = [view.split(" ")[0], Number(view.split(" ")[1])];
  const narrow = width < 992;
  const page = await browser.newPage({ viewport: { width, height: narrow ? 700 : 800 } });
  await page.goto(`${origin}/${path}`);
  await page.waitForLoadState("networkidle");
  const seen = {
    stops: await stops(page),
    details: await details(page),
    navigation: await menu(page, ".primary-toggle", narrow ? "Escape" : "Enter", narrow ? "Tab" : ""),
    sections: await menu(page, ".secondary-toggle", "Escape", "Tab"),
    colors: await menu(page, ".theme-switch-button", "Escape", "ArrowDown"),
    has_sections: Boolean(await page.locator("#pst-page-toc-nav").count()),
    search: await menu(page, ".search-button__button", "Escape", ""),
  };
  await page.close();
  return [view, seen];
}

const waiting = [...views];
const found = [];
async function lane() {
  while (waiting.length) found.push(await look(waiting.shift()));
}
await Promise.all(Array.from({ length: 6 }, lane));
await browser.close();
server.close();
console.log(JSON.stringify(Object.fromEntries(found)));
