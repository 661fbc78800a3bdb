// The search with Pagefind, which is loaded once there is something to search for. On the search
// page, the query, the filters and the order are in the page's address; where Pagefind does not
// load, such as on a page opened as a file, Sphinx's search is loaded. On other pages, this script
// is loaded once a reader types in the search dialog.

(() => {
  "use strict";

  const PAGE_SIZE = 6; // results loaded at once; each is a request
  const SUGGESTIONS = 5;
  const AROUND = 30; // characters before a word in an excerpt
  const FEW_VALUES = 12; // values of a filter that are shown at first
  const DELAY = 200; // milliseconds from the last key press to the search
  const QUERY = "q"; // the name of the field in the form
  const ORDER = "order";

  const element = (name, attributes = {}, ...children) => {
    const created = Object.assign(document.createElement(name), attributes);
    created.append(...children);
    return created;
  };

  // -- results ---------------------------------------------------------------------------------

  // Texts of scripts without spaces between words: each two consecutive characters are an index term
  // of the page, see spellings.py.
  const WITHOUT_SPACES =
    /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}]+/gu;

  function characterPairs(run) {
    const letters = [...run.normalize("NFKC")];
    const pairs = letters.slice(1).map((letter, index) => letters[index] + letter);
    return ` ${(pairs.length ? pairs : letters).join(" ")} `;
  }

  // The excerpt around words of the query that Pagefind does not mark, null if there is none.
  function excerptAround(content, words) {
    const word = words.find((each) => content.includes(each));
    if (!word) return null;
    const position = content.indexOf(word);
    const start = Math.max(0, position - AROUND);
    const shown = content.slice(start, position + word.length + 3 * AROUND);
    const parts = shown.split(word).flatMap((part, index) => (index ? [element("mark", {}, word), part] : [part]));
    return element("p", { className: "search-excerpt", dir: "auto" }, start ? "…" : "", ...parts);
  }

  // The excerpt as text and marks, without other markup and without the title of the page.
  function excerpt(data, title, query) {
    const isMarked = data.excerpt.includes("<mark>");
    const words = query.match(WITHOUT_SPACES) ?? (isMarked ? [] : query.split(/\s+/u).filter(Boolean));
    const own = excerptAround(data.content ?? "", words);
    if (own) return own;
    const body = new DOMParser().parseFromString(data.excerpt, "text/html").body;
    let skip = body.textContent.startsWith(title) ? title.length + 1 : 0; // and a full stop
    const parts = [...body.childNodes].flatMap((node) => {
      const text = node.textContent.slice(skip);
      skip = Math.max(0, skip - node.textContent.length);
      return node.nodeName === "MARK" && text ? marked(text) : [text];
    });
    return element("p", { className: "search-excerpt", dir: "auto" }, ...parts);
  }

  // Pagefind marks a word with the punctuation around it.
  function marked(text) {
    const [, before, word, after] = /^([\p{Ps}\p{Pi}"']*)(.*?)([\p{Pe}\p{Pf}"'.,;:!?…]*)$/su.exec(text);
    return word ? [before, element("mark", {}, word), after] : [text];
  }

  // A title without line breaks at hyphens within words, see unbroken_words.py.
  const titled = (title) =>
    title
      .split(/((?<![\p{L}\p{N}_-])[\p{L}\p{N}_]+(?:[-\u2010][\p{L}\p{N}_]+)+(?![\p{L}\p{N}_-]))/u)
      .map((part, place) =>
        place % 2 && part.length <= 16 ? element("span", { className: "unbroken" }, part) : part,
      );

  function hitItem(data, root, query) {
    const path = data.raw_url.split("/").map(encodeURIComponent).join("/");
    const page = new URL(path.replace(/^\/+/, ""), root).href;
    const title = data.meta.title ?? page;
    const item = element("li", {}, element("h2", { dir: "auto" }, element("a", { href: page }, ...titled(title))));
    if (data.meta.date) item.append(element("p", { className: "search-date" }, data.meta.date));
    const parts = data.sub_results.filter((part) => part.anchor && part.excerpt.includes("<mark>"));
    item.append(excerpt(data, title, query));
    if (parts.length) {
      const list = parts.slice(0, 3).map((part) => {
        const link = element("a", { href: `${page}#${part.anchor.id}` }, part.title);
        return element("li", {}, link);
      });
      item.append(element("ul", { className: "search-parts" }, ...list));
    }
    return item;
  }

  // A "#" is part of a word, as in "C#", and no part of a query such as "#python".
  function termOf(text) {
    const term = text.trim().replace(/(?<!\S)#+(?=\p{L})/gu, "");
    if (!term.match(WITHOUT_SPACES)) return term;
    // in quotation marks, Pagefind would search for the pairs as a phrase, which no page has
    return term.replace(/["“”「」]/gu, " ").replace(WITHOUT_SPACES, characterPairs).trim();
  }

  async function openPagefind(folder) {
    const pagefind = await import(new URL("pagefind.js", folder));
    await pagefind.options({ excerptLength: 30, noWorker: true });
    await pagefind.init();
    return pagefind;
  }

  // Resolves when a reader types (to false) or opens the filters (to true).
  function firstUse(field, filterButton) {
    return new Promise((resolve) => {
      field.addEventListener("input", () => resolve(false), { once: true });
      filterButton.addEventListener("click", () => resolve(true), { once: true });
    });
  }

  // -- the search page -------------------------------------------------------------------------

  async function searchOnPage() {
    const settings = JSON.parse(document.getElementById("site-search-settings").textContent);
    const root = new URL(settings.root, location.href);
    const area = document.getElementById("site-search");
    const form = document.querySelector(".bd-search-container .bd-search");
    const field = form.querySelector("input");
    const facets = area.querySelector(".search-facets");
    const status = area.querySelector(".search-status");
    const order = area.querySelector("select");
    const hits = area.querySelector(".search-hits");
    const more = area.querySelector(".search-more");
    const filterButton = area.querySelector(".search-filter");

    // before the first await: readers may already type
    const parameters = new URLSearchParams(location.search);
    field.value = parameters.get(QUERY) ?? "";
    order.value = parameters.get(ORDER) === "newest" ? "newest" : "relevance";

    // -- Pagefind, or Sphinx as the fallback -----------------------------------------------------

    let pagefind;
    let totals = {}; // the number of pages by filter and value, once filters are wanted
    let wantsFilters = false;
    const hasNoQuery = ![...parameters].some(([name, value]) => name !== ORDER && value.trim());
    if (hasNoQuery && settings.has_filters && location.protocol.startsWith("http")) {
      area.hidden = filterButton.hidden = false;
      order.parentElement.hidden = true;
      wantsFilters = await firstUse(field, filterButton);
    }
    try {
      pagefind = await openPagefind(new URL(`${settings.folder}/`, root));
    } catch {
      area.hidden = true;
      for (const address of settings.sphinx) {
        document.head.append(element("script", { src: address, async: false }));
      }
      return;
    }

    // -- the query in the address ----------------------------------------------------------------

    const chosen = new Map();

    // Each filter is a file of its own; they are loaded once a reader filters.
    async function loadFilters() {
      filterButton.hidden = true;
      totals = await pagefind.filters();
      for (const key of Object.keys(totals).sort()) {
        chosen.set(key, new Set(parameters.getAll(key)));
      }
    }

    function updateAddress() {
      const now = new URLSearchParams();
      if (field.value.trim()) now.set(QUERY, field.value.trim());
      for (const [key, values] of chosen) values.forEach((value) => now.append(key, value));
      if (order.value === "newest") now.set(ORDER, order.value);
      const query = now.size ? `?${now}` : "";
      history.replaceState(null, "", location.pathname + query + location.hash);
    }

    const term = () => termOf(field.value) || null;
    const filtered = () => [...chosen.values()].some((values) => values.size);

    // Several values of one filter mean any of them; several filters must all match.
    function find(options = {}, without = null) {
      const filters = Object.fromEntries(
        [...chosen]
          .filter(([key, values]) => key !== without && values.size)
          .map(([key, values]) => [key, { any: [...values] }]),
      );
      return pagefind.search(term() ?? settings.every_page, { filters, ...options });
    }

    // -- the search ------------------------------------------------------------------------------

    let turn = 0; // counts searches; results of an earlier one are dropped
    let found = [];

    async function search() {
      const mine = ++turn;
      updateAddress();
      const hasQuery = term() || filtered();
      const result = hasQuery ? await find() : { results: [], filters: totals };
      // Without a term all pages match equally well. Sorting leaves out pages without a date.
      const dated = hasQuery ? (await find({ sort: { date: "desc" } })).results : [];
      const sorted = order.value === "newest" || !term() ? dated : [];
      const ids = new Set(sorted.map((hit) => hit.id));
      const counts = { ...result.filters };
      for (const [key, values] of chosen) {
        if (values.size) counts[key] = (await find({}, key)).filters[key] ?? {};
      }
      if (mine !== turn) return;
      found = [...sorted, ...result.results.filter((hit) => !ids.has(hit.id))];
      showFacets(counts);
      order.parentElement.hidden = !term() || !dated.length;
      const first = await Promise.all(found.slice(0, PAGE_SIZE).map((hit) => hit.data()));
      if (mine !== turn) return;
      hits.replaceChildren(...first.map((data) => hitItem(data, root, field.value)));
      more.hidden = found.length <= first.length;
      status.textContent = hasQuery ? statusText(found.length) : "";
    }

    // The forms of a message by the categories of Unicode's plural rules.
    const rules = new Intl.PluralRules(settings.language);
    function statusText(number) {
      const { none, found: forms } = settings.labels;
      if (!number) return none;
      return (forms[rules.select(number)] ?? forms.other).replace("{number}", number);
    }

    more.addEventListener("click", async () => {
      const mine = turn;
      const start = hits.children.length;
      const next = found.slice(start, start + PAGE_SIZE).map((hit) => hit.data());
      const items = (await Promise.all(next)).map((data) => hitItem(data, root, field.value));
      if (mine !== turn) return;
      hits.append(...items);
      more.hidden = found.length <= hits.children.length;
      items[0].querySelector("a").focus();
    });

    // -- filters ---------------------------------------------------------------------------------

    const open = new Map();
    const limits = new Map();

    function showFacets(counts) {
      const focused = document.activeElement;
      const { key, value } = facets.contains(focused) ? focused.dataset : {};
      const groups = [...chosen.keys()].map((name) => facet(name, counts[name] ?? {}));
      facets.replaceChildren(...groups.filter(Boolean));
      if (filtered()) {
        const clear = element("button", { type: "button", className: "btn" }, settings.labels.clear);
        clear.addEventListener("click", () => {
          chosen.forEach((values) => values.clear());
          search();
          field.focus();
        });
        facets.append(clear);
      }
      if (key !== undefined) {
        [...facets.querySelectorAll("input, summary")]
          .find((other) => other.dataset.key === key && other.dataset.value === value)
          ?.focus();
      }
    }

    function facet(key, counts) {
      const values = chosen.get(key);
      const known = new Set([...Object.keys(counts).filter((name) => counts[name]), ...values]);
      if (!values.size && isTrivial(totals[key])) return null;
      if (!known.size) return null;
      const ranked = [...known].sort(byRank(counts));
      const limit = limits.get(key) ?? FEW_VALUES;
      const shown = ranked.filter((name, place) => place < limit || values.has(name));
      const list = element("ul", {}, ...shown.map((name) => choice(key, name, counts[name] ?? 0)));
      const label =
        settings.filters[key] ?? key.charAt(0).toLocaleUpperCase() + key.slice(1);
      const summary = element("summary", {}, label, values.size ? ` (${values.size})` : "");
      summary.dataset.key = key;
      const group = element("details", { open: open.get(key) ?? values.size > 0 }, summary, list);
      group.addEventListener("toggle", () => open.set(key, group.open));
      list.setAttribute("aria-label", label);
      if (shown.length < ranked.length) {
        const button = element("button", { type: "button", className: "btn" }, settings.labels.more);
        button.addEventListener("click", () => {
          limits.set(key, limit + 4 * FEW_VALUES);
          const wider = facet(key, counts);
          group.replaceWith(wider);
          wider.querySelectorAll("input")[shown.length]?.focus();
        });
        group.append(button);
      }
      return group;
    }

    // Whether a filter has a single value, which all pages with filters have.
    function isTrivial(counts) {
      const all = Object.values(totals).flatMap(Object.values);
      return Object.keys(counts).length < 2 && Object.values(counts)[0] === Math.max(...all);
    }

    // Years from newest to oldest, other values by their number of pages.
    function byRank(counts) {
      const numbers = Object.keys(counts).every((name) => /^\d+$/.test(name));
      return (a, b) =>
        (numbers ? b - a : (counts[b] ?? 0) - (counts[a] ?? 0)) || (a < b ? -1 : 1);
    }

    function choice(key, value, count) {
      const box = element("input", { type: "checkbox", checked: chosen.get(key).has(value) });
      Object.assign(box.dataset, { key, value });
      box.addEventListener("change", () => {
        chosen.get(key)[box.checked ? "add" : "delete"](value);
        search();
      });
      const name = element("bdi", {}, value);
      const number = element("span", { className: "search-count" }, ` (${count})`);
      return element("li", {}, element("label", {}, box, name, number));
    }

    // -- events --------------------------------------------------------------------------------

    let waiting;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(search, DELAY);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      search();
    });
    order.addEventListener("change", search);
    filterButton.addEventListener("click", async () => {
      await loadFilters();
      await search();
      facets.querySelector("summary")?.focus();
    });
    area.hidden = false;
    const isFiltered = [...parameters.keys()].some((key) => ![QUERY, ORDER].includes(key));
    if (wantsFilters || isFiltered || !settings.has_filters) await loadFilters();
    else filterButton.hidden = false;
    await search();
    if (wantsFilters) facets.querySelector("summary")?.focus();
  }

  // -- the search dialog -----------------------------------------------------------------------

  function searchInDialog(form) {
    const field = form.querySelector("input");
    const root = new URL(document.documentElement.dataset.content_root, location.href);
    const status = element("p", { className: "visually-hidden" });
    status.setAttribute("role", "status");
    const list = element("ul", { className: "search-hits" });
    const all = element("a", {}, form.dataset.all);
    const area = element("div", { className: "search-suggestions", hidden: true }, list, all);
    form.after(area, status);
    const opening = openPagefind(new URL(form.dataset.folder, root)).catch(() => null);
    let turn = 0;

    async function suggest() {
      const mine = ++turn;
      const pagefind = await opening;
      if (!pagefind) return; // the form leads to the search page
      const term = termOf(field.value);
      const found = term ? (await pagefind.search(term)).results : [];
      if (mine !== turn) return; // each result is a request
      const data = await Promise.all(found.slice(0, SUGGESTIONS).map((hit) => hit.data()));
      if (mine !== turn) return;
      list.replaceChildren(...data.map((hit) => hitItem(hit, root, field.value)));
      all.href = `${form.action}?${new URLSearchParams({ q: field.value.trim() })}`;
      all.textContent = `${form.dataset.all} (${found.length})`;
      area.hidden = !data.length;
      status.textContent = term ? `${form.dataset.found}: ${found.length}` : "";
    }

    let waiting = setTimeout(suggest, DELAY);
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(suggest, DELAY);
    });
    form.parentElement.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [field, ...area.querySelectorAll("h2 a, :scope > a")];
      const next = step && !area.hidden && stops[stops.indexOf(document.activeElement) + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  }

  // -- begin -----------------------------------------------------------------------------------

  const dialogForm = document.querySelector("#pst-search-dialog form[data-folder]");
  if (document.getElementById("site-search-settings")) searchOnPage();
  else if (dialogForm) searchInDialog(dialogForm);
})();
