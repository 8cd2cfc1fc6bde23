// The only module that talks to the gateway: tokens, and errors a page can show.

export class ConnectionLost extends Error {}

export class Refused extends Error {
  constructor(status, code, message, retryAfterSeconds) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get isPassing() {
    return this.status === 429 || this.status >= 500;
  }
}

async function call(path, { method = "GET", body, token } = {}) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(40_000),
    });
  } catch {
    throw new ConnectionLost();
  }
  let answer;
  try {
    answer = await response.json();
  } catch {
    throw new ConnectionLost();
  }
  if (response.ok) return answer;
  const { code = "unknown", message = "Something went wrong. Please try again." } = answer.error ?? {};
  throw new Refused(response.status, code, message, Number(response.headers.get("Retry-After")) || 0);
}

export const listCustomers = () => call("/demo/customers");

// One shopper's connection. The token is kept in memory only and fetched anew when it has run out;
// a guest's is kept for the tab, because it is all that names the guest's conversation.
export class Session {
  constructor(customerId) {
    this.customerId = customerId;
    this.token = customerId ? null : sessionStorage.getItem("guest-token");
  }

  get key() {
    return this.customerId || "guest";
  }

  async request(path, options = {}) {
    if (!this.token) await this.#renew();
    try {
      return await call(path, { ...options, token: this.token });
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 401) throw error;
      await this.#renew();
      return call(path, { ...options, token: this.token });
    }
  }

  async #renew() {
    if (this.customerId) {
      const body = { customer_id: this.customerId };
      this.token = (await call("/demo/token", { method: "POST", body })).token;
    } else {
      this.token = (await call("/chat/session", { method: "POST" })).token;
      sessionStorage.setItem("guest-token", this.token);
    }
  }
}
