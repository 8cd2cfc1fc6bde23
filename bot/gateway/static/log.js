// The conversation on the screen: lines in the order of their ids, each drawn once.

import { drawCard } from "./cards.js";
import { button, clockTime, dayName, element } from "./dom.js";

export class Log {
  // `onChoice(title, payload)` when a button of the bot is pressed; `onRetry(message)` for one not sent.
  constructor(root, { onChoice, onRetry }) {
    this.root = root;
    this.onChoice = onChoice;
    this.onRetry = onRetry;
    this.typing = element("div", "typing", element("i"), element("i"), element("i"));
    this.typing.setAttribute("role", "img");
    this.typing.setAttribute("aria-label", "The assistant is writing");
    this.clear();
  }

  clear() {
    this.lines = [];
    this.root.replaceChildren();
  }

  get isEmpty() {
    return this.lines.length === 0;
  }

  // Add messages of the gateway; a known one changes nothing, the shopper's own takes its id.
  add(messages) {
    const isAtEnd = this.#isAtEnd();
    for (const message of messages) {
      if (this.lines.some((line) => line.id === message.id)) continue;
      const own = message.client_id && this.lines.find((line) => line.clientId === message.client_id);
      if (own) {
        own.id = message.id;
        this.#settle(own, message.at);
      } else {
        this.#place(this.#draw(message));
      }
    }
    this.#refresh();
    if (isAtEnd) this.#toEnd();
  }

  // The shopper's message before the gateway has it.
  addOwn(message) {
    let line = this.lines.find((known) => known.clientId === message.clientId);
    if (!line) {
      line = this.#draw({ sender: "shopper", text: message.text, at: message.at, client_id: message.clientId });
      this.#place(line);
    }
    line.isUnsent = true;
    line.node.className = "line shopper sending";
    line.foot.replaceChildren("Sending…");
    this.#refresh();
    this.#toEnd();
  }

  markSent(message) {
    const line = this.lines.find((known) => known.clientId === message.clientId);
    if (line) this.#settle(line, message.at);
  }

  markFailed(message, sentence, canRetry) {
    const line = this.lines.find((known) => known.clientId === message.clientId);
    if (!line) return;
    line.node.className = "line shopper failed";
    const again = canRetry ? button("quiet-button", "Try again", () => this.onRetry(message)) : null;
    line.foot.replaceChildren(...[sentence, again].filter(Boolean));
    this.#toEnd();
  }

  // Words of the page itself, such as the welcome; not part of the history.
  note(text, choices = []) {
    const node = element("div", "line bot", element("p", "bubble", text));
    if (choices.length) {
      node.append(element("div", "buttons", ...choices.map((title) => button("choice", title, () => this.onChoice(title)))));
    }
    this.#place({ id: null, sender: "bot", node });
    this.#refresh();
    this.#toEnd();
  }

  divider(text) {
    this.#place({ id: null, sender: "page", node: element("p", "day", text) });
    this.#refresh();
    this.#toEnd();
  }

  showTyping(isOn) {
    const isAtEnd = this.#isAtEnd();
    if (isOn) this.root.append(this.typing);
    else this.typing.remove();
    if (isAtEnd) this.#toEnd();
  }

  #draw(message) {
    const foot = element("p", "line-foot", clockTime(message.at));
    const node = element("div", `line ${message.sender}`);
    const who = { shopper: "You: ", agent: "Customer service: " }[message.sender] ?? "Assistant: ";
    node.append(element("span", "visually-hidden", who));
    if (message.text) node.append(element("p", "bubble", message.text));
    if (message.custom) {
      node.append(drawCard(message.custom));
      node.classList.add("has-card");
    }
    if (message.buttons?.length) node.append(this.#choices(message.buttons));
    node.append(foot);
    return { id: message.id ?? null, clientId: message.client_id, sender: message.sender, at: message.at, node, foot };
  }

  #choices(buttons) {
    const made = buttons.map(({ title, payload }) => button("choice", title, () => this.onChoice(title, payload)));
    return element("div", "buttons", ...made);
  }

  #place(line) {
    const isLater = (other) => (other.id === null ? other.isUnsent : other.id > line.id);
    const next = line.id === null ? -1 : this.lines.findIndex(isLater);
    if (next < 0) {
      this.lines.push(line);
      this.root.insertBefore(line.node, this.typing.parentNode === this.root ? this.typing : null);
    } else {
      this.root.insertBefore(line.node, this.lines[next].node);
      this.lines.splice(next, 0, line);
    }
  }

  #settle(line, at) {
    line.isUnsent = false;
    line.node.className = "line shopper";
    line.foot.replaceChildren(clockTime(at));
  }

  // Buttons answer the latest words of the bot: once the shopper has spoken or started over, older ones are off.
  #refresh() {
    const lastOwn = this.lines.findLastIndex((line) => line.sender === "shopper" || line.sender === "page");
    this.lines.forEach((line, position) => {
      for (const choice of line.node.querySelectorAll(".choice")) choice.disabled = position < lastOwn;
    });
    this.#markDays();
  }

  #markDays() {
    for (const mark of this.root.querySelectorAll("[data-day]")) mark.remove();
    let day = dayName(new Date());
    for (const line of this.lines) {
      if (!line.at || dayName(line.at) === day) continue;
      day = dayName(line.at);
      const mark = element("p", "day", day);
      mark.dataset.day = "";
      this.root.insertBefore(mark, line.node);
    }
  }

  #isAtEnd() {
    return this.root.scrollHeight - this.root.scrollTop - this.root.clientHeight < 80;
  }

  #toEnd() {
    this.root.scrollTop = this.root.scrollHeight;
  }
}
