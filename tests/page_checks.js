// What tests ask of a page, from inside it. Each function returns a list of complaints (or what the test compares).
({
  // What axe finds. Every rule runs: WCAG 2.0 to 2.2 A and AA, best practices, the experimental ones and those that axe
  // turns off itself (`target-size`). Two kinds do not: rules axe has given up, and contrast of 7 to 1 (1.4.6, AAA).
  async axe() {
    const rules = axe.getRules().filter((rule) => !rule.tags.includes("deprecated")).map((rule) => rule.ruleId)
      .filter((rule) => rule !== "color-contrast-enhanced");
    axe.configure({ noHtml: true });  // copying every element's markup would take longer than the rules
    const result = await axe.run({ runOnly: { type: "rule", values: rules }, resultTypes: ["violations"],
      elementRef: true, selectors: false, preload: false });
    return result.violations.flatMap((told) =>
      told.nodes.map((node) => `${told.id}: ${this.name(node.element)}: ${node.failureSummary}`));
  },

  // Everything one can reach with Tab, in the order of the document.
  focusable() {
    const reachable = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    return [...document.querySelectorAll(reachable)].filter((item) => item.checkVisibility());
  },

  name(element) {
    const text = (element.getAttribute?.("aria-label") || element.textContent || "").trim().slice(0, 40);
    return `<${element.localName}${element.id ? ` id="${element.id}"` : ""}> «${text}»`;
  },

  // Contrast of two colours as WCAG defines it.
  contrast(one, other) {
    const light = (colour) => {
      const [r, g, b] = colour.map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    return Math.max(light(one) / light(other), light(other) / light(one));
  },

  // A mixed colour is computed as `color(srgb 0.5 …)`, every other as `rgb(128 …)`.
  rgb(colour) {
    const parts = colour.match(/[\d.]+/g).map(Number).slice(0, 3);
    return colour.startsWith("color(srgb") ? parts.map((part) => part * 255) : parts;
  },

  // The colour behind an element: that of the nearest box around it that paints one.
  ground(element) {
    for (let box = element.parentElement; box; box = box.parentElement) {
      const colour = getComputedStyle(box).backgroundColor;
      if (!/, 0\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  },

  // Takes down where the focus is each time Tab is pressed: the browser has then scrolled it into view.
  recordFocus() {
    window.focused = [];
    document.addEventListener("keydown", (event) => event.key === "Tab" && this.takeDownFocus(), true);
  },

  // Begin to walk before a stop: at the top of the page for the first.
  startBefore(index) {
    window.focused = [];
    if (index) this.focusable()[index - 1].focus();
    return [];
  },

  takeDownFocus() {
    const item = document.activeElement;
    window.focused.push({ item, complaints: item === document.body ? [] : this.focusComplaints(item) });
  },

  focusComplaints(item) {
    const style = getComputedStyle(item);
    const [box] = [...item.getClientRects()].filter((rect) => rect.width && rect.height);
    const found = [];
    if (!box) return [`${this.name(item)} has focus and is nowhere`];
    const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    if (!drawn || this.contrast(this.rgb(style.outlineColor), this.rgb(this.ground(item))) < 3)
      found.push(`${this.name(item)} has focus, which cannot be seen`);
    // A point near the beginning of the part of it that is in the window.
    const inside = (from, to, room) => Math.max(from, 0) + Math.min((Math.min(to, room) - Math.max(from, 0)) / 2, 30);
    const [x, y] = [inside(box.left, box.right, innerWidth), inside(box.top, box.bottom, innerHeight)];
    const hit = document.elementFromPoint(x, y);
    if (!hit || !(item.contains(hit) || hit.contains(item))) found.push(`${this.name(item)} has focus, but is covered`);
    return found;
  },

  // What differs between where Tab went and where it should go: every reachable thing of a part of the page once, then
  // to the next, or out of the page.
  focusProblems(first, end) {
    this.takeDownFocus();
    const went = window.focused.slice(1);
    const all = this.focusable();
    const wanted = all.slice(first, end);
    const found = went.flatMap((stop) => stop.complaints);
    wanted.forEach((item, index) => {
      if (went[index]?.item !== item) found.push(`stop ${first + index + 1} should be ${this.name(item)}`);
    });
    const after = went[wanted.length]?.item;
    if (end === all.length && after && after !== document.body && after !== all[0]) found.push(`Tab does not leave ${this.name(after)}`);
    return found.slice(0, 10);
  },

  // WCAG 1.4.12, in a style sheet that the page's policy has no say over.
  spaceText() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
      word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets.push(sheet);
  },

  shown(element) {
    return element.checkVisibility() && !element.closest(".hidden, .skip, thead") && element.localName !== "math";
  },

  // Text that is cut off by a box that does not scroll, or that sticks out of the window with no way to get there.
  lostText() {
    const texts = [...document.querySelectorAll("body *")].filter((item) => this.shown(item));
    return texts.filter((item) => {
      const style = getComputedStyle(item);
      const cut = (how, room, need) => ["hidden", "clip"].includes(how) && need > room + 1;
      return cut(style.overflowX, item.clientWidth, item.scrollWidth) ||
        cut(style.overflowY, item.clientHeight, item.scrollHeight);
    }).map((item) => `${this.name(item)} is cut off`);
  },

  // Lines of text that lie on each other. The middle of a line counts: tall letters may reach into the line above.
  overlappingText() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const lines = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.data.trim() || !this.shown(node.parentElement) || node.parentElement.closest("math, style, script"))
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        const middle = { left: box.left + 1, right: box.right - 1, top: box.top + box.height / 4,
          bottom: box.bottom - box.height / 4, node };
        if (middle.right > middle.left) lines.push(middle);
      }
    }
    lines.sort((one, other) => one.top - other.top);
    const found = [];
    lines.forEach((one, index) => {
      for (let next = index + 1; next < lines.length && lines[next].top < one.bottom; next += 1) {
        const other = lines[next];
        if (other.left < one.right && one.left < other.right)
          found.push(`«${one.node.data.trim().slice(0, 40)}» lies on «${other.node.data.trim().slice(0, 40)}»`);
      }
    });
    return found.slice(0, 10);
  },

  // What moves although the reader has asked for stillness.
  motion() {
    const moving = (item) => {
      const style = getComputedStyle(item);
      return style.animationName !== "none" || style.scrollBehavior === "smooth" ||
        style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0);
    };
    return [...document.querySelectorAll("*")].filter(moving).map((item) => `${this.name(item)} moves`);
  },

  // Statuses told by colour alone: each must have its word and a shape of its own.
  statusProblems() {
    const shapes = new Map();
    const found = [];
    for (const status of document.querySelectorAll(".status")) {
      const kind = [...status.classList].find((name) => name !== "status");
      const shape = status.querySelector("svg.symbol")?.innerHTML;
      if (!shape || !status.querySelector(".status-word")?.textContent.trim()) found.push(`${kind} lacks word or shape`);
      shapes.set(kind, shape);
    }
    if (new Set(shapes.values()).size !== shapes.size) found.push("two kinds of status have the same shape");
    return found;
  },
})
