// Opens pages of a built site on a phone with an empty cache, and prints what each loads as JSON.
//
//   node weight.mjs HTML_FOLDER CHROMIUM PAGE...
//
// For each page: the path and the size in bytes of each response, texts compressed by gzip as hosts
// do, including fonts, pictures and the favicon.

import { gzipSync } from "node:zlib";
import { launch, serve } from "./browser.mjs";

const [root, executablePath, ...pages] = process.argv.slice(2);
const TEXTS = /^(text\/|application\/(json|xhtml)|image\/svg)/;
const server = await serve(root, { notFound: "404.html" });
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launch(executablePath);

async function weigh(path) {
  const context = await browser.newContext({ viewport: { width: 375, height: 700 } });
  const page = await context.newPage();
  // Playwright hides requests for favicons, which the browser's own protocol reports
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const responses = new Map();
  session.on("Network.responseReceived", ({ requestId, response }) => {
    if (response.url.startsWith(origin)) responses.set(requestId, response);
  });
  await page.goto(`${origin}/${path}`);
  await page.waitForLoadState("networkidle");
  const loaded = [];
  for (const [requestId, { url, mimeType }] of responses) {
    const { body, base64Encoded } = await session.send("Network.getResponseBody", { requestId });
    const data = Buffer.from(body, base64Encoded ? "base64" : "utf8");
    const size = TEXTS.test(mimeType) ? gzipSync(data).length : data.length;
    loaded.push([url.slice(origin.length + 1), size]);
  }
  await context.close();
  return [path, loaded];
}

const weighed = [];
for (const path of pages) weighed.push(await weigh(path));
console.log(JSON.stringify(Object.fromEntries(weighed)));
await browser.close();
server.close();
