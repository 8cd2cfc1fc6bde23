// The page: summary, filters, search, links to single conversations. Bodies are drawn when they come into view.

const data = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const cases = data.cases.map((found, index) => ({ found, index, node: null, isOpen: !found.passed, text: null }));

function drawHead() {
  at("title").textContent = data.title;
  at("meta").append(...data.meta.map(([name, value]) => element("div", "", element("dt", "", name), element("dd", "", value))));
  const failed = cases.filter(({ found }) => !found.passed).length;
  const passed = cases.length - failed;
  const tiles = [
    [passed.toLocaleString("en"), "passed", passed ? "good" : ""],
    [failed.toLocaleString("en"), "failed", failed ? "bad" : ""],
    ...(data.hasPrevious ? [[cases.filter(({ found }) => found.change).length.toLocaleString("en"), "changed since the last run", ""]] : []),
    ...data.passK.map(([name, share]) => [share, name, ""]),
    [duration(data.tookMs), "in conversation", ""],
  ];
  at("summary").append(...tiles.map(([value, name, className]) => element("li", className, element("strong", "", value), name)));
  at("share").setAttribute("aria-label", `${passed} passed, ${failed} failed`);
  if (failed) at("share").append(part("bad", failed));
  if (passed) at("share").append(part("good", passed));
}

// The list

function drawHeadOf(entry) {
  const { found, index } = entry;
  const about = [found.place, found.customer ? `shopper ${found.customer}` : "guest", ...found.tags.map((tag) => `#${tag}`)];
  const badgeClass = { "now fails": "badge bad", "now passes": "badge good" }[found.change] ?? "badge";
  const button = element(
    "button",
    "case-head",
    element("span", "mark", element("span", "visually-hidden", found.passed ? "Passed: " : "Failed: "), sign(found.passed)),
    element("span", "case-name", found.name),
    element("span", "case-side", found.change ? element("span", badgeClass, found.change) : null, element("span", "", duration(found.tookMs))),
    element("span", "case-about", about.join(" · ")),
  );
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", `body-${index}`);
  button.addEventListener("click", () => setOpen(entry, !entry.isOpen));
  const body = element("div", "");
  body.id = `body-${index}`;
  body.hidden = true;
  entry.node = element("article", found.passed ? "case" : "case failed", element("h2", "", button), body);
  entry.node.dataset.index = index;
  return entry.node;
}

function sign(passed) {
  const node = element("span", "", passed ? "✓" : "✗");
  node.setAttribute("aria-hidden", "true");
  return node;
}

function setOpen(entry, isOpen) {
  entry.isOpen = isOpen;
  const [heading, body] = entry.node.children;
  heading.firstChild.setAttribute("aria-expanded", String(isOpen));
  body.hidden = !isOpen;
  if (isOpen) inView.observe(entry.node);
}

function drawBody(entry) {
  const body = entry.node.children[1];
  if (!body.firstChild) body.append(drawCaseBody(entry.found));
}

const inView = new IntersectionObserver(
  (seen) => {
    for (const { isIntersecting, target } of seen) {
      const entry = cases[target.dataset.index];
      if (!isIntersecting || !entry.isOpen) continue;
      drawBody(entry);
      inView.unobserve(target);
    }
    markFound();
  },
  { rootMargin: "600px" },
);

// Filters

const words = () => at("words").value.toLowerCase().split(/\s+/).filter(Boolean);
const which = () => document.querySelector("input[name=which]:checked").value;

function textOf(entry) {
  entry.text ??= JSON.stringify(stringsOf(entry.found, [])).toLowerCase();
  return entry.text;
}

function stringsOf(found, into) {
  if (typeof found === "string") into.push(found);
  else if (found && typeof found === "object") for (const each of Object.values(found)) stringsOf(each, into);
  return into;
}

function fits(entry, wanted, state) {
  const { found } = entry;
  const isWhich = { all: true, failed: !found.passed, passed: found.passed, changed: Boolean(found.change) }[state];
  return (
    isWhich &&
    (!at("tag").value || found.tags.includes(at("tag").value)) &&
    (!at("customer").value || (found.customer || "guest") === at("customer").value) &&
    (!at("row").value || found.steps.some((step) => step.rows?.includes(at("row").value))) &&
    wanted.every((word) => textOf(entry).includes(word))
  );
}

