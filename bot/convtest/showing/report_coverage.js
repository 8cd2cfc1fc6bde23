// Draws what the conversations cover: a share and a list for each kind, or a matrix.

function drawCoverage(coverage) {
  return element("div", "kinds", ...coverage.kinds.map((kind) => (kind.cells ? drawMatrix(kind) : drawKind(kind))));
}

function drawKind(kind) {
  const covered = kind.covered ?? kind.items.filter((item) => item.covered).length;
  const total = kind.total ?? kind.items.length;
  const bar = element("div", "share");
  bar.setAttribute("aria-hidden", "true");
  if (covered) bar.append(part("good", covered));
  if (total > covered) bar.append(part("", total - covered));
  const share = element("div", "kind-share", element("span", "", `${covered} of ${total} covered`), bar);
  const items = [...(kind.items ?? [])].sort((a, b) => Number(a.covered) - Number(b.covered));
  return element("section", "kind", element("h2", "", kind.name), share, items.length ? itemTable(kind.name, items) : null);
}

function itemTable(name, items) {
  const hasWhere = items.some((item) => item.where);
  const heads = ["Name", "Times", ...(hasWhere ? ["Where"] : [])].map((text) => header("col", text));
  heads[1].className = "number";
  const rows = items.map((item) =>
    element(
      "tr",
      item.covered ? "" : "missing",
      header("row", item.covered ? item.name : `${item.name} (not covered)`),
      element("td", "number", String(item.count ?? 0)),
      hasWhere ? element("td", "", item.where ?? "") : null,
    ),
  );
  const table = element("table", "", element("caption", "visually-hidden", name), thead(heads), element("tbody", "", ...rows));
  const missing = items.filter((item) => !item.covered).length;
  const more = element("details", "more", element("summary", "", missing ? `All items, ${missing} not covered first` : "All items"), scrolling(name, table));
  more.open = missing > 0 && items.length <= 60;
  return more;
}

function drawMatrix(kind) {
  const heads = [element("td", ""), ...kind.columns.map((name) => header("col", name))];
  const rows = kind.rows.map((name, index) =>
    element("tr", "", header("row", name), ...kind.cells[index].map(pairCell)),
  );
  const table = element("table", "", element("caption", "visually-hidden", kind.name), thead(heads), element("tbody", "", ...rows));
  const needed = kind.cells.flat().filter((count) => count !== null);
  const share = element("p", "kind-share", `${needed.filter(Boolean).length} of ${needed.length} pairs occur`);
  return element("section", "kind matrix", element("h2", "", kind.name), share, scrolling(kind.name, table));
}

// A pair that makes no sense is null; one that is missing is 0.
function pairCell(count) {
  if (count === null) return element("td", "", "not needed");
  return element("td", count ? "hit" : "none", count ? String(count) : "missing");
}

const thead = (heads) => element("thead", "", element("tr", "", ...heads));

function header(scope, text) {
  const cell = element("th", "", text);
  cell.scope = scope;
  return cell;
}

function scrolling(name, table) {
  const box = element("div", "scroll", table);
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", name);
  return box;
}

function part(className, size) {
  const node = element("span", className);
  node.style.flexGrow = size;
  node.style.flexBasis = "0";
  return node;
}
