// Prints how Lighthouse rates pages of a built site on a phone, as JSON.
//
//   node lighthouse.mjs HTML_FOLDER CHROMIUM LIGHTHOUSE PAGE...
//
// LIGHTHOUSE is the command. For each page: the scores of the categories, of 100, and the names of
// the audits that found something.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { serve } from "./browser.mjs";

const [root, chromium, lighthouse, ...pages] = process.argv.slice(2);
const run = promisify(execFile);
const server = await serve(root, { notFound: "404.html", compress: true });
const origin = `http://127.0.0.1:${server.address().port}`;
const options = [
  "--quiet",
  "--output=json",
  "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking",
];
const rated = {};
for (const page of pages) {
  const { stdout } = await run(lighthouse, [`${origin}/${page}`, ...options], {
    env: { ...process.env, CHROME_PATH: chromium },
    maxBuffer: 2 ** 26,
  });
  const { categories, audits } = JSON.parse(stdout);
  rated[page] = {
    scores: Object.fromEntries(
      Object.values(categories).map(({ id, score }) => [id, Math.round(score * 100)]),
    ),
    audits: Object.values(audits)
      .filter(({ score, scoreDisplayMode }) => score === 0 && scoreDisplayMode === "binary")
      .map(({ id }) => id),
  };
}
server.close();
console.log(JSON.stringify(rated));
