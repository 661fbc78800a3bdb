// What all scripts share that look at a built site: a server on this machine, and Chromium.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".xhtml": "application/xhtml+xml",
};
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// Serves a folder at `root`; for what is not there, the file `notFound` of it, as static hosts do.
// With `compress`, what has a type above is compressed, also as they do.
export async function serve(folder, { root = "/", notFound = "", compress = false } = {}) {
  async function answer(response, status, path) {
    const body = await readFile(join(folder, path));
    const type = TYPES[extname(path)];
    const headers = { "content-type": type ?? "application/octet-stream" };
    if (compress && type) headers["content-encoding"] = "gzip";
    response.writeHead(status, headers);
    response.end(compress && type ? gzipSync(body) : body);
  }
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    const within = path.startsWith(root) ? path.slice(root.length) : null;
    try {
      if (within === null) throw new Error("not in the site");
      await answer(response, 200, within.endsWith("/") || !within ? `${within}index.html` : within);
    } catch {
      if (notFound) await answer(response, 404, notFound);
      else response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return server;
}

export function launch(executablePath) {
  return chromium.launch({ executablePath, args: FLAGS });
}
