// Searches a site with Pagefind's JavaScript API, and prints the results of each query as JSON.
//
//   node pagefind_search.mjs SITE QUERY...
//
// SITE is the folder of the site. A QUERY is a JSON array of a term and Pagefind's search options.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [site, ...queries] = process.argv.slice(2);
const folder = pathToFileURL(`${site}/_pagefind/`);
globalThis.fetch = async (address) => {
  const url = new URL(address);
  return new Response(await readFile(new URL(url.pathname, url)));
};
const pagefind = await import(new URL("pagefind.js", folder));
await pagefind.options({ basePath: folder.href, baseUrl: "/", noWorker: true });
await pagefind.init();
const answers = [];
for (const query of queries) {
  const { results, filters } = await pagefind.search(...JSON.parse(query));
  answers.push({ filters, results: await Promise.all(results.map((result) => result.data())) });
}
console.log(JSON.stringify(answers));
