// Draws one conversation. Every text of the run goes in as textContent: nothing of it becomes markup.

function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function facts(pairs) {
  const list = element("dl", "facts");
  for (const [label, value] of pairs) {
    list.append(element("dt", "", label || "\u00a0"), element("dd", "", value));
  }
  return list;
}

const duration = (ms) => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`);
const counted = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

function drawCaseBody(found) {
  const body = element("div", "case-body");
  const link = element("a", "", "Link to this conversation");
  link.href = `#${encodeURIComponent(found.link)}`;
  const notes = found.notes.map(([name, value]) => element("span", "", `${name}: ${value}`));
  body.append(element("div", "case-foot", link, ...notes));
  let clock = null;
  for (const step of found.steps) {
    body.append(drawStep(step, clock));
    clock = step.at;
  }
  if (found.brokeOff) body.append(element("p", "broke-off", `Broke off: ${found.brokeOff}`));
  return body;
}

function drawStep(step, clockBefore) {
  const rules = step.rules ?? {};
  const turn = element("div", "turn");
  if (step.kind === "advance") turn.append(element("p", "clock", `${step.text} later: ${step.at}`));
  else if (step.at !== clockBefore) turn.append(element("p", "clock", step.at));
  if (step.changed) turn.append(element("p", "changed-turn", element("span", "badge", "changed since the last run")));
  if (step.kind === "user") turn.append(bubble("shopper", "Shopper: ", step.text));
  if (step.kind === "press") turn.append(bubble("shopper pressed", "Shopper presses: ", step.text));
  for (const message of step.said ?? []) turn.append(...drawMessage(message));
  const checks = step.checks ?? [];
  turn.append(...checks.filter((check) => !check.passed).map((check) => drawFailure(check, rules)));
  const more = drawDetails(step, checks, rules);
  if (more) turn.append(more);
  return turn;
}

function bubble(className, who, text) {
  return element("p", `bubble ${className}`, element("span", "visually-hidden", who), text);
}

function drawMessage(message) {
  const parts = [];
  if (message.text) parts.push(bubble("bot", "Bot: ", message.text));
  if (message.card) parts.push(drawCard(message.card));
  if (message.buttons) {
    const list = element("ul", "buttons", ...message.buttons.map((title) => element("li", "", title)));
    list.setAttribute("aria-label", "Buttons");
    parts.push(list);
  }
  return parts.length ? parts : [bubble("bot", "Bot: ", "(an empty message)")];
}

function drawCard(card) {
  const letter = card.letters.length ? element("p", "letter", card.letters.join("\n")) : null;
  return element("div", "card", element("p", "card-head", card.head), facts(card.facts), letter);
}

function drawFailure(check, rules) {
  const pairs = [
    ["Expected", withSentence(check.expected, check.key, rules) || "nothing"],
    ["Actual", withSentence(check.actual, check.key, rules) || "nothing"],
  ];
  if (check.diff) pairs.push(["Difference", drawDiff(check.diff)]);
  return element("div", "check", element("h3", "", `✗ Line ${check.line}: ${check.key}`), facts(pairs));
}

function drawDiff(parts) {
  const tags = { same: "span", missing: "del", extra: "ins" };
  const names = { missing: "[-", extra: "{+" };
  const ends = { missing: "-]", extra: "+}" };
  const shown = parts.map(([kind, text]) => element(tags[kind], "", (names[kind] ?? "") + text + (ends[kind] ?? "")));
  return element("span", "", ...shown);
}

function withSentence(text, key, rules) {
  if (key !== "guidance") return text;
  return text.split(", ").map((row) => rowText(row, rules)).join("\n");
}

const rowText = (row, rules) => (Object.hasOwn(rules, row) ? `${row}: ${rules[row]}` : row);

function drawDetails(step, checks, rules) {
  const held = checks.filter((check) => check.passed);
  const isSaid = ["user", "press"].includes(step.kind);
  const pairs = [
    ["Faults", (step.faults ?? []).join("\n")],
    ["Guidance", (step.rows ?? []).map((row) => rowText(row, rules)).join("\n")],
    ["Understood", step.understood],
    ["Ran", (step.actions ?? []).join(", ")],
    ["Replies", (step.said ?? []).map((message) => message.reply).filter(Boolean).join(", ")],
    ["Slots set", (step.slots ?? []).map(([name, value]) => `${name} = ${value}`).join("\n")],
    ["Store", (step.store ?? []).join("\n") || (isSaid ? "no row changed" : "")],
    ["Took", step.tookMs ? duration(step.tookMs) : ""],
    ["Checks that held", held.map((check) => `line ${check.line}, ${check.key}: ${check.expected}`).join("\n")],
  ].filter(([, value]) => value);
  if (!pairs.length) return null;
  const short = [...(step.rows ?? []), step.understood, held.length ? `${counted(held.length, "check", "checks")} held` : ""];
  const summary = element("summary", "", ["Details", ...short.filter(Boolean)].join(" · "));
  const more = element("details", "more", summary);
  more.addEventListener("toggle", () => more.children.length === 1 && more.append(facts(pairs)), { once: true });
  return more;
}