function filter() {
  const wanted = words().map((word) => JSON.stringify(word).slice(1, -1));
  const state = which();
  let count = 0;
  for (const entry of cases) {
    const isShown = fits(entry, wanted, state);
    entry.node.hidden = !isShown;
    count += isShown;
  }
  at("count").textContent =
    count === cases.length ? counted(count, "conversation", "conversations") : `${counted(count, "conversation", "conversations")} of ${cases.length.toLocaleString("en")}`;
  at("nothing").hidden = count > 0;
  at("reset").hidden = count === cases.length;
  markFound();
}

function markFound() {
  if (!globalThis.Highlight) return;
  const wanted = words();
  const ranges = wanted.length ? cases.filter(({ node }) => node && !node.hidden).flatMap(({ node }) => rangesIn(node, wanted)) : [];
  CSS.highlights.set("found", new Highlight(...ranges));
}

function rangesIn(root, wanted) {
  const ranges = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const text = node.data.toLowerCase();
    if (text.length !== node.length) continue;
    for (const word of wanted) {
      for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + word.length)) {
        const range = new Range();
        range.setStart(node, from);
        range.setEnd(node, from + word.length);
        ranges.push(range);
      }
    }
  }
  return ranges;
}

function fill(select, values) {
  const distinct = [...new Set(values)].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const all = element("option", "", "All");
  all.value = "";
  const options = distinct.map((value) => {
    const option = element("option", "", value);
    option.value = value;
    return option;
  });
  select.replaceChildren(all, ...options);
  select.parentElement.hidden = distinct.length === 0;
}

function reset() {
  at("filters").reset();
  filter();
}

// Links to single conversations and the coverage

function follow() {
  const target = linkedId();
  showPanel(target === "coverage" && data.coverage ? "coverage" : "cases");
  document.querySelector(".linked")?.classList.remove("linked");
  const entry = cases.find(({ found }) => found.link === target);
  if (!entry) return;
  if (entry.node.hidden) reset();
  setOpen(entry, true);
  drawBody(entry);
  entry.node.classList.add("linked");
  entry.node.scrollIntoView();
  entry.node.querySelector(".case-head").focus({ preventScroll: true });
}

function linkedId() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

function showPanel(name) {
  for (const each of ["cases", "coverage"]) {
    const isShown = each === name;
    at(`panel-${each}`).hidden = !isShown;
    at(`tab-${each}`).setAttribute("aria-selected", String(isShown));
    at(`tab-${each}`).tabIndex = isShown ? 0 : -1;
  }
  const panel = at("panel-coverage");
  if (name === "coverage" && !panel.firstChild) panel.append(drawCoverage(data.coverage));
}

function setUpTabs() {
  if (!data.coverage) return;
  at("tabs").hidden = false;
  at("panel-cases").setAttribute("role", "tabpanel");
  at("panel-cases").setAttribute("aria-labelledby", "tab-cases");
  for (const [name, other] of [["cases", "coverage"], ["coverage", "cases"]]) {
    const select = (chosen) => {
      history.replaceState(null, "", chosen === "coverage" ? "#coverage" : location.pathname + location.search);
      showPanel(chosen);
      at(`tab-${chosen}`).focus();
    };
    at(`tab-${name}`).addEventListener("click", () => select(name));
    at(`tab-${name}`).addEventListener("keydown", (event) => {
      if (["ArrowLeft", "ArrowRight"].includes(event.key)) select(other);
    });
  }
}

function start() {
  drawHead();
  const nothing = element("p", "empty", cases.length ? "No conversation fits these filters." : "No conversation was run.");
  nothing.id = "nothing";
  at("cases").append(nothing, ...cases.map(drawHeadOf));
  for (const entry of cases) if (entry.isOpen) setOpen(entry, true);
  fill(at("tag"), cases.flatMap(({ found }) => found.tags));
  fill(at("customer"), cases.map(({ found }) => found.customer || "guest"));
  fill(at("row"), cases.flatMap(({ found }) => found.steps.flatMap((step) => step.rows ?? [])));
  at("which-changed").hidden = !data.hasPrevious;
  setUpTabs();
  let waiting = 0;
  at("filters").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 80);
  });
  at("filters").addEventListener("submit", (event) => event.preventDefault());
  at("reset").addEventListener("click", reset);
  at("open-all").addEventListener("click", () => cases.forEach((entry) => !entry.node.hidden && setOpen(entry, true)));
  at("close-all").addEventListener("click", () => cases.forEach((entry) => setOpen(entry, false)));
  addEventListener("beforeprint", () => cases.forEach((entry) => entry.isOpen && drawBody(entry)));
  addEventListener("hashchange", follow);
  filter();
  follow();
}

start();
