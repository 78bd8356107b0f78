// Comments on a draft: mark words, write, answer, settle. With a server they are sent to it; a page that was opened as a
// file keeps them, and saves them in a file. Where words stand today is worked out by whoever made the page.
{
  const told = JSON.parse(document.getElementById("comments-data").textContent);
  const { words, scope, address, areas } = told;
  const main = document.getElementById("main-content");
  const memory = `comments ${scope}`;
  let threads = told.threads;
  let kept = [];
  let lasting = true;
  let opener = null;

  // --- small things -------------------------------------------------------------------------------------------------
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== false && value !== null) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  };
  const remember = (key, text) => { try { localStorage.setItem(key, text); return true; } catch { return false; } };
  const recall = (key) => { try { return localStorage.getItem(key) ?? ""; } catch { return ""; } };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(5)), (n) => n.toString(16).padStart(2, "0")).join("");
  const shortened = (text, most = 120) => ([...text].length > most ? [...text].slice(0, most).join("") + "…" : text);

  // --- places: a cell's text with white space made one, as whoever made the page counts it ----------------------------
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
  const textOf = (cell) => {
    const signs = [], places = [];
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let offset = 0;
      for (const sign of node.data) {
        const blank = SPACE.test(sign);
        if (sign !== "\u00ad" && !(blank && signs.at(-1) === " ")) {
          signs.push(blank ? " " : sign);
          places.push({ node, offset, length: sign.length });
        }
        offset += sign.length;
      }
    }
    return { signs, places };
  };
  const areaOf = (cell) => areas.find((area) => document.getElementById(area)?.contains(cell));
  const cellOf = (area, id) =>
    [...(document.getElementById(area)?.querySelectorAll("[data-cell]") ?? [])].find((cell) => cell.dataset.cell === id);
  const closestCell = (node) => (node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement)?.closest("[data-cell]");

  // The marked words within one cell: where they begin and end, without the blanks at their ends.
  const placeOf = (range) => {
    const cell = closestCell(range.startContainer) ?? closestCell(range.endContainer)
      ?? [...main.querySelectorAll("[data-cell]")].find((one) => range.intersectsNode(one));
    if (!cell) return null;
    const { signs, places } = textOf(cell);
    const inside = places.map(({ node, offset }) => range.comparePoint(node, offset) === 0
      && !(node === range.endContainer && offset >= range.endOffset));
    let [start, end] = [inside.indexOf(true), inside.lastIndexOf(true) + 1];
    while (start < end && signs[start] === " ") start += 1;
    while (end > start && signs[end - 1] === " ") end -= 1;
    return start >= 0 && start < end ? { cell, signs, start, end } : null;
  };
  const wholeOf = (cell) => {
    const { signs } = textOf(cell);
    const place = { cell, signs, start: 0, end: Math.min(signs.length, 400) };
    while (place.start < place.end && signs[place.start] === " ") place.start += 1;
    while (place.end > place.start && signs[place.end - 1] === " ") place.end -= 1;
    return place;
  };
  const quoteOf = ({ signs, start, end }) => signs.slice(start, end).join("");
  const targetOf = (place) => ({
    type: "SpecificResource",
    source: `notebooks/${areaOf(place.cell)}.ipynb`,
    scope,
    selector: [
      { type: "FragmentSelector", value: `cell-id=${place.cell.dataset.cell}` },
      {
        type: "TextQuoteSelector",
        exact: quoteOf(place),
        prefix: place.signs.slice(Math.max(0, place.start - told.around), place.start).join(""),
        suffix: place.signs.slice(place.end, place.end + told.around).join(""),
      },
      { type: "TextPositionSelector", start: place.start, end: place.end },
    ],
  });

  // --- saying: to the server, or into the file that is saved ------------------------------------------------------------
  const remark = (motivation, name, text, target) => ({
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: newId(),
    type: "Annotation",
    motivation,
    creator: { type: "Person", name },
    created: new Date().toISOString(),
    body: { type: "TextualBody", value: text, format: "text/plain" },
    target,
  });
  const say = async (one) => {
    remember("comments name", one.creator.name);
    if (!address) {
      kept.push(one);
      lasting = remember(memory, JSON.stringify(kept));
      return;
    }
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(one),
    });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(said.error || words.failed);
    threads = said.threads;
  };
  const said = (one) => ({
    name: one.creator.name, created: one.created, motivation: one.motivation, text: one.body?.value ?? "",
  });
  // What is kept here is put to what the page was made with.
  const everything = () => {
    const all = threads.map((thread) => ({ ...thread, answers: [...thread.answers] }));
    for (const one of kept) {
      if (typeof one.target === "string") {
        const thread = all.find(({ id }) => id === one.target);
        if (!thread || thread.answers.some(({ id }) => id === one.id)) continue;  // taken in since it was written
        thread.answers.push({ ...said(one), id: one.id });
        if (one.motivation !== "moderating") continue;
        thread.state = said(one).text === "resolved" ? "resolved" : thread.start === null ? "detached" : "open";
      } else if (!all.some(({ id }) => id === one.id)) {
        const find = (type) => one.target.selector.find((selector) => selector.type === type);
        const [quote, at] = [find("TextQuoteSelector").exact, find("TextPositionSelector")];
        const cell = find("FragmentSelector").value.replace("cell-id=", "");
        const area = one.target.source.replace("notebooks/", "").replace(".ipynb", "");
        const place = cellOf(area, cell);
        const there = place && textOf(place).signs.slice(at.start, at.end).join("") === quote;
        all.push({
          ...said(one), id: one.id, area, cell, quote, state: there ? "open" : "detached",
          start: there ? at.start : null, end: there ? at.end : null, answers: [],
        });
      }
    }
    return all;
  };

  // --- showing --------------------------------------------------------------------------------------------------------
  const mark = (thread, cell) => {
    const { places } = textOf(cell);
    const byNode = new Map();
    for (const { node, offset, length } of places.slice(thread.start, thread.end)) {
      const span = byNode.get(node) ?? { from: offset, to: offset };
      span.to = offset + length;
      byNode.set(node, span);
    }
    for (const [node, { from, to }] of byNode) {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      const element = make("mark", {
        class: `comment-mark ${thread.state}`, "data-thread": thread.id, "aria-details": `comment-${thread.id}`,
      });
      if (range.toString().trim()) range.surroundContents(element);
    }
  };
  const marksOf = (id) => [...main.querySelectorAll("mark.comment-mark")].filter((one) => one.dataset.thread === id);
  const clear = () => {
    for (const element of main.querySelectorAll("mark.comment-mark")) element.replaceWith(...element.childNodes);
    for (const row of main.querySelectorAll(".comments-row")) row.replaceWith(row.querySelector("[data-cell]"));
    main.querySelectorAll(".comments-ui").forEach((element) => element.remove());
    main.normalize();
  };
  const beside = (cell) => {
    const row = cell.parentElement.matches(".comments-row") ? cell.parentElement : make("div", { class: "comments-row" });
    if (row !== cell.parentElement) {
      cell.replaceWith(row);
      row.append(cell, make("div", { class: "comments-beside comments-ui", role: "group", "aria-label": words.comments }));
    }
    return row.lastElementChild;
  };
  const when = (created) => new Date(created).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  const speech = (one) => {
    if (one.motivation === "moderating") return one.text === "resolved" ? words.wasResolved : words.wasReopened;
    return one.text || (one.motivation === "editing" ? words.leaveOut : words.noWords);
  };
  const spoken = (one) => [
    make("p", { class: "who" }, `${one.name}, ${when(one.created)}`),
    make("p", {}, speech(one)),
  ];
  const note = (thread) => {
    const element = make("div", {
      class: `comment ${thread.state}`, id: `comment-${thread.id}`, role: "comment", tabindex: "-1",
      "aria-label": fill(words.commentBy, { name: thread.name }),
    });
    if (thread.quote) element.append(make("p", { class: "quoted" }, `«${shortened(thread.quote)}»`));
    if (thread.state === "detached") element.append(make("p", {}, words.detached));
    element.append(...spoken(thread));
    for (const answer of thread.answers) element.append(make("div", { class: "answer", role: "comment" }, ...spoken(answer)));
    const settled = thread.state === "resolved";
    if (thread.start !== null && thread.quote)
      element.append(make("button", { type: "button", onclick: () => goTo(thread) }, words.toText));
    element.append(
      make("button", { type: "button", onclick: (event) => form(element, words.answer, (name, text) =>
        remark("replying", name, text, thread.id), event.target, thread.id) }, words.answer),
      make("button", { type: "button", onclick: (event) => settle(thread, settled, element, event.target) },
        settled ? words.reopen : words.resolve),
    );
    return element;
  };
  const goTo = (thread) => {
    const [first] = marksOf(thread.id);
    if (!first) return;
    main.querySelectorAll(".current").forEach((element) => element.classList.remove("current"));
    for (const element of marksOf(thread.id)) element.classList.add("current");
    first.tabIndex = -1;
    first.focus();
    first.scrollIntoView({ block: "center" });
  };
  const settle = (thread, settled, element, button) => {
    if (unfinished()) return;  // what is shown anew takes open forms away
    const name = recall("comments name");
    const made = (who) => remark("moderating", who, settled ? "reopened" : "resolved", thread.id);
    if (name) send(made(name), thread.id, element);
    else form(element, settled ? words.reopen : words.resolve, made, button, thread.id, false);
  };
  const list = (all) => {
    const items = all.map((thread) => make("li", { class: thread.state }, make("button", {
      type: "button", onclick: () => document.getElementById(`comment-${thread.id}`).focus(),
    }, [words.states[thread.state], thread.name, thread.quote && `«${shortened(thread.quote, 60)}»`,
      shortened(speech(thread), 80)].filter(Boolean).join(" · "))));
    const section = make("section", { class: "comments-list comments-ui", "aria-labelledby": "comments-title" },
      make("h2", { id: "comments-title", tabindex: "-1" }, `${words.comments} (${all.length})`), make("ol", {}, ...items));
    const loose = all.filter((thread) => !cellOf(thread.area, thread.cell) || thread.start === null);
    section.append(...loose.map(note));
    return section;
  };
  const show = () => {
    clear();
    const all = everything();
    for (const cell of [...main.querySelectorAll("[data-cell]")]) {
      const area = areaOf(cell);
      if (!area) continue;
      const own = all.filter((one) => one.area === area && one.cell === cell.dataset.cell && one.start !== null);
      for (const thread of own) mark(thread, cell);
      if (own.length) beside(cell).append(...own.map(note));
    }
    main.append(list(all));
    for (const cell of main.querySelectorAll("[data-cell]")) {
      const button = make("button", { type: "button", class: "whole", onclick: () => ask(wholeOf(cell), button) }, words.whole);
      const after = cell.parentElement.matches(".comments-row") ? cell.parentElement.lastElementChild : null;
      if (areaOf(cell)) after ? after.prepend(button) : cell.after(make("div", { class: "comments-ui" }, button));
    }
    count.textContent = fill(words.count, { open: all.filter((one) => one.state !== "resolved").length, all: all.length });
    if (save) save.disabled = !kept.length;
  };

  // --- writing --------------------------------------------------------------------------------------------------------
  // Nobody loses a comment that is being written: it is finished or given up before anything else.
  const unfinished = () => {
    const written = document.querySelector(".comment-form textarea");
    if (!written?.value) return false;
    written.focus();
    written.scrollIntoView({ block: "center" });
    status.textContent = words.finishFirst;
    return true;
  };
  addEventListener("beforeunload", (event) => { if (kept.length && !lasting) event.preventDefault(); });
  const form = (place, title, made, from, after, withText = true) => {
    if (unfinished()) return;
    document.querySelector(".comment-form")?.remove();
    opener = from;
    const name = make("input", { id: "comment-name", required: true, maxlength: 120, autocomplete: "name" });
    const text = make("textarea", { id: "comment-text", required: true, rows: 4, maxlength: 20000 });
    const error = make("p", { class: "error", role: "alert" });
    name.value = recall("comments name");
    const element = make("form", { class: "comment-form", "aria-label": title, novalidate: true },
      make("label", { for: "comment-name" }, words.name), name,
      ...(withText ? [make("label", { for: "comment-text" }, words.text), text] : []), error,
      make("button", { type: "submit" }, words.send),
      make("button", { type: "button", onclick: () => close(element) }, words.cancel));
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const missing = [name, ...(withText ? [text] : [])].find((field) => !field.value.trim());
      if (missing) {
        error.textContent = missing === name ? words.needsName : words.needsText;
        missing.focus();
        return;
      }
      send(made(name.value.trim(), text.value.trim()), after, element);
    });
    element.addEventListener("keydown", (event) => event.key === "Escape" && close(element));
    place.append(element);
    (name.value && withText ? text : name).focus();
    element.scrollIntoView({ block: "nearest" });
  };
  const close = (element) => { element.remove(); opener?.focus(); };
  const send = async (one, after, element) => {
    try {
      await say(one);
    } catch (problem) {
      const error = element.querySelector(".error") ?? element.appendChild(make("p", { class: "error", role: "alert" }));
      error.textContent = `${words.failed} ${problem.message}`;
      return;
    }
    show();
    status.textContent = address ? words.sent : lasting ? words.keptHere : words.notKept;
    document.getElementById(`comment-${after ?? one.id}`)?.focus();
  };
  const ask = (place, from) => {
    if (!place) { status.textContent = words.markFirst; return; }
    const target = targetOf(place);
    form(beside(place.cell), fill(words.commentOn, { words: shortened(quoteOf(place), 60) }),
      (name, text) => remark("commenting", name, text, target), from);
  };

  // --- the bar --------------------------------------------------------------------------------------------------------
  const status = make("p", { role: "status" });
  const count = make("p", { class: "count" });
  let marked = null;
  const comment = make("button", { type: "button", onclick: () => ask(marked, comment) }, words.comment);
  const download = () => {
    const file = { "@context": "http://www.w3.org/ns/anno.jsonld", type: "AnnotationPage", partOf: scope, items: kept };
    const href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }));
    make("a", { href, download: `${words.file}-${scope.replaceAll("/", "-")}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
    status.textContent = words.saved;
  };
  const save = address ? null : make("button", { type: "button", onclick: download }, words.save);
  const toggle = make("button", { type: "button", "aria-pressed": "false", onclick: () => {
    const hidden = document.body.classList.toggle("comments-hidden");
    toggle.setAttribute("aria-pressed", String(hidden));
  } }, words.hideResolved);
  document.body.classList.add("comments-page");
  document.body.append(make("div", { class: "comments-bar comments-ui", role: "region", "aria-label": words.comments },
    comment, make("button", { type: "button", onclick: () => document.getElementById("comments-title").focus() }, words.toList),
    toggle, ...(save ? [save] : []), count, status));
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    if (range && main.contains(range.commonAncestorContainer) && !range.startContainer.parentElement.closest(".comments-ui"))
      marked = placeOf(range);
    else if (range) marked = null;  // a click on the button itself may empty the selection: the words stay marked
  });
  if (!address) {
    try { kept = JSON.parse(recall(memory) || "[]"); } catch { kept = []; }
  }
  show();
}
