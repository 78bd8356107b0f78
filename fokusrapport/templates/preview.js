// Follows the preview: tells how things stand, and puts each new page where the last one was, at the same place.
{
  const part = (id) => document.getElementById(id);
  const bar = document.querySelector(".standing");
  const pages = part("pages");
  let shown = 0;

  const element = (name, text, className) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const told = (node, text) => {
    if (node.textContent !== text) node.textContent = text;  // what is the same is not read out again
  };

  const tell = (standing) => {
    bar.dataset.tone = standing.tone;
    told(part("headline"), standing.headline);
    told(part("stored"), standing.stored);
    part("stored").hidden = !standing.stored;
    const warned = part("warned");
    warned.hidden = !standing.warned;
    told(warned.querySelector("summary"), standing.warned);
    warned.querySelector("ul").replaceChildren(...standing.warnings.map((text) => element("li", text)));
    const list = part("faults").querySelector("ul");
    const key = JSON.stringify(standing.faults);
    if (list.dataset.key === key) return;
    list.dataset.key = key;
    list.replaceChildren(...standing.faults.map((fault) => {
      const item = document.createElement("li");
      if (fault.where) item.append(element("span", fault.where, "where"));
      item.append(element("span", fault.what, "what"));
      for (const more of [fault.nearest, fault.allowed]) if (more) item.append(element("span", more, "more"));
      return item;
    }));
  };

  // A place on a page: the last thing with a name that begins above the upper edge, and how far above.
  const placeIn = (frame) => {
    const view = frame.contentWindow;
    const named = [...frame.contentDocument.querySelectorAll("[data-cell],[id]")];
    const above = named.filter((node) => node.getClientRects().length && topOf(node) <= 1);
    const node = above.at(-1);
    return node && view.scrollY > 0 ? { key: keyOf(node), top: topOf(node), y: view.scrollY } : { y: view.scrollY };
  };
  // What a cell made stands in an element without a box of its own.
  const topOf = (node) => (node.firstElementChild && node.dataset.cell ? node.firstElementChild : node).getBoundingClientRect().top;
  const keyOf = (node) => (node.id ? `#${CSS.escape(node.id)}` : `[data-cell="${CSS.escape(node.dataset.cell)}"]`);
  const goTo = (frame, place) => {
    const view = frame.contentWindow;
    const node = place.key && frame.contentDocument.querySelector(place.key);
    view.scrollTo({ top: node ? view.scrollY + topOf(node) - place.top : place.y, behavior: "instant" });
  };

  // Which folded parts are open: each by its heading or caption, and which of several of the same.
  const folded = (frame) => {
    const count = new Map();
    return [...frame.contentDocument.querySelectorAll("details")].map((node) => {
      const owner = node.closest("[data-cell]")?.dataset.cell ?? node.closest("[id]")?.id ?? "";
      const name = `${owner}/${node.querySelector("summary")?.textContent ?? ""}`;
      count.set(name, (count.get(name) ?? 0) + 1);
      return { node, key: `${name}/${count.get(name)}` };
    });
  };

  const outwards = (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    window.open(link.href, "_blank", "noopener");
  };

  // Nobody loses a comment that is being written: the page waits until it is sent or given up.
  const writing = (frame) => [...frame.contentDocument.querySelectorAll("textarea")].some((field) => field.value);

  const put = (number) => {
    const standing = pages.querySelector("iframe:not(.coming)");
    if (standing && writing(standing)) return setTimeout(() => number === shown && put(number), 300);
    const coming = document.createElement("iframe");
    coming.title = pages.dataset.title;
    coming.className = "coming";
    coming.addEventListener("load", () => {
      const last = pages.querySelector("iframe:not(.coming)");
      coming.contentDocument.addEventListener("click", outwards);
      if (number !== shown || (last && writing(last))) {  // overtaken by a newer one, or by the reader
        coming.remove();
        return number === shown && put(number);
      }
      if (last) {
        const open = new Set(folded(last).filter(({ node }) => node.open).map(({ key }) => key));
        for (const { node, key } of folded(coming)) node.open = open.has(key) || node.open;
        goTo(coming, placeIn(last));
      } else if (location.hash) {
        coming.contentWindow.location.replace(location.hash);
      }
      const inside = last && document.activeElement === last;
      coming.className = "";
      last?.remove();
      if (inside) coming.focus();
    });
    coming.src = `page/${number}`;
    pages.append(coming);
  };

  const events = new EventSource("events");
  events.addEventListener("message", ({ data }) => {
    const standing = JSON.parse(data);
    tell(standing);
    if (standing.page === shown) return;
    shown = standing.page;
    put(shown);
  });
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED || bar.dataset.tone !== "wrong") {
      tell({ tone: "wrong", headline: document.body.dataset.lost, stored: "", warned: "", warnings: [], faults: [] });
    }
  });
}
