// Messages on their way. Each is sent with the same client id until it is answered or refused, one after the
// other, and kept for the tab, so that neither a lost connection nor a reload loses or doubles one.

import { ConnectionLost } from "./api.js";

const MOST_TRIES = 5;

export class Outbox {
  // `report(message, state, detail)`: state is "sending", "answered" (detail: the answer), "failed" or
  // "refused" (detail: a sentence).
  constructor(session, report) {
    this.session = session;
    this.report = report;
    this.storeKey = `outbox-${session.key}`;
    this.waiting = JSON.parse(sessionStorage.getItem(this.storeKey) ?? "[]");
    this.isClosed = false;
    this.isRunning = false;
  }

  resume() {
    for (const message of this.waiting) this.report(message, "sending");
    this.#run();
  }

  add(text, payload) {
    const message = { text, payload, clientId: newId(), at: new Date().toISOString() };
    this.waiting.push(message);
    this.#keep();
    this.report(message, "sending");
    this.#run();
  }

  retry(message) {
    message.hasFailed = false;
    this.report(message, "sending");
    this.#run();
  }

  close() {
    this.isClosed = true;
  }

  async #run() {
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      let next;
      while (!this.isClosed && (next = this.waiting.find((message) => !message.hasFailed))) await this.#send(next);
    } finally {
      this.isRunning = false;
    }
  }

  async #send(message) {
    const body = { message: message.text, client_id: message.clientId };
    if (message.payload) body.payload = message.payload;
    for (let tries = 1; !this.isClosed; tries += 1) {
      try {
        const answer = await this.session.request("/chat/messages", { method: "POST", body });
        return this.#leave(message, "answered", answer);
      } catch (error) {
        const isPassing = error instanceof ConnectionLost || error.isPassing;
        if (!isPassing) return this.#leave(message, "refused", error.message);
        if (tries >= MOST_TRIES) return this.#fail(message);
        await pause(Math.max(error.retryAfterSeconds ?? 0, 2 ** (tries - 1)));
      }
    }
    return undefined;
  }

  #leave(message, state, detail) {
    this.waiting = this.waiting.filter((other) => other !== message);
    this.#keep();
    if (!this.isClosed) this.report(message, state, detail);
  }

  #fail(message) {
    message.hasFailed = true;
    if (!this.isClosed) this.report(message, "failed", "Not sent.");
  }

  #keep() {
    const kept = this.waiting.map(({ hasFailed, ...message }) => message);
    sessionStorage.setItem(this.storeKey, JSON.stringify(kept));
  }
}

const pause = (seconds) => new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });

// crypto.randomUUID exists on https and localhost only.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
