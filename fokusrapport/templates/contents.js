// Marks the section being read in the list of contents. The page is whole without it.
{
  const list = document.querySelector(".contents");
  const links = new Map([...list.querySelectorAll("a")].map((a) => [document.getElementById(a.hash.slice(1)), a]));
  const begun = new Set();
  // The list is scrolled at once and the page never: nothing on it moves by itself.
  const bringIntoView = (link) => {
    const [frame, line] = [list.getBoundingClientRect(), link.getBoundingClientRect()];
    if (line.top < frame.top || line.bottom > frame.bottom) list.scrollTop += line.top - frame.top - frame.height / 2;
  };
  const mark = (entries) => {
    for (const { isIntersecting, target } of entries) isIntersecting ? begun.add(target) : begun.delete(target);
    const current = links.get([...links.keys()].findLast((section) => begun.has(section)));
    for (const link of links.values()) {
      if (link === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (current && !list.contains(document.activeElement)) bringIntoView(current);  // not under a reader who is in it
  };
  // A section has begun when its top is in the upper fifth of the window, or however far above.
  const observer = new IntersectionObserver(mark, { rootMargin: "9999999px 0px -80% 0px" });
  for (const section of links.keys()) observer.observe(section);
}
