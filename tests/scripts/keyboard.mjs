// Goes through pages of a built site with the keyboard alone, and prints what it meets as JSON.
//
//   node keyboard.mjs HTML_FOLDER CHROMIUM PAGE...
//
// For each page and width: the stops of the Tab key without a visible focus, whether the stops came
// round, and for each menu what it states before, while and after it is open, and where the focus
// is then.

import { launch, serve } from "./browser.mjs";

const [root, executablePath, ...pages] = process.argv.slice(2);
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
  const text = stop.getAttribute("aria-label") || stop.textContent || stop.getAttribute("href");
  return {
    name: `${stop.localName}.${stop.className}: ${(text ?? "").trim().slice(0, 40)}`,
    visible: [stop, ...stop.querySelectorAll("*")].some(isOutlined),
    key: [...document.querySelectorAll("*")].indexOf(stop),
  };
}

async function stops(page) {
  const met = new Set();
  const unseen = [];
  for (let count = 0; count < MOST_STOPS; count += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focused);
    if (!stop || met.has(stop.key)) return { count: met.size, unseen, round: true };
    met.add(stop.key);
    if (!stop.visible) unseen.push(stop.name);
  }
  return { count: met.size, unseen, round: false };
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

const found = {};
for (const [width, height] of [[375, 700], [1280, 800]]) {
  for (const path of pages) {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.goto(`${origin}/${path}`);
    await page.waitForTimeout(SLIDE);
    const narrow = width < 992;
    found[`${path} ${width}`] = {
      stops: await stops(page),
      navigation: await menu(page, ".primary-toggle", narrow ? "Escape" : "Enter", narrow ? "Tab" : ""),
      sections: await menu(page, ".secondary-toggle", "Escape", "Tab"),
      colors: await menu(page, ".theme-switch-button", "Escape", "ArrowDown"),
      has_sections: Boolean(await page.locator("#pst-page-toc-nav").count()),
      search: await menu(page, ".search-button__button", "Escape", ""),
    };
    await page.close();
  }
}
await browser.close();
server.close();
console.log(JSON.stringify(found));
