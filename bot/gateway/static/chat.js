// One shopper's chat: sends, reads the history, looks for late answers, and says when the line is down.

import { ConnectionLost } from "./api.js";
import { Log } from "./log.js";
import { Outbox } from "./outbox.js";

const LOOK_MS = 3000;
const TYPING_AFTER_MS = 250;
const WELCOME = "Hello! Ask me about an order: where it is, cancelling it, a refund, or a problem with a parcel.";
const STARTERS = ["Where is my order?", "Cancel my order", "Where is my refund?", "Talk to a person"];
const STATES = {
  bot: "Automatic assistant",
  waiting: "A person will join this chat",
  agent: "You are talking to a person",
};

export class Chat {
  constructor(session, parts, onAnswer) {
    this.session = session;
    this.parts = parts;
    this.onAnswer = onAnswer;
    this.after = null;
    this.isClosed = false;
    this.log = new Log(parts.log, {
      onChoice: (title, payload) => this.say(title, payload),
      onRetry: (message) => this.outbox.retry(message),
    });
    this.outbox = new Outbox(session, (...news) => this.#report(...news));
  }

  async open() {
    this.parts.log.setAttribute("aria-live", "off");
    await this.#look();
    if (this.isClosed) return;
    if (this.log.isEmpty && !this.outbox.waiting.length) this.log.note(WELCOME, STARTERS);
    this.outbox.resume();
    this.parts.log.setAttribute("aria-live", "polite");
    this.timer = setInterval(() => this.#look(), LOOK_MS);
  }

  close() {
    this.isClosed = true;
    this.outbox.close();
    clearInterval(this.timer);
    clearTimeout(this.typingTimer);
    this.log.showTyping(false);
    this.log.clear();
  }

  say(text, payload) {
    this.outbox.add(text, payload);
    this.parts.message.focus();
  }

  async startOver() {
    try {
      await this.session.request("/chat/restart", { method: "POST" });
    } catch (error) {
      this.#connection(error);
      return;
    }
    await this.#look();
    this.log.divider("You started over");
    this.log.note(WELCOME, STARTERS);
  }

  #report(message, state, detail) {
    if (state === "sending") {
      this.log.addOwn(message);
      this.typingTimer ??= setTimeout(() => this.log.showTyping(true), TYPING_AFTER_MS);
      return;
    }
    if (state === "answered") {
      this.log.markSent(message);
      this.log.add(detail.messages);
      this.#state(detail.state);
      this.#connection(null);
      this.onAnswer();
    } else {
      this.log.markFailed(message, detail, state === "failed");
    }
    if (!this.outbox.waiting.some((other) => !other.hasFailed)) this.#stopTyping();
  }

  #stopTyping() {
    clearTimeout(this.typingTimer);
    this.typingTimer = null;
    this.log.showTyping(false);
  }

  async #look() {
    if (this.isLooking || document.hidden && this.after !== null) return;
    this.isLooking = true;
    try {
      let answer;
      do {
        answer = await this.session.request(this.after === null ? "/chat/messages" : `/chat/messages?after=${this.after}`);
        if (this.isClosed) return;
        this.log.add(answer.messages);
        this.after = answer.messages.at(-1)?.id ?? this.after ?? 0;
      } while (answer.more);
      this.#state(answer.state);
      this.#connection(null);
    } catch (error) {
      if (!this.isClosed) this.#connection(error);
    } finally {
      this.isLooking = false;
    }
  }

  #state(state) {
    this.parts.state.textContent = STATES[state] ?? STATES.bot;
  }

  #connection(error) {
    const sentence = !error
      ? ""
      : error instanceof ConnectionLost
        ? "Connection lost. Trying again…"
        : error.message;
    if (this.parts.connection.textContent !== sentence) this.parts.connection.textContent = sentence;
  }
}
